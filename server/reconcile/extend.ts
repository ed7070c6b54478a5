import type { Evidence } from '../../cypher/wire.ts'
import { readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { readCypher } from '../db/cypher-files.ts'
import { toWire } from '../db/values.ts'
import { sourceWords } from '../exports/source-words.ts'

const entities = readCypher('lookup/reconcile-entities')

export interface Entity {
  asked: string
  id: string
  name: string
  isPerson: boolean
  type: string | null
  stays: { id: string; name: string; roles: string[]; joined: string | null; left: string | null }[]
  wholes: { id: string; name: string }[]
  /** Each with the name at its other end: the organisation of a person, or the person of an organisation. */
  claims: { about: string; claim: Evidence }[]
}

/** The most claims of one entity that are read. */
const MAX_CLAIMS = 200

/** What is known of entities, by the ids that were asked for. Unknown ids are left out. */
export async function readEntities(
  driver: Driver,
  ids: readonly string[],
  signal: AbortSignal,
  claims = MAX_CLAIMS,
): Promise<Map<string, Entity>> {
  const { records } = await readAll(driver, await entities, { ids, claims: BigInt(claims) }, signal)
  const found = records.map(record => toWire(record.toObject()) as unknown as Entity)
  return new Map(found.map(entity => [entity.asked, entity]))
}

type Cell = { str: string } | { id: string; name: string } | Record<string, never>

const text = (value: string | null): Cell => (value === null || value === '' ? {} : { str: value })

/** The values of one property. Vague dates are text as written, because a date of the protocol is always a moment. */
export function valuesOf(entity: Entity | undefined, property: string): Cell[] {
  if (!entity) return []
  const { stays, wholes, claims, type } = entity
  switch (property) {
    case 'organisations':
      return stays.map(({ id, name }) => ({ id, name }))
    case 'roles':
      return stays.map(({ roles }) => text(roles.join(', ')))
    case 'joined':
      return stays.map(({ joined }) => text(joined))
    case 'left':
      return stays.map(({ left }) => text(left))
    case 'type':
      return type === null ? [] : [{ str: type }]
    case 'part-of':
      return wholes
    case 'sources':
      return [...new Map(claims.map(({ claim: { source } }) => [source.id, source])).values()].map(source => ({
        str: sourceWords(source),
      }))
    default:
      return []
  }
}
