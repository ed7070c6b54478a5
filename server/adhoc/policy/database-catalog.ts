import { createHash } from 'node:crypto'
import type { Driver } from '../../db/connect.ts'
import { openReadingSession } from '../../db/database-session.ts'
import { Deadline } from './deadline.ts'

/** What the query policy needs to know about the database. Plugins and indexes can change, so it is read again from time to time. */
export interface DatabaseCatalog {
  /** Changes when an index, a constraint or a function does. */
  version: string
  /** Full names of functions that are not built into Neo4j. */
  customFunctions: readonly string[]
  labels: readonly string[]
  types: readonly string[]
  properties: readonly string[]
}

const MAX_AGE_MS = 30_000

/**
 * Returns a function that gives the catalog. The first call waits for it. After 30 s, the next call starts a refresh and returns the old
 * one. A read that takes longer than `timeout` milliseconds fails.
 */
export function cachedCatalog(driver: Driver, timeout: number): () => Promise<DatabaseCatalog> {
  let current: Promise<DatabaseCatalog> | undefined
  let at = 0
  return () => {
    if (current && Date.now() - at < MAX_AGE_MS) return current
    at = Date.now()
    const deadline = new Deadline(timeout)
    const fresh = deadline.race(readCatalog(driver)).finally(() => deadline.stop())
    // After a failure, the next statement reads it again.
    fresh.catch(() => {
      if (current === fresh) current = undefined
    })
    if (!current) {
      current = fresh
      return fresh
    }
    fresh.then(
      catalog => {
        current = Promise.resolve(catalog)
      },
      () => {
        current = undefined
      },
    )
    return current
  }
}

async function readCatalog(driver: Driver): Promise<DatabaseCatalog> {
  const list = async (cypher: string): Promise<string[]> => {
    const session = openReadingSession(driver)
    try {
      const { records } = await session.run(cypher, {}, { timeout: 5_000 })
      return records.map(record => record.get(0))
    } finally {
      await session.close()
    }
  }
  const functions = 'SHOW FUNCTIONS YIELD name, isBuiltIn WHERE NOT isBuiltIn RETURN name ORDER BY name'
  const cypher5 = await list(functions)
  // A server without Cypher 25 has no functions of it.
  const cypher25 = await list(`CYPHER 25 ${functions}`).catch(() => [])
  const schema = await list('SHOW INDEXES YIELD name, state RETURN name + state AS index ORDER BY index')
  const constraints = await list('SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name')
  const text = JSON.stringify([cypher5, cypher25, schema, constraints])
  return {
    version: createHash('sha256').update(text).digest('hex').slice(0, 16),
    customFunctions: [...new Set([...cypher5, ...cypher25])],
    labels: await list('CALL db.labels() YIELD label RETURN label LIMIT 1000'),
    types: await list('CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType LIMIT 1000'),
    properties: await list('CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey LIMIT 1000'),
  }
}
