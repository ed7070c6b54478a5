import type { Original } from './format.ts'
import { isObject } from './lines.ts'

/** An entity of FollowTheMoney: its properties are lists of text. */
export interface Entity {
  id: string
  schema: string
  datasets: string[]
  original: Original
  all(property: string): string[]
  first(property: string): string | undefined
  /** The rows that our own export put beside the properties. */
  own?: { table: string; rows: Record<string, unknown>[] }
}

/** The entity, or what keeps the object from being one. */
export function toEntity(original: Original): Entity | string {
  const { object } = original
  const { schema, properties = {}, whoLeftWhere } = object
  const id = typeof object.id === 'number' ? String(object.id) : object.id
  if (typeof schema !== 'string') return 'has no "schema"; it is no entity of FollowTheMoney'
  if (typeof id !== 'string' || id === '') return 'has no "id"'
  if (!isObject(properties)) return 'has "properties" that are no object'
  const all = (property: string) =>
    Object.hasOwn(properties, property) ? texts(properties[property]) : ([] as string[])
  const datasets = [...texts(object.datasets), ...texts(object.dataset), ...texts(object.collection)]
  return { id, schema, datasets, original, all, first: property => all(property)[0], own: ownRows(whoLeftWhere) }
}

/** The entities that stand in the properties of one instead of their ids, at any depth. */
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
