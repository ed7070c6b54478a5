import { liesAhead, parseDate } from '../../cypher/dates.ts'
import { labelWords, type Translated, valueWords } from '../../cypher/words/index.ts'
import { emptyCell, nothing } from './empty-cell.ts'
import { type Html, html, type Piece, webAddress } from './html.ts'
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
  if (typeof value === 'number') return number(value, language)
  if (Array.isArray(value)) return list(value, language, column, row, question)
  if (typeof value !== 'object') return text(String(value), column, language, question)
  const map = value as Map
  if (map.kind === 'node') return node(map, language)
  if (map.kind === 'relationship') return relationship(map)
  if (isRange(map)) return DAYS.has(column) ? days(map, language) : range(map, language)
  if (isEvidence(map)) return evidence(map, language)
  if (typeof map.id === 'string' && typeof map.name === 'string') return entity(map.id, map.name, language)
  if (typeof map.id === 'string' && typeof map.title === 'string') return sourceLink(map)
  return html`<dl>${inOrder(map).map(
    ([key, each]) =>
      html`<div><dt>${labelWords(key, language, question)}</dt><dd>${cell(each, language, key, map, question)}</dd></div>`,
  )}</dl>`
}

const number = (value: number, language: Language) => new Intl.NumberFormat(language, digitsOf(value)).format(value)

/** Members in a fixed order, because the database returns maps unordered. */
const inOrder = (map: Map) => Object.entries(map).sort(([a], [b]) => rank(a) - rank(b))
const FIRST = ['event', 'on', 'earliest', 'latest', 'announced', 'manner', 'role', 'status', 'disputed']
const rank = (key: string) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length)

function text(value: string, column: string, language: Language, question?: Translated): Piece {
  const label = valueWords(column, value, language, question)
  return value === 'possible' ? html`<span class="doubt">${label}</span>` : linked(label, value)
}

/** The words, as a link if `url` is a web address. */
function linked(words: string, url: unknown): Piece {
  const address = webAddress(url)
  return address ? html`<a href="${address}" rel="noopener noreferrer">${words}</a>` : words
}

/** Two significant digits, so that a small share does not become 0. */
const digitsOf = (value: number): Intl.NumberFormatOptions =>
  Math.abs(value) < 0.1 ? { maximumSignificantDigits: 2 } : {}

function list(values: unknown[], language: Language, column: string, row: Map, question?: Translated): Piece {
  // An empty list of roles means that no source states one.
  if (values.length === 0) return column.startsWith('roles') ? emptyCell(column, row, language) : nothing
  if (values.every(value => typeof value !== 'object' || value === null))
    return values.map((value, at) => [
      at > 0 ? words[language].comma : null,
      cell(value, language, column, row, question),
    ])
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

function relationship({ type, properties }: Map): Html {
  const { on, roles } = properties as Map
  return html`<code>${String(type)}</code>${on ? ` ${on}` : null}${Array.isArray(roles) && roles.length > 0 ? ` ${roles.join(', ')}` : null}`
}

/** Columns with a range of days. */
const DAYS = new Set(['allAtOnce', 'gap', 'days', 'lag', 'vacant'])

const isRange = (map: Map) => Object.keys(map).length === 2 && 'min' in map && 'max' in map

function range({ min, max }: Map, language: Language): Piece {
  const end = (value: unknown) => (value === null ? '…' : cell(value, language))
  if (min === max) return min === null ? nothing : cell(min, language)
  return [end(min), ' – ', end(max)]
}

function days({ min, max }: Map, language: Language): string {
  const t = words[language]
  const count = (value: unknown) => number(Number(value), language)
  if (max === null) return t.atLeast(t.days(count(min)))
  return t.days(min === max ? count(min) : `${count(min)} – ${count(max)}`)
}

export const isEvidence = (map: unknown): boolean =>
  typeof map === 'object' &&
  map !== null &&
  'event' in map &&
  'source' in map &&
  typeof map.source === 'object' &&
  map.source !== null

/** One claim: event, date as written, details, status and source. */
function evidence(map: Map, language: Language): Html {
  const t = words[language]
  const { on, announced, role, reason, status, locator, note, withdrawn } = map
  const labelOf = (column: string) => map[column] && valueWords(column, String(map[column]), language)
  const details = [role, labelOf('manner'), reason, announced && t.announced(String(announced)), note]
    .filter(Boolean)
    .map(String)
  const doubt = status === 'rumoured' || status === 'denied' || withdrawn ? html` class="doubt"` : null
  const isFuture = isAhead(on)
  const state = withdrawn ? valueWords('status', 'withdrawn', language) : String(labelOf('status'))
  return html`<span class="evidence"><strong>${isFuture ? t.ahead(String(map.event)) : String(labelOf('event'))}</strong> ${on ? String(on) : t.undated}, <span${doubt}>${state}</span>${details.length > 0 ? `; ${details.join('; ')}` : null} — ${sourceLink(map.source as Map)}${locator ? `, ${locator}` : null}</span>`
}

/** Whether a date is in the future, and so never shown in the past tense. */
function isAhead(on: unknown): boolean {
  if (typeof on !== 'string') return false
  try {
    return liesAhead(parseDate(on), new Date().toISOString().slice(0, 10))
  } catch {
    // Other tools may have written dates in other notations.
    return false
  }
}

function sourceLink({ title, publisher, url, published }: Map): Html {
  const by = [publisher, published].filter(Boolean).join(', ')
  return html`<cite>${linked(String(title ?? ''), url)}</cite>${by ? ` (${by})` : null}`
}
