import neo4j, { type Driver } from 'neo4j-driver'
import { inject } from 'vitest'

/** A driver for the tests' own Neo4j; the test closes it. */
export function testDriver(): Driver {
  const { uri, user, password } = inject('neo4j')
  return neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true })
}

/** Deletes all nodes and relationships, in batches, and keeps the schema: creating it takes longer than most tests. */
export async function wipe(driver: Driver): Promise<void> {
  const session = driver.session()
  try {
    // Relationships first: those of one large organisation would exceed the memory of a transaction.
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

/** All nodes and relationships with their properties, sorted, without the loader's journal and the numbers of the loads. */
export async function contentsOf(driver: Driver): Promise<string[]> {
  const nodes = await driver.executeQuery(
    'MATCH (n:!Load&!LoadBatch) RETURN labels(n) AS labels, properties(n) AS properties',
  )
  const edges = await driver.executeQuery(
    'MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS properties',
  )
  const records = [...nodes.records, ...edges.records].map(record => record.toObject())
  return records
    .map(({ properties, ...rest }) => JSON.stringify(sorted({ ...rest, properties: unnumbered(properties) })))
    .sort()
}

const unnumbered = ({ load: _, withdrawnBy: __, ...properties }: Record<string, unknown>) => properties

const sorted = (value: unknown): unknown => {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
