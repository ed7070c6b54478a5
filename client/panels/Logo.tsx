/** The logo: an arrow from an organisation to a person. */
export const Logo = () => (
  <svg viewBox="0 0 34 16" aria-hidden="true" focusable="false">
    <rect x="1" y="3" width="10" height="10" fill="var(--organisation)" />
    <path d="M13 8h9" stroke="var(--left)" strokeWidth="2" />
    <path d="M27 8l-6-3.6v7.2z" fill="var(--left)" />
    <circle cx="29" cy="8" r="4.5" fill="var(--person)" />
  </svg>
)
