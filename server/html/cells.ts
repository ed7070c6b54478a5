import { labelOf } from './form.ts'
import { type Html, html, type Piece, webAddress } from './html.ts'
import { local } from './layout.ts'
import { type Language, words } from './words.ts'

type Map = Record<string, unknown>

/** One value of a row, as a reader wants it: people and organisations lead to the map, claims to their sources. */
export function cell(value: unknown, language: Language): Piece {
  const t = words[language]
  if (value === null || value === undefined || value === '') return html`<span class="missing">${t.missing}</span>`
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (typeof value === 'number') return new Intl.NumberFormat(language, digitsOf(value)).format(value)
  if (Array.isArray(value)) return list(value, language)
  if (typeof value !== 'object') return text(String(value))
  const map = value as Map
  if (map.kind === 'node') return node(map, language)
  if (map.kind === 'relationship') return relationship(map)
  if (isRange(map)) return range(map, language)
  if (isEvidence(map)) return evidence(map, language)
  if (typeof map.id === 'string' && typeof map.name === 'string') return entity(map.id, map.name, language)
  return html`<dl>${Object.entries(map).map(
    ([key, each]) => html`<div><dt>${labelOf(key)}</dt><dd>${cell(each, language)}</dd></div>`,
  )}</dl>`
}

const text = (value: string): Piece =>
  value === 'possible' ? html`<span class="doubt">${value}</span>` : linked(value, value)

/** The words as a link, if the other is a web address. */
function linked(words: string, url: unknown): Piece {
  const address = webAddress(url)
  return address ? html`<a href="${address}" rel="noopener noreferrer">${words}</a>` : words
}

/** A small chance is not none. */
const digitsOf = (value: number): Intl.NumberFormatOptions =>
  Math.abs(value) < 0.1 ? { maximumSignificantDigits: 2 } : {}

function list(values: unknown[], language: Language): Piece {
  if (values.length === 0) return cell(null, language)
  if (values.every(value => typeof value !== 'object' || value === null))
    return values.map((value, at) => [at > 0 ? ', ' : null, cell(value, language)])
  const items = html`<ul>${values.map(value => html`<li>${cell(value, language)}</li>`)}</ul>`
  if (values.length <= MOST_OPEN) return items
  return html`<details><summary>${words[language].entries(values.length)}</summary>${items}</details>`
}

const MOST_OPEN = 5

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

const isRange = (map: Map) => Object.keys(map).length === 2 && 'min' in map && 'max' in map

function range({ min, max }: Map, language: Language): Piece {
  if (min === max) return cell(min, language)
  return [min === null ? '…' : cell(min, language), ' – ', max === null ? '…' : cell(max, language)]
}

export const isEvidence = (map: unknown): boolean =>
  typeof map === 'object' &&
  map !== null &&
  'event' in map &&
  'source' in map &&
  typeof map.source === 'object' &&
  map.source !== null

/** What one source says: the event, its date as written, what else is told, and where it stands. */
function evidence(map: Map, language: Language): Html {
  const { event, on, announced, role, manner, reason, status, locator, note, withdrawn } = map
  const source = map.source as Map
  const told = [role, manner, reason, announced && `announced ${announced}`, note].filter(Boolean).map(String)
  return html`<span class="evidence"><strong>${String(event)}</strong> ${on ? String(on) : cell(null, language)}, <span${status === 'rumoured' || status === 'denied' || withdrawn ? html` class="doubt"` : null}>${String(withdrawn ? 'withdrawn' : status)}</span>${told.length > 0 ? `; ${told.join('; ')}` : null} — ${sourceLink(source)}${locator ? `, ${locator}` : null}</span>`
}

function sourceLink({ title, publisher, url, published }: Map): Html {
  const by = [publisher, published].filter(Boolean).join(', ')
  return html`<cite>${linked(String(title ?? ''), url)}</cite>${by ? ` (${by})` : null}`
}
