import { readDate } from '../../cypher/dates/grammar.ts'
import type { Language } from '../../cypher/query.ts'
import type { Evidence as ClaimEvidence } from '../../cypher/wire.ts'
import { withoutForbidden } from '../text/clip-text.ts'
import { isObject, type Row } from './row-columns.ts'

/** The columns that have the person and the organisation that a row is about, the first that is there. */
const PEOPLE = ['person', 'colleague', 'leaver', 'subject']
const ORGANISATIONS = ['organisation', 'at', 'object', 'from']

export interface Evidence {
  href?: string | undefined
  claims: string[]
}

/** The claims in a row, and the page that shows those about its person and its organisation. */
export function evidenceOf(row: Row, language: Language): Evidence {
  const claims = new Set<string>()
  for (const value of Object.values(row)) collect(value, (_source, claim) => claims.add(claim))
  const [one, other] = [idOf(row, PEOPLE), idOf(row, ORGANISATIONS)]
  return { claims: [...claims], href: one !== null && other !== null ? claimsPage(one, other, language) : undefined }
}

export const claimsPage = (one: string, other: string, language: Language): string =>
  `/q/claims?one=${encode(one)}&other=${encode(other)}${language === 'en' ? '' : `&lang=${language}`}`

/** The page of the people who moved from one organisation to another. */
export const flowsPage = (from: string, to: string, language: Language): string =>
  `/q/flows?organisation=${encode(from)}&destination=${encode(to)}${language === 'en' ? '' : `&lang=${language}`}`

/** The page of the neighbours of a person or an organisation. */
export const aroundPage = (node: string, language: Language): string =>
  `/q/around?node=${encode(node)}${language === 'en' ? '' : `&lang=${language}`}`

/** The page of a question about the same organisation within a period, which lists the events behind a number. */
export function eventsPage(
  question: string | undefined,
  { organisation }: Record<string, unknown>,
  { begin, end }: { begin: string; end: string },
  language: Language,
): string | undefined {
  if (question === undefined || typeof organisation !== 'string') return undefined
  const window = `from=${encode(begin)}&to=${encode(end)}`
  return `/q/${question}?organisation=${encode(organisation)}&${window}${language === 'en' ? '' : `&lang=${language}`}`
}

/** Half a character would not encode. */
const encode = (id: string): string => encodeURIComponent(withoutForbidden(id))

function idOf(row: Row, columns: readonly string[]): string | null {
  for (const column of columns) {
    const value = row[column]
    if (isObject(value) && typeof value.id === 'string') return value.id
  }
  return null
}

export interface Sources {
  sources: number
  /** The newest date of publication, as written; null if no source has a date. */
  newest: string | null
}

/** The sources of all claims in the rows; null if the rows have no claims. */
export function sourcesOf(rows: readonly Row[]): Sources | null {
  const cited = citedSources(rows)
  const dates = cited.map(({ published }) => (typeof published === 'string' ? published : null))
  return cited.length > 0 ? { sources: cited.length, newest: newestOf(dates) } : null
}

/** The sources in the rows, each once. */
export function citedSources(rows: readonly Row[]): Row[] {
  const found = new Map<string, Row>()
  const add = (source: Row) => {
    if (typeof source.id === 'string') found.set(source.id, source)
  }
  for (const row of rows) {
    if (isObject(row.source) && typeof row.source.title === 'string') add(row.source)
    for (const value of Object.values(row)) collect(value, add)
  }
  return [...found.values()]
}

/** The date with the latest last day; text that is not a date does not count. */
export function newestOf(dates: Iterable<string | null>): string | null {
  let newest: { text: string; latest: string } | null = null
  for (const text of dates) {
    const latest = text === null ? null : readDate(text)?.latest
    if (text !== null && latest && (newest === null || latest > newest.latest)) newest = { text, latest }
  }
  return newest?.text ?? null
}

export type Source = ClaimEvidence['source']

/** The claims in a row, each with its source. */
export function claimSources(row: Row): { claim: string; source: Source }[] {
  const all: { claim: string; source: Source }[] = []
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  for (const value of Object.values(row))
    collect(value, ({ id, title, publisher, url, published }, claim) => {
      const [name, known] = [text(title), text(id)]
      if (known === null) return
      const source = { id: known, title: name ?? known, publisher: text(publisher), url: text(url) }
      all.push({ claim, source: { ...source, published: text(published) } })
    })
  return all
}

/** Calls `found` for every claim with a source, at any depth. */
function collect(value: unknown, found: (source: Row, claim: string) => void): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found)
  else if (isObject(value)) {
    if (isObject(value.source) && typeof value.id === 'string' && 'event' in value) found(value.source, value.id)
    else for (const member of Object.values(value)) if (typeof member === 'object') collect(member, found)
  }
}

/** The names in the rows, by id, for parameters that are ids. */
export function namesIn(rows: readonly Row[]): Map<string, string> {
  const names = new Map<string, string>()
  const look = (value: unknown, depth: number): void => {
    if (depth > 3 || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) for (const item of value.slice(0, 100)) look(item, depth + 1)
    else {
      const { id, name } = value as Row
      if (typeof id === 'string' && typeof name === 'string') names.set(id, name)
      else for (const member of Object.values(value)) look(member, depth + 1)
    }
  }
  for (const row of rows.slice(0, 200)) look(row, 0)
  return names
}
