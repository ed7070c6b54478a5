import { identify } from '../lib/id.ts'
import type { Fields, Row } from './export-rows.ts'

/**
 * A FollowTheMoney entity. Its tools preserve members other than `id`, `schema` and `properties`. `whoLeftWhere` holds
 * the complete rows of the entity, so that our loader reads them back exactly.
 */
export interface Entity {
  id: string
  schema: string
  properties: Record<string, string[]>
  whoLeftWhere: { table: Row['table']; rows: Fields[] }
}

type Value = Fields[string] | undefined

/** The properties of an entity as lists, without unknown values. */
export const properties = (values: Record<string, Value>): Entity['properties'] =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, string[]][] => {
      const all = [...new Set([value ?? []].flat())]
      return all.length > 0 ? [[key, all]] : []
    }),
  )

/**
 * FollowTheMoney ids allow letters, digits, dots and hyphens. Any other id is replaced by a hash and kept in
 * `whoLeftWhere`.
 */
export const entityId = (id: string): string =>
  /^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$/i.test(id) ? id : identify('entity', id)

/** Sources and people may have equal ids, but all entities share one namespace. */
export const sourceEntityId = (id: string): string => identify('source', id)

/** FollowTheMoney dates are a year, a month or a day, without intervals, approximations or seasons. */
export const ftmDate = (text: Value): string | null =>
  typeof text === 'string' && /^\d{4}(-(0\d|1[0-2])(-\d\d)?)?$/.test(text) ? text : null
