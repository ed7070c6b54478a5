import { createHash } from 'node:crypto'
import type { Driver } from '../../db/connect.ts'
import { Deadline } from './deadline.ts'

/** What the gate has to know of the server, asked anew after a while: plugins and indexes change at a restart or by hand. */
export interface DatabaseCatalog {
  /** Changes when an index, a constraint or a function does. */
  version: string
  /** Functions that Neo4j does not bring, by full name. */
  customFunctions: readonly string[]
  labels: readonly string[]
  types: readonly string[]
  properties: readonly string[]
}

const FRESH_MS = 30_000

/**
 * Gives the census, at most half a minute old; the first one is waited for, later ones are fetched beside the work. One that
 * takes longer than `patience` milliseconds has failed.
 */
export function cachedCatalog(driver: Driver, patience: number): () => Promise<DatabaseCatalog> {
  let taken: Promise<DatabaseCatalog> | undefined
  let at = 0
  return () => {
    if (taken && Date.now() - at < FRESH_MS) return taken
    at = Date.now()
    const deadline = new Deadline(patience)
    const fresh = deadline.race(readCatalog(driver)).finally(() => deadline.stop())
    // One that fails is forgotten, so that the next statement asks again.
    fresh.catch(() => {
      if (taken === fresh) taken = undefined
    })
    if (!taken) {
      taken = fresh
      return fresh
    }
    fresh.then(
      census => {
        taken = Promise.resolve(census)
      },
      () => {
        taken = undefined
      },
    )
    return taken
  }
}

async function readCatalog(driver: Driver): Promise<DatabaseCatalog> {
  const list = async (cypher: string): Promise<string[]> => {
    const session = driver.session({ defaultAccessMode: 'READ' })
    try {
      const { records } = await session.run(cypher, {}, { timeout: 5_000 })
      return records.map(record => record.get(0))
    } finally {
      await session.close()
    }
  }
  const functions = 'SHOW FUNCTIONS YIELD name, isBuiltIn WHERE NOT isBuiltIn RETURN name ORDER BY name'
  const foreign = await list(functions)
  // A server of Cypher 5 alone knows no other version, and has no functions of one.
  const more = await list(`CYPHER 25 ${functions}`).catch(() => [])
  const schema = await list('SHOW INDEXES YIELD name, state RETURN name + state AS index ORDER BY index')
  const constraints = await list('SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name')
  const text = JSON.stringify([foreign, more, schema, constraints])
  return {
    version: createHash('sha256').update(text).digest('hex').slice(0, 16),
    customFunctions: [...new Set([...foreign, ...more])],
    labels: await list('CALL db.labels() YIELD label RETURN label LIMIT 1000'),
    types: await list('CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType LIMIT 1000'),
    properties: await list('CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey LIMIT 1000'),
  }
}
