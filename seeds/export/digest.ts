import { createHash } from 'node:crypto'
import type { Driver } from '../../server/db/connect.ts'
import { neo4j } from '../../server/db/driver.ts'
import { pages, type Totals, totals } from './pages.ts'

export interface Digest extends Totals {
  /** Hexadecimal hash of all data that a load writes, in a fixed order. */
  sha256: string
}

export interface DigestEffects {
  driver: Driver
  /** Called with the number of records read and the total. */
  progress?: (done: number, total: number) => void
  signal?: AbortSignal
}

const KINDS = [
  ['people', 'person'],
  ['organisations', 'organisation'],
  ['sources', 'source'],
  ['partOf', 'part-of'],
  ['claims', 'claim'],
  ['joined', 'joined'],
  ['left', 'left'],
  ['stays', 'tenure'],
] as const

/** Properties that are not content: dates of recording, internal notes of the loader, search forms, and positions. */
const LEFT_OUT = new Set(['recorded', 'settled', 'due', 'load', 'withdrawnBy', 'searchForms', 'layoutX', 'layoutY'])

/** Lists without a meaningful order. */
const IN_ANY_ORDER = new Set(['aliases', 'search'])

/**
 * Counts and hashes the database: every property of every person, organisation, source, claim, event, tenure and
 * part-of relation, and their links, in the order of their ids. It shares no code with the loader, so that it can
 * verify it. Two databases with equal content have equal digests, whatever the order of loading.
 */
export async function digest({ driver, progress = () => {}, signal }: DigestEffects): Promise<Digest> {
  const hash = createHash('sha256')
  const expected = Object.values(await totals(driver)).reduce((sum, count) => sum + count, 0)
  const counts: Totals = { people: 0, organisations: 0, sources: 0, partOf: 0, claims: 0, joined: 0, left: 0, stays: 0 }
  let done = 0
  for (const [kind, lookup] of KINDS)
    for await (const page of pages(driver, `digest-${lookup}`, signal)) {
      for (const thing of page) hash.update(`${kind} ${line(thing)}\n`)
      counts[kind] += page.length
      done += page.length
      progress(done, Math.max(done, expected))
    }
  return { ...counts, sha256: hash.digest('hex') }
}

/** Labels and links are unordered; lists among the properties are ordered. */
const line = ({ labels, links, names, ...thing }: Thing): string =>
  `${canonical(thing)} ${asSet(labels)} ${asSet(links)} ${asSet(names)}`

interface Thing {
  id: string
  labels?: unknown[]
  links?: unknown[]
  names?: unknown[]
}

const asSet = (members: unknown): string =>
  Array.isArray(members) ? members.map(canonical).sort().join() : canonical(members)

/**
 * A unique text for each value: keys are sorted and types distinguished, so that the text "2024-05-15" differs from the
 * date.
 */
export function canonical(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint' || neo4j().isInt(value)) return `int ${value}`
  if (typeof value === 'number') return `float ${value}`
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot come out of Neo4j`)
  if (Object.getPrototypeOf(value) !== Object.prototype) return `${typeOf(value)} ${value}`
  const members = Object.entries(value)
    .filter(([key]) => !LEFT_OUT.has(key))
    .map(([key, member]) => `${JSON.stringify(key)}:${IN_ANY_ORDER.has(key) ? asSet(member) : canonical(member)}`)
  return `{${members.sort().join()}}`
}

function typeOf(value: object): string {
  if (neo4j().isDate(value)) return 'date'
  if (neo4j().isDateTime(value) || neo4j().isLocalDateTime(value)) return 'datetime'
  if (neo4j().isTime(value) || neo4j().isLocalTime(value)) return 'time'
  return neo4j().isDuration(value) ? 'duration' : 'other'
}
