import { dateWords } from '../../cypher/words/date-words.ts'
import type { Markup } from '../../picture/scene/markup.ts'
import type { Language } from '../i18n/languages.ts'
import type { EmbedRows } from './embed-rows.ts'

/** Whether others than its own machine can reach a server by this address. */
export const isPublic = (base: string): boolean =>
  !/^(localhost|127\.|\[::1\]|0\.0\.0\.0)|\.localhost$/.test(new URL(base).hostname)

/** The same with links to the server that lead there from a file; without a server to reach, they only name what a mark is about. */
export function linkedFrom(element: Markup, base: string | null): Markup {
  const { href } = element.attributes
  const isOurs = typeof href === 'string' && href.startsWith('/')
  const linked = isOurs ? { href: base === null ? `#${href}` : new URL(href, base).href } : {}
  const { target, ...attributes } = element.attributes
  return {
    ...element,
    attributes: { ...attributes, ...(isOurs && base === null ? {} : { target }), ...linked },
    children: element.children.map(child => (typeof child === 'string' ? child : linkedFrom(child, base))),
  }
}

/** A view in plain text: its rows in their order, each with the numbers of its sources, and the sources. */
export function textOf(
  { title, counts, note }: { title: string; counts: string; note: string },
  rows: EmbedRows | null,
  language: Language,
): string {
  const lines = (rows?.lines ?? []).map(({ cells, sources }) =>
    [
      cells
        .map(cell => cell.map(({ text }) => text).join(''))
        .filter(text => text !== '')
        .join(' · '),
      ...sources.map(place => `[${place + 1}]`),
    ].join(' '),
  )
  const sources = (rows?.sources ?? []).map(({ title, publisher, published, url }, at) =>
    [`[${at + 1}] ${title}`, publisher, published && dateWords(published, language), url].filter(Boolean).join(', '),
  )
  return [[title, counts], rows?.notes ?? [], lines, sources, [note]]
    .filter(part => part.length > 0)
    .map(part => `${part.join('\n')}\n`)
    .join('\n')
}
