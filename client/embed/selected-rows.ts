import { type Markup, markup } from '../../picture/scene/markup.ts'
import type { Translate } from '../i18n/translate.ts'
import type { EmbedRows } from './embed-rows.ts'

/** More rows than these are below, in the words of the whole map. */
const MOST = 8

/** What the sources say about what is selected: its rows, each with the numbers of its sources, and a button that closes it. */
export function selectedRows(name: string, selection: readonly string[], rows: EmbedRows | null, t: Translate): Markup {
  const found = (rows?.lines ?? []).filter(({ ids }) => selection.every(id => ids.includes(id)))
  return markup(
    'section',
    { class: 'selected', 'aria-label': name },
    markup('h2', {}, name),
    markup('button', { type: 'button', class: 'close', 'aria-label': t('embed.close') }, '×'),
    found.length === 0
      ? markup('p', {}, t('embed.none'))
      : markup(
          'ul',
          {},
          found.slice(0, MOST).map(line =>
            markup(
              'li',
              {},
              line.cells
                .map(cell => cell.map(({ text }) => text).join(''))
                .filter(text => text !== '')
                .join(' · '),
              line.sources.flatMap(place => [' ', markup('a', { href: `#source-${place + 1}` }, `[${place + 1}]`)]),
            ),
          ),
        ),
    found.length > MOST && markup('p', {}, t('embed.more', { count: found.length - MOST })),
  )
}
