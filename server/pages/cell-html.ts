import { isScheduled } from '../../cypher/scheduled-as-of.ts'
import { wordsToCome } from '../../cypher/words/announced-words.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { labelWords, type Translated, valueWords } from '../../cypher/words/index.ts'
import {
  announcedIn,
  dateIn,
  isClaim,
  isEmpty,
  isRange,
  numberWords,
  rangeWords,
} from '../../picture/answer/cell-words.ts'
import { isDay } from '../../picture/answer/when.ts'
import { emptyCell, nothing } from './empty-cell.ts'
import { type Html, html, inserted, type Piece, separated, webAddress } from './html.ts'
import { local } from './page-layout.ts'
import { type Language, words } from './page-words.ts'

type Map = Record<string, unknown>

/**
 * Renders one value of a row. People and organisations link to the map, claims to their sources. `column` and `row` determine the
 * meaning of an empty cell and which values have translations.
 */
export function cell(value: unknown, language: Language, column = '', row: Map = {}, question?: Translated): Piece {
  const t = words[language]
  if (value === null || value === undefined || value === '') return emptyCell(column, row, language)
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (typeof value === 'number') return numberWords(value, language)
  if (Array.isArray(value)) return list(value, language, column, row, question)
  if (typeof value !== 'object') return text(String(value), language, column, row, question)
  const map = value as Map
  if (map.kind === 'node') return node(map, language)
  if (map.kind === 'relationship') return relationship(map, language)
  if (isRange(map)) return rangeWords(map, column, language) || nothing
  if (isClaim(map)) return evidence(map, language)
  if (typeof map.id === 'string' && typeof map.name === 'string') return entity(map.id, map.name, language)
  if (typeof map.id === 'string' && typeof map.title === 'string') return sourceLink(map, language)
  return html`<dl>${inOrder(map).map(
    ([key, each]) =>
      html`<div><dt>${labelWords(key, language, question)}</dt><dd>${cell(each, language, key, map, question)}</dd></div>`,
  )}</dl>`
}

/**
 * The members that have a value, in a fixed order, because the database returns maps unordered. Ids of claims are left out: a column
 * has the claims themselves.
 */
const inOrder = (map: Map) =>
  Object.entries(map)
    .filter(([key, value]) => !isEmpty(value) && !(key === 'claims' && typeof [value].flat()[0] === 'string'))
    .sort(([a], [b]) => rank(a) - rank(b))
const FIRST = [
  'event',
  'on',
  'earliest',
  'latest',
  'announced',
  'manner',
  'role',
  'status',
  'scheduledAsOf',
  'disputed',
]
const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length)

function text(value: string, language: Language, column: string, row: Map, question?: Translated): Piece {
  const announced = announcedIn(value, column, row, language)
  if (announced) return column === 'event' ? announced : separated([announced, date(value, language)], ' ')
  if (dateIn(column, value)) return date(value, language)
  const label = valueWords(column, value, language, question)
  return value === 'possible' ? html`<span class="doubt">${label}</span>` : linked(label, value)
}

/** The words, as a link if `url` is a web address. */
function linked(words: string, url: unknown): Piece {
  const address = webAddress(url)
  return address ? html`<a href="${address}" rel="noopener noreferrer">${words}</a>` : words
}

/** A date in words as vague as it; as written in the title. */
function date(written: string, language: Language): Piece {
  const words = dateWords(written, language)
  if (words === written) return written
  return html`<time${isDay(written) && html` datetime="${written}"`} title="${written}">${words}</time>`
}

/** A member of a claim or a source: a date in words, or the text of the source. */
const dateOrText = (value: unknown, language: Language): Piece =>
  typeof value === 'string' && dateIn('on', value) ? date(value, language) : String(value)

function list(values: unknown[], language: Language, column: string, row: Map, question?: Translated): Piece {
  // An empty list of roles means that no source states one.
  if (values.length === 0) return column.startsWith('roles') ? emptyCell(column, row, language) : nothing
  if (values.every(value => typeof value !== 'object' || value === null))
    return separated(
      values.map(value => cell(value, language, column, row, question)),
      words[language].comma,
    )
  const items = html`<ul>${values.map(value => html`<li>${cell(value, language, column, row, question)}</li>`)}</ul>`
  if (values.length <= MAX_UNFOLDED) return items
  return html`<details><summary>${words[language].entries(values.length)}</summary>${items}</details>`
}

const MAX_UNFOLDED = 5

const entity = (id: string, name: string, language: Language): Html =>
  html`<a class="entity" href="${local('/', { q: 'around', node: id }, language)}">${name}</a>`

function node(map: Map, language: Language): Piece {
  const { id, name, title } = map.properties as Map
  if (typeof id !== 'string') return String(name ?? title ?? '')
  return typeof name === 'string' ? entity(id, name, language) : String(title ?? id)
}

function relationship({ type, properties }: Map, language: Language): Html {
  const { on, roles } = properties as Map
  return html`<code>${String(type)}</code>${on ? [' ', dateOrText(on, language)] : null}${Array.isArray(roles) && roles.length > 0 ? ` ${roles.join(', ')}` : null}`
}

/** One claim: event, date, details, status and source. */
function evidence(map: Map, language: Language): Html {
  const t = words[language]
  const { on, announced, role, reason, status, locator, note, withdrawn } = map
  const labelOf = (column: string) => map[column] && valueWords(column, String(map[column]), language)
  const doubt = status === 'rumoured' || status === 'denied' || withdrawn ? html` class="doubt"` : null
  const event = (isAhead(map) ? wordsToCome(String(map.event), language) : undefined) ?? String(labelOf('event'))
  const state = withdrawn ? valueWords('status', 'withdrawn', language) : String(labelOf('status'))
  const parts: Piece[] = [
    html`<span${doubt}>${state}</span>`,
    ...[role, labelOf('manner'), reason].map(textOf),
    announced ? inserted(t.announced, 'date', dateOrText(announced, language)) : null,
    textOf(note),
  ]
  return html`<span class="evidence"><strong>${event}</strong> ${on ? dateOrText(on, language) : t.undated}, ${separated(parts, '; ')} — ${sourceLink(map.source as Map, language)}${locator ? `, ${locator}` : null}</span>`
}

/** Claims, each with its source, and what it is about if `about` says so. */
export const claimList = (claims: readonly Map[], language: Language, about: readonly string[] = []): Html =>
  html`<ul>${claims.map((claim, at) => html`<li>${about[at] && `${about[at]}: `}${evidence(claim, language)}</li>`)}</ul>`

const textOf = (value: unknown): string | null => (value ? String(value) : null)

/** Whether an event was still to come for its source, or still is. */
const isAhead = ({ on, source }: Map): boolean =>
  isScheduled({ on: textOf(on), source: { published: textOf((source as Map).published) } })

function sourceLink({ title, publisher, url, published }: Map, language: Language): Html {
  const by = separated([textOf(publisher), published ? dateOrText(published, language) : null], ', ')
  return html`<cite>${linked(String(title ?? ''), url)}</cite>${by.length > 0 && [' (', by, ')']}`
}
