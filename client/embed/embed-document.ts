import type { Language } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { newestOf, type Source } from '../../picture/answer/evidence.ts'
import { LEGEND_BOX, type LegendItem } from '../../picture/scene/brush.ts'
import { type Markup, markup } from '../../picture/scene/markup.ts'
import type { Scene } from '../../picture/scene/scene.ts'
import { decoration, sceneMarkup } from '../../picture/scene/svg.ts'
import type { Translate } from '../i18n/translate.ts'
import type { EmbedLine, EmbedRows } from './embed-rows.ts'
import type { embedStory } from './embed-story.ts'
import type { EmbedView } from './embed-view.ts'

export interface EmbedDocument {
  view: EmbedView
  /** One picture for wide frames and one for narrow frames; null for a table, and for a map that the browser draws. */
  pictures: { wide: Scene; narrow: Scene } | null
  legend: LegendItem[]
  rows: EmbedRows | null
  story: ReturnType<typeof embedStory>
  language: Language
}

/** The parts of the page, in their order: the living map replaces those that change. */
export interface EmbedParts {
  heading: Markup
  story: Markup | null
  stage: Markup
  legend: Markup | null
  foot: Markup
  words: Markup | null
  steps: Markup | null
}

/** Picture, legend, numbers and the way to the full page; below them, closed, the same in words with its sources. */
export function embedParts({ view, pictures, legend, rows, story, language }: EmbedDocument, t: Translate): EmbedParts {
  const { title, counts, isCut, notice, shows, link, failure } = view
  const isMap = shows === 'map' && notice === ''
  const hasRows = rows !== null && rows.lines.length > 0
  const about = [counts, rows ? sourceWords(rows.sources, t, language) : ''].filter(text => text !== '').join(' · ')
  return {
    heading: markup('h1', {}, title),
    story: story?.player ?? null,
    steps: story?.steps ?? null,
    stage: markup(
      'div',
      { class: 'stage' },
      pictures &&
        markup(
          'figure',
          { class: isMap ? 'picture map' : 'picture' },
          markup('div', { class: 'wide' }, sceneMarkup(pictures.wide, '_blank')),
          markup('div', { class: 'narrow' }, sceneMarkup(pictures.narrow, '_blank')),
        ),
      shows === 'table' && hasRows && markup('div', { class: 'rows' }, table(rows, t)),
      notice !== '' && markup('p', { class: 'notice', role: failure ? 'alert' : 'status' }, notice),
    ),
    legend: isMap
      ? markup('details', { class: 'legend-bar' }, markup('summary', {}, t('legend.label')), legendList(legend, t))
      : null,
    foot: markup(
      'footer',
      {},
      markup('p', { class: isCut ? 'quiet cut' : 'quiet' }, about),
      isMap && markup('button', { type: 'button', class: 'explore', hidden: true }, t('embed.explore')),
      markup('a', { href: link, target: '_blank', rel: 'noopener' }, t('embed.open')),
    ),
    words: hasRows
      ? markup(
          'details',
          { class: 'words' },
          markup('summary', {}, t('embed.words')),
          shows !== 'table' && table(rows, t),
          sourceList(rows.sources, t, language),
        )
      : null,
  }
}

const legendList = (items: readonly LegendItem[], t: Translate): Markup =>
  markup(
    'ul',
    { class: 'legend', 'aria-label': t('legend.label') },
    items.map(({ marks, words }) => markup('li', {}, decoration(marks, LEGEND_BOX), markup('span', {}, words))),
  )

function table({ notes, heads, lines, sources }: EmbedRows, t: Translate): Markup {
  const cited = sources.length > 0
  const all = cited ? [...heads, t('embed.sources')] : heads
  return markup(
    'div',
    { class: 'table', tabindex: 0, role: 'region', 'aria-label': t('embed.words') },
    notes.map(note => markup('p', { class: 'note' }, note)),
    markup(
      'table',
      {},
      markup(
        'thead',
        {},
        markup(
          'tr',
          {},
          all.map(words => markup('th', { scope: 'col' }, words)),
        ),
      ),
      markup(
        'tbody',
        {},
        lines.map(line => row(line, cited)),
      ),
    ),
  )
}

const row = (line: EmbedLine, cited: boolean): Markup =>
  markup(
    'tr',
    { class: line.state && `at-date ${line.state}`, 'data-ids': line.ids.join(' ') },
    line.cells.map(cell =>
      markup(
        'td',
        {},
        cell.map(({ text, url }) => (url ? webLink(url, text) : text)),
      ),
    ),
    cited && markup('td', { class: 'references' }, references(line)),
  )

const references = ({ sources }: EmbedLine): (Markup | string)[] =>
  sources.flatMap((place, at) => [
    ...(at > 0 ? [' '] : []),
    markup('a', { href: `#source-${place + 1}` }, `[${place + 1}]`),
  ])

const sourceList = (sources: readonly Source[], t: Translate, language: Language): Markup[] =>
  sources.length === 0
    ? []
    : [
        markup('h2', {}, t('embed.sources')),
        markup(
          'ol',
          { class: 'sources' },
          sources.map((source, at) => markup('li', { id: `source-${at + 1}` }, sourceLine(source, language))),
        ),
      ]

function sourceLine({ title, publisher, url, published }: Source, language: Language): (Markup | string)[] {
  const about = [publisher, published && dateWords(published, language)].filter(Boolean).join(', ')
  return [
    markup('cite', {}, url !== null && /^https?:\/\//i.test(url) ? webLink(url, title) : title),
    about === '' ? '' : ` (${about})`,
  ]
}

const webLink = (url: string, text: string): Markup =>
  markup('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text)

/** How many sources there are, and how new: the date of the data. */
function sourceWords(sources: readonly Source[], t: Translate, language: Language): string {
  if (sources.length === 0) return ''
  const newest = newestOf(sources.map(({ published }) => published))
  const number = t('counts.sources', { count: sources.length })
  return newest === null ? number : t('embed.dated', { sources: number, date: dateWords(newest, language) })
}
