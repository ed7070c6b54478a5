import { identify } from '../lib/id.ts'
import type { Fields, Row } from './export-rows.ts'

/**
 * An entity of FollowTheMoney. Members beside `id`, `schema` and `properties` are kept by its tools as they come:
 * `whoLeftWhere` holds the rows that the entity was made of, whole, so that a reader of ours need not guess.
 */
export interface Entity {
  id: string
  schema: string
  properties: Record<string, string[]>
  whoLeftWhere: { table: Row['table']; rows: Fields[] }
}

type Value = Fields[string] | undefined

/** The entity's properties, which are all lists; what is not known is left out. */
export const properties = (values: Record<string, Value>): Entity['properties'] =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, string[]][] => {
      const told = [...new Set([value ?? []].flat())]
      return told.length > 0 ? [[key, told]] : []
    }),
  )

/** FollowTheMoney takes letters, digits, dots and hyphens; any other id becomes a hash, and stays in `whoLeftWhere`. */
export const entityId = (id: string): string =>
  /^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$/i.test(id) ? id : identify('entity', id)

/** A source may bear the id of a person; entities share one room for ids. */
export const sourceEntityId = (id: string): string => identify('source', id)

/** FollowTheMoney's dates are a year, a month or a day; it has no interval, no about and no season. */
export const ftmDate = (text: Value): string | null =>
  typeof text === 'string' && /^\d{4}(-(0\d|1[0-2])(-\d\d)?)?$/.test(text) ? text : null
