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

type Kind = [name: string, rows: readonly object[]]

/** Writes rows of one kind of fact, by the text of `cypher/write/<name>.cypher`, and gives what that returns. */
export async function writeRows(transaction: ManagedTransaction, ...[name, rows]: Kind): Promise<Neo4jRecord[]> {
  const [records = []] = await writeAll(transaction, [[name, rows]])
  return records
}

/** Writes several kinds in their order, without waiting for the one before the next is sent. */
export async function writeAll(transaction: ManagedTransaction, kinds: Kind[]): Promise<Neo4jRecord[][]> {
  const given = kinds.filter(([, rows]) => rows.length > 0)
  // All texts first: a text that is still to be read would come after those that are not.
  const texts = await Promise.all(given.map(([name]) => readCypher(`write/${name}`)))
  const results = given.map(([, rows], at) => transaction.run(texts[at] ?? '', columnsOf(rows, texts[at] ?? '')))
  return Promise.all(results.map(async result => (await result).records))
}

/**
 * Rows as the parameters of a text: each parameter is a column. Columns are packed and read in half the time of maps with
 * their keys; and one that is empty in every row need not travel. Where rows refer to few nodes by id, a text asks for
 * `$person_ids`, the different values of the column `person`, and `$person_at`, where among them each row's is: so each
 * node is looked up once.
 */
function columnsOf(rows: readonly object[], text: string): Record<string, unknown[] | null> {
  const columns: Record<string, unknown[] | null> = {}
  const values = (name: string) => rows.map(row => (row as Record<string, unknown>)[name] ?? null)
  for (const [, name = ''] of text.matchAll(/\$(\w+)/g)) {
    if (name in columns) continue
    const [, reference] = /^(\w+)_(?:ids|at)$/.exec(name) ?? []
    if (reference) Object.assign(columns, referencesOf(reference, values(reference)))
    else {
      const column = values(name)
      columns[name] = column.every(value => value === null) ? null : column
    }
  }
  return columns
}

function referencesOf(name: string, values: readonly unknown[]): Record<string, unknown[]> {
  const places = new Map<unknown, Integer>()
  const at = values.map(value => {
    const place = places.get(value) ?? int(places.size)
    places.set(value, place)
    return place
  })
  return { [`${name}_ids`]: [...places.keys()], [`${name}_at`]: at }
}
