import { createHash } from 'node:crypto'
import { claimList } from '../pages/cell-html.ts'
import { Html, html } from '../pages/html.ts'
import { local } from '../pages/page-layout.ts'
import type { Language } from '../pages/page-words.ts'
import type { Entity } from './extend.ts'

/** Claims on one small page. */
export const PREVIEWED_CLAIMS = 12

const STYLE =
  ':root{color-scheme:light dark}body{margin:.75rem;font:14px/1.4 system-ui,sans-serif}h1{font-size:1.15rem;margin:0 0 .25rem}ul{padding-left:1.1rem;margin:.5rem 0}li{margin:.25rem 0}'

/** The policy of a preview: nothing but its own style, in a sandbox whose links open elsewhere. */
export const PREVIEW_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; sandbox allow-popups allow-popups-to-escape-sandbox`

/** One entity with its claims and their sources, for a small frame. */
export function previewPage({ id, name, isPerson, type, stays, wholes, claims }: Entity, language: Language): string {
  const places = isPerson ? stays : wholes
  const shown = new Map(places.map(place => [place.id, place.name]))
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><base target="_blank"><title>${name}</title><style>${new Html(STYLE)}</style></head>
<body><h1><a href="${local('/', { q: 'around', node: id }, language)}">${name}</a></h1>
<p>${[isPerson ? null : type, ...shown.values()].filter(Boolean).join(', ')}</p>
${
  claims.length > 0 &&
  claimList(
    claims.map(({ claim }) => claim),
    language,
    claims.map(({ about }) => about),
  )
}
</body></html>
`.text
}
