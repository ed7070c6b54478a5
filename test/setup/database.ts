import neo4j, { type Driver } from 'neo4j-driver'
import { inject } from 'vitest'

/** A driver for the tests' own Neo4j; the test closes it. */
export function testDriver(): Driver {
  const { uri, user, password } = inject('neo4j')
  return neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true })
}

/** Deletes all nodes and relationships, in batches, and keeps the schema: to make it anew costs more than most tests. */
export async function wipe(driver: Driver): Promise<void> {
  const session = driver.session()
  try {
    // Relationships first: all those of one large organisation are more than a transaction may hold.
    await session.run('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS')
    await session.run('MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS')
  } finally {
    await session.close()
  }
}

/** Drops all constraints and indexes. A test that calls this applies the schema again when it ends. */
export async function dropSchema(driver: Driver): Promise<void> {
  const session = driver.session()
  try {
    const constraints = await session.run('SHOW CONSTRAINTS YIELD name')
    for (const row of constraints.records) await session.run(`DROP CONSTRAINT ${quoted(row.get('name'))} IF EXISTS`)
    const indexes = await session.run('SHOW INDEXES YIELD name, type WHERE type <> "LOOKUP" RETURN name')
    for (const row of indexes.records) await session.run(`DROP INDEX ${quoted(row.get('name'))} IF EXISTS`)
  } finally {
    await session.close()
  }
}

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``
