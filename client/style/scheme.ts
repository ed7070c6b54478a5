/** Light or dark: the reader's choice, otherwise the system's. `public/scheme.js` applies a kept choice before anything is drawn. */

export const SCHEMES = ['system', 'light', 'dark'] as const
export type SchemeChoice = (typeof SCHEMES)[number]

const KEPT = 'scheme'
const changed = new EventTarget()

export const chosenScheme = (): SchemeChoice => {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}

/** Shows the page in this scheme, and keeps the choice for the other pages of this site. */
export function chooseScheme(choice: SchemeChoice): void {
  const { dataset } = document.documentElement
  if (choice === 'system') delete dataset.theme
  else dataset.theme = choice
  try {
    if (choice === 'system') localStorage.removeItem(KEPT)
    else localStorage.setItem(KEPT, choice)
  } catch {
    // Without storage, the choice is that of this page.
  }
  changed.dispatchEvent(new Event('change'))
}

/** Makes a list of the schemes, in their order, a choice among them. */
export function offerSchemes(select: HTMLSelectElement): void {
  select.value = chosenScheme()
  select.addEventListener('change', () => {
    const choice = SCHEMES.find(one => one === select.value)
    if (choice) chooseScheme(choice)
  })
}

const systemIsDark = () => window.matchMedia('(prefers-color-scheme: dark)')

/** While a canvas is drawn for paper, which is light. */
let isForPaper = false

export const isDarkNow = (): boolean => {
  if (isForPaper) return false
  const chosen = document.documentElement.dataset.theme
  return chosen === 'dark' || ((chosen === undefined || chosen === 'auto') && systemIsDark().matches)
}

/** Draws every canvas in light colours while `use` runs, for example to copy it, and then as before. */
export function asOnPaper(use: () => void): void {
  isForPaper = true
  changed.dispatchEvent(new Event('change'))
  try {
    use()
  } finally {
    isForPaper = false
    changed.dispatchEvent(new Event('change'))
  }
}

/** Calls back when a canvas has to be drawn with other colours. Returns a function that ends it. */
export function onSchemeChange(redraw: () => void): () => void {
  const media = systemIsDark()
  media.addEventListener('change', redraw)
  changed.addEventListener('change', redraw)
  return () => {
    media.removeEventListener('change', redraw)
    changed.removeEventListener('change', redraw)
  }
}
