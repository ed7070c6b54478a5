import { type Html, html, type Piece } from './html.ts'
import { LANGUAGE_NAMES, type Language, words } from './page-words.ts'

export interface Frame {
  language: Language
  title: string
  /** The path and query of this page, for links to other languages. */
  path: string
  query: Record<string, string>
}

/** The styles of all pages, of forms and of answers, and their folders. */
export const STYLE_FILES = {
  'page-colours.css': 'picture/scene',
  'pages.css': 'server/pages',
  'question-form.css': 'server/pages',
  'answer-table.css': 'server/pages',
} as const

/** A complete page. */
export function layout({ language, title, path, query }: Frame, body: Piece, meta: Piece = null): string {
  const t = words[language]
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${t.appName}</title>
${meta}<script src="/scheme.js"></script>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${Object.keys(STYLE_FILES).map(
  file => html`<link rel="stylesheet" href="/${file}">
`,
)}</head>
<body>
<a class="skip" href="#main">${t.skip}</a>
<header class="top">
<a class="brand" href="${local('/', {}, language)}">${LOGO}${t.appName}</a>
<nav>
<a href="${local('/q', {}, language)}"${current(path === '/q')}>${t.questions}</a>
<a href="${local('/api', {}, language)}"${current(path === '/api')}>${t.api}</a>
</nav>
<nav class="languages" aria-label="${t.language}">
${Object.entries(LANGUAGE_NAMES).map(
  ([each, name]) =>
    html`<a lang="${each}" hreflang="${each}" href="${local(path, { ...query, lang: each })}"${current(each === language)}>${name}</a>`,
)}
</nav>
<label class="scheme" hidden>${t.scheme.label} <select data-schemes>${(['system', 'light', 'dark'] as const).map(each => html`<option value="${each}">${t.scheme[each]}</option>`)}</select></label>
</header>
<main id="main">
${body}
</main>
<script type="module" src="/q.js"></script>
</body>
</html>
`
  return page.text
}

const current = (is: boolean): Html | null => (is ? html` aria-current="page"` : null)

/** A URL within this site, with the language unless it is English. */
export function local(path: string, query: Record<string, string>, language: Language = 'en'): string {
  const url = new URLSearchParams(query)
  if (language !== 'en') url.set('lang', language)
  const text = url.toString()
  return text ? `${path}?${text}` : path
}

const LOGO = html`<svg viewBox="0 0 34 16" width="34" height="16" aria-hidden="true" focusable="false"><rect x="1" y="3" width="10" height="10" fill="var(--organisation)"/><path d="M13 8h9" stroke="var(--left)" stroke-width="2"/><path d="M27 8l-6-3.6v7.2z" fill="var(--left)"/><circle cx="29" cy="8" r="4.5" fill="var(--person)"/></svg>`
