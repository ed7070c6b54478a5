import type { Record as Neo4jRecord } from 'neo4j-driver'
import type { Driver, ManagedTransaction } from './connect.ts'
import { readCypher, readSchema } from './cypher-files.ts'

/** Creates the constraints and indexes that are not there yet, and waits until the indexes answer. */
export async function applySchema(driver: Driver): Promise<void> {
  const session = driver.session()
  try {
    for (const statement of await readSchema()) await session.run(statement)
    await session.run('CALL db.awaitIndexes(60)')
  } finally {
    await session.close()
  }
}

/**
 * Has Neo4j count anew, in the background, what indexes hold of which much has changed. It does so by itself only later,
 * and until then plans for the graph as it was: for an empty one after a first load.
 */
export async function refreshStatistics(driver: Driver): Promise<void> {
  await driver.executeQuery('CALL db.resampleOutdatedIndexes()')
}

type Rows = readonly object[]

/** Rows of one kind of fact, or of several that one text writes together. */
export type Kind = [name: string, rows: Rows | Readonly<Record<string, Rows>>]

/** Writes rows of one kind of fact, by the text of `cypher/write/<name>.cypher`, and gives what that returns. */
export async function writeRows(transaction: ManagedTransaction, ...kind: Kind): Promise<Neo4jRecord[]> {
  const [records = []] = await writeAll(transaction, [kind])
  return records
}

/** Writes several kinds in their order, without waiting for the one before the next is sent. */
export async function writeAll(transaction: ManagedTransaction, kinds: Kind[]): Promise<Neo4jRecord[][]> {
  const given = kinds.filter(([, rows]) =>
    (isRows(rows) ? [rows] : Object.values(rows)).some(({ length }) => length > 0),
  )
  // All texts first: a text that is still to be read would come after those that are not.
  const texts = await Promise.all(given.map(([name]) => readCypher(`write/${name}`)))
  const results = given.map(([, rows], at) => transaction.run(texts[at] ?? '', parametersOf(rows, texts[at] ?? '')))
  return Promise.all(results.map(async result => (await result).records))
}

const isRows = (rows: Kind[1]): rows is Rows => Array.isArray(rows)

/**
 * Rows as the parameters of a text: each is a column (`$id`), or a map of the columns of one kind (`$claim.id`). The driver
 * packs value by value, which takes it longer than the rest of a load takes us. So where there are many, a text asks for
 * `$claim.role_among_words`, a text of where among shared values each row's is, as `0 3 999999999 3 1,2` (the third row has
 * none, the last a list), and for those values as `$among.words`, a text of them with `$separator` between. What comes again and
 * again is then packed, looked up or parsed once.
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

/** The different values of columns that share a name for them, and where each is. */
type Shared = Map<string, Map<string, number>>

const AMONG = /^(\w+?)_among_(\w+)$/

/** A column that is empty in every row need not travel. */
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

/** The place of nothing: behind the end of any list, where Cypher finds null. For an empty one Neo4j throws and catches twice. */
const MISSING_INDEX = '999999999'

function placesOf(values: Placed[], places: Map<string, number>): string | null {
  const placeOf = (value: string) => placeAmong(places, value)
  if (values.every(value => value === null)) return null
  return values
    .map(value => (typeof value === 'string' ? placeOf(value) : value?.map(placeOf).join(',') || MISSING_INDEX))
    .join(' ')
}

/** Where a value is among the different ones so far, as whose last it is added if it is new. */
function placeAmong(places: Map<string, number>, value: string): number {
  let place = places.get(value)
  if (place === undefined) {
    place = places.size
    places.set(value, place)
  }
  return place
}

/** A character that none of the values has. */
function separatorOf(shared: Shared): string {
  const all = [...shared.values()].map(places => [...places.keys()].join('')).join('')
  for (let code = 0x1f; code < 0xd800; code++) {
    const separator = String.fromCharCode(code)
    if (!all.includes(separator)) return separator
  }
  throw new Error('the values of one batch hold every character that could stand between them')
}
