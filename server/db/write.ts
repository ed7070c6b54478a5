import type { Record as Neo4jRecord } from 'neo4j-driver'
import type { Driver, ManagedTransaction } from './connect.ts'
import { readCypher, readSchema, type SchemaStatement } from './cypher-files.ts'

/**
 * Creates missing constraints and indexes, and waits until the indexes are online. `part` is `keys` for those that a load
 * into an empty database needs; the load creates the others after its rows.
 */
export async function applySchema(driver: Driver, part: 'all' | 'keys' = 'all'): Promise<void> {
  const missing = await missingSchema(driver, part)
  if (missing.length === 0) return
  for (const { statement } of missing) await create(driver, statement)
  await driver.executeQuery(`CALL db.awaitIndexes(${SECONDS_TO_FILL})`)
}

/** The constraints and indexes that are not there or not online. Asking once is quicker than twenty statements that find nothing to create. */
export async function missingSchema(driver: Driver, part: 'all' | 'keys' = 'all'): Promise<SchemaStatement[]> {
  const statement = 'SHOW INDEXES YIELD name, state WHERE state = "ONLINE"'
  const { records } = await driver.executeQuery(statement, {}, { routing: 'READ' })
  const online = new Set(records.map(record => String(record.get('name'))))
  return (await readSchema(part)).filter(({ name }) => !online.has(name))
}

/**
 * Makes Neo4j update outdated index statistics in the background. Otherwise it does so later, and until then plans for the graph
 * before the load, for example for an empty one.
 */
export async function refreshStatistics(driver: Driver): Promise<void> {
  await driver.executeQuery('CALL db.resampleOutdatedIndexes()')
}

/** Another load may create the same at the same time, which IF NOT EXISTS does not allow for. */
async function create(driver: Driver, statement: string): Promise<void> {
  try {
    await driver.executeQuery(statement)
  } catch (error) {
    if (!ALREADY_EXISTS.test((error as { code?: string }).code ?? '')) throw error
  }
}

const ALREADY_EXISTS = /^Neo\.ClientError\.Schema\.(EquivalentSchemaRule|Index|Constraint)AlreadyExists$/

/** Of ten million claims. */
const SECONDS_TO_FILL = 3600

type Rows = readonly object[]

/** Rows of one kind, or of several kinds that one statement writes together. */
export type Kind = [name: string, rows: Rows | Readonly<Record<string, Rows>>]

/** Writes rows of one kind with `cypher/write/<name>.cypher`, and returns its records. */
export async function writeRows(transaction: ManagedTransaction, ...kind: Kind): Promise<Neo4jRecord[]> {
  const [records = []] = await writeAll(transaction, [kind])
  return records
}

/** Writes several kinds in order. Sends each statement without waiting for the previous one. */
export async function writeAll(transaction: ManagedTransaction, kinds: Kind[]): Promise<Neo4jRecord[][]> {
  const given = kinds.filter(([, rows]) =>
    (isRows(rows) ? [rows] : Object.values(rows)).some(({ length }) => length > 0),
  )
  // Reads all files first, so that the statements are sent in order.
  const texts = await Promise.all(given.map(([name]) => readCypher(`write/${name}`)))
  const results = given.map(([, rows], at) => transaction.run(texts[at] ?? '', parametersOf(rows, texts[at] ?? '')))
  return Promise.all(results.map(async result => (await result).records))
}

const isRows = (rows: Kind[1]): rows is Rows => Array.isArray(rows)

/**
 * The parameters of a statement: a list per column (`$id`), or a map of the columns of one kind (`$claim.id`). The driver encodes
 * value by value, which would take most of the time of a load. So a statement can ask for dictionary encoding:
 * `$claim.role_among_words` is text with the index of each row's value in a shared dictionary, as `0 3 999999999 3 1,2` (the third
 * value is missing, the last is a list), and `$among.words` is the dictionary as text, joined by `$separator`. Repeated
 * values are then encoded and parsed once.
 */
function parametersOf(rows: Kind[1], text: string): Record<string, unknown> {
  const names = [...new Set(Array.from(text.matchAll(/\$([\w.]+)/g), ([, name = '']) => name))]
  if (isRows(rows)) return columnsOf(rows, names)
  const shared: Shared = new Map()
  const columns = Object.entries(rows).map(([kind, of]) => {
    const prefix = `${kind}.`
    const own = names.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length))
    return [kind, columnsOf(of, own, shared)]
  })
  const separator = separatorOf(shared)
  const among = Array.from(shared, ([name, places]) => [name, [...places.keys()].join(separator) || null])
  return Object.fromEntries([...columns, ['among', Object.fromEntries(among)], ['separator', separator]])
}

/** The dictionaries: for each name, its distinct values with their indexes. */
type Shared = Map<string, Map<string, number>>

const AMONG = /^(\w+?)_among_(\w+)$/

/** A column that is null in every row is sent as one null. */
function columnsOf(rows: Rows, names: string[], shared: Shared = new Map()): Record<string, unknown[] | string | null> {
  const column = (name: string) => {
    const [, placed, among] = AMONG.exec(name) ?? []
    const values = rows.map(row => (row as Record<string, unknown>)[placed ?? name] ?? null)
    if (among === undefined) return values.length > 0 && values.every(value => value === null) ? null : values
    const places = shared.get(among) ?? new Map<string, number>()
    shared.set(among, places)
    return placesOf(values as Placed[], places)
  }
  return Object.fromEntries(names.map(name => [name, column(name)]))
}

type Placed = string | string[] | null

/** A missing value is encoded as an index past the end of the list, where Cypher finds null. Neo4j handles empty text far more slowly. */
const MISSING_INDEX = '999999999'

function placesOf(values: Placed[], places: Map<string, number>): string | null {
  const placeOf = (value: string) => placeAmong(places, value)
  if (values.every(value => value === null)) return null
  return values
    .map(value => (typeof value === 'string' ? placeOf(value) : value?.map(placeOf).join(',') || MISSING_INDEX))
    .join(' ')
}

/** The index of a value in its dictionary; adds a new value at the end. */
function placeAmong(places: Map<string, number>, value: string): number {
  let place = places.get(value)
  if (place === undefined) {
    place = places.size
    places.set(value, place)
  }
  return place
}

/** A character that occurs in no value. */
function separatorOf(shared: Shared): string {
  const all = [...shared.values()].map(places => [...places.keys()].join('')).join('')
  for (let code = 0x1f; code < 0xd800; code++) {
    const separator = String.fromCharCode(code)
    if (!all.includes(separator)) return separator
  }
  throw new Error('no character is left to separate the values of this batch')
}
