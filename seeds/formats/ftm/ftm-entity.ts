import { isObject } from '../../files/json-lines.ts'
import type { Original } from '../../tables/raw-row.ts'
import { endDate } from '../shared/no-end.ts'

/** A FollowTheMoney entity. Its properties are lists of text. */
export interface Entity {
  id: string
  schema: string
  datasets: string[]
  /** The ids of the entities merged into this one. */
  referents: string[]
  /** The display name in the file. */
  caption: string | undefined
  original: Original
  all(property: string): string[]
  first(property: string): string | undefined
  /** The rows that our export stores beside the properties. */
  own?: { table: string; rows: Record<string, unknown>[] }
}

/** Parses an entity, or returns the reason why the object is not one. */
export function toEntity(original: Original): Entity | string {
  const { object } = original
  const { schema, properties = {}, whoLeftWhere } = object
  const id = typeof object.id === 'number' ? String(object.id) : object.id
  if (typeof schema !== 'string') return 'has no "schema"; it is not a FollowTheMoney entity'
  if (typeof id !== 'string' || id === '') return 'has no "id"'
  if (!isObject(properties)) return 'has "properties" that are not an object'
  const all = (property: string) =>
    Object.hasOwn(properties, property) ? texts(properties[property]) : ([] as string[])
  const datasets = [...texts(object.datasets), ...texts(object.dataset), ...texts(object.collection)]
  const referents = texts(object.referents).filter(referent => referent !== id)
  const [caption] = texts(object.caption)
  const first = (property: string) => all(property)[0]
  return { id, schema, datasets, referents, caption, original, all, first, own: ownRows(whoLeftWhere) }
}

/**
 * The id and names of a person or organisation. Names are unordered, so the display name comes first. Ids of merged
 * entities become aliases, so that they remain searchable.
 */
export function namesOf({ id, caption, referents, all }: Entity): { id: string; name: string; aliases: string[] } {
  const given = all('name')
  const shown = caption !== undefined && (given.length === 0 || given.includes(caption)) ? [caption] : []
  const names = new Set([...shown, ...given, ...['alias', 'weakAlias', 'previousName'].flatMap(all), ...referents])
  const [name = '', ...aliases] = names
  return { id, name, aliases }
}

/** The date of a death or a dissolution. */
export const endOf = (entity: Entity, property: string): string | undefined =>
  endDate(entity.all(property).map(withoutTime))

export const withoutTime = (date: string) => date.replace(/T.*$/, '')

/** Entities nested in the properties of another instead of an id, at any depth. */
export function* entitiesWithin({ original: { place, object } }: Entity): Generator<Entity> {
  if (!isObject(object.properties)) return
  for (const value of Object.values(object.properties).flat()) {
    if (!isObject(value) || !isObject(value.properties)) continue
    const inner = toEntity({ place, object: value })
    if (typeof inner === 'string') continue
    yield inner
    yield* entitiesWithin(inner)
  }
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap(item => {
    if (isObject(item)) return texts(item.id ?? item.foreign_id ?? item.label)
    return typeof item === 'string' || typeof item === 'number' ? [String(item).trim()].filter(text => text !== '') : []
  })
}

function ownRows(value: unknown): Entity['own'] {
  if (!isObject(value) || typeof value.table !== 'string' || !Array.isArray(value.rows)) return undefined
  return { table: value.table, rows: value.rows.filter(isObject) }
}
