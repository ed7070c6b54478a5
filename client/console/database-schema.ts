import type { AdhocLine } from '../../cypher/adhoc.ts'
import { ask } from './ask-statement.ts'

/** The names in the database: labels, relationship types and property keys. */
export interface Schema {
  labels: string[]
  types: string[]
  properties: string[]
}
export const emptySchema = (): Schema => ({ labels: [], types: [], properties: [] })

const QUERY = `CALL db.labels() YIELD label RETURN 'labels' AS kind, label AS name
UNION ALL CALL db.relationshipTypes() YIELD relationshipType RETURN 'types' AS kind, relationshipType AS name
UNION ALL CALL db.propertyKeys() YIELD propertyKey RETURN 'properties' AS kind, propertyKey AS name`

/** Queries the names as ad hoc Cypher. Null without an answer: the console works without them. */
export async function readSchema(fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Schema | null> {
  const schema = emptySchema()
  const statement = { query: QUERY, params: {}, mode: 'run' as const, limit: 5000, bytes: 500_000 }
  const { kind } = await ask(fetch, statement, signal, lines => addNames(schema, lines))
  for (const names of Object.values(schema)) names.sort()
  return kind === 'whole' ? schema : null
}

function addNames(schema: Schema, lines: AdhocLine[]): void {
  for (const line of lines) {
    const [kind, name] = line.type === 'row' ? line.values : []
    if ((kind === 'labels' || kind === 'types' || kind === 'properties') && typeof name === 'string')
      schema[kind].push(name)
  }
}
