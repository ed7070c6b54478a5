import { type Integer, int, type Record as Neo4jRecord } from 'neo4j-driver'
import type { Driver, ManagedTransaction } from './connect.ts'
import { readCypher, readSchema } from './files.ts'

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
 * Rows as the parameters of a text: each is a column (`$id`), or a map of the columns of one kind (`$claim.id`). Columns are
 * packed and read in half the time of maps with their keys. Where kinds refer to few nodes by id, a text asks for
 * `$person_ids`, the different values of all their columns `person`, and `$claim.person_at`, where among them each row's is:
 * so each node is looked up once.
 */
function parametersOf(rows: Kind[1], text: string): Record<string, unknown> {
  const names = [...new Set(Array.from(text.matchAll(/\$([\w.]+)/g), ([, name = '']) => name))]
  if (isRows(rows)) return columnsOf(rows, names)
  const references: References = new Map()
  const columns = Object.entries(rows).map(([kind, of]) => {
    const prefix = `${kind}.`
    const own = names.filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length))
    return [kind, columnsOf(of, own, references)]
  })
  const ids = names
    .filter(name => name.endsWith('_ids'))
    .map(name => [name, [...(references.get(name.slice(0, -'_ids'.length))?.keys() ?? [])]])
  return Object.fromEntries([...columns, ...ids])
}

/** Where each value of a column is among its different values, of every column that is referred to. */
type References = Map<string, Map<unknown, Integer>>

/** A column that is empty in every row need not travel. */
function columnsOf(rows: Rows, names: string[], references: References = new Map()): Record<string, unknown[] | null> {
  const column = (name: string) => {
    const [, reference] = /^(\w+)_at$/.exec(name) ?? []
    const values = rows.map(row => (row as Record<string, unknown>)[reference ?? name] ?? null)
    if (reference) return placesOf(values, reference, references)
    return values.length > 0 && values.every(value => value === null) ? null : values
  }
  return Object.fromEntries(names.map(name => [name, column(name)]))
}

function placesOf(values: unknown[], reference: string, references: References): Integer[] {
  const places = references.get(reference) ?? new Map<unknown, Integer>()
  references.set(reference, places)
  return values.map(value => {
    const place = places.get(value) ?? int(places.size)
    places.set(value, place)
    return place
  })
}
