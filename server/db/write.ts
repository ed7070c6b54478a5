import type { Record as Neo4jRecord } from 'neo4j-driver'
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

/** Writes rows of one kind of fact, by the text of `cypher/write/<name>.cypher`, and gives what that returns. */
export async function writeRows(
  transaction: ManagedTransaction,
  name: string,
  rows: readonly object[],
): Promise<Neo4jRecord[]> {
  if (rows.length === 0) return []
  return (await transaction.run(await readCypher(`write/${name}`), { rows: rows.map(withoutNulls) })).records
}

/** Half of a claim is empty, and an empty property is the same as none: it need not travel. */
const withoutNulls = (row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
