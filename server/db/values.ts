import type { WireNode, WireRelationship } from '../../cypher/wire.ts'
import { neo4j } from './driver.ts'

/** Converts a value of the driver to JSON: exact integers, ISO text for dates and times, plain nodes and relationships. */
export function toWire(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return toExactNumber(value)
  // JSON has no NaN and no Infinity.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toWire)
  // Most values are maps, so they are checked early.
  if (Object.getPrototypeOf(value) === Object.prototype) return mapWire(value as Record<string, unknown>)
  if (neo4j().isDate(value)) return dayText(value)
  if (neo4j().isNode(value)) return node(value)
  if (neo4j().isRelationship(value)) return relationship(value)
  if (neo4j().isPath(value)) {
    const { start, segments } = value
    return {
      kind: 'path',
      nodes: [start, ...segments.map(s => s.end)].map(toWire),
      relationships: segments.map(s => toWire(s.relationship)),
    }
  }
  if (neo4j().isPoint(value))
    return {
      kind: 'point',
      srid: toWire(value.srid),
      x: value.x,
      y: value.y,
      ...(value.z === undefined ? {} : { z: value.z }),
    }
  // The driver writes a trailing T for a duration without a time part, which is not valid ISO 8601.
  if (neo4j().isDuration(value)) return value.toString().replace(/T$/, '')
  if (isTime(value)) return value.toString()
  if (value instanceof Int8Array || value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (neo4j().isVector(value)) return Array.from(value.asTypedArray(), toWire)
  return mapWire(value as Record<string, unknown>)
}

/** Converts parameters for Cypher: whole numbers become integers, as LIMIT requires. */
export const toCypher = (params: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      Number.isSafeInteger(value) ? neo4j().int(value as number) : value,
    ]),
  )

const toExactNumber = (value: bigint) => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}

/** Formats a date. The driver's own method takes as long as reading a row, and answers have many dates. */
function dayText(date: { year: unknown; month: unknown; day: unknown; toString(): string }): string {
  const [year, month, day] = [Number(date.year), Number(date.month), Number(date.day)]
  if (year < 1000 || year > 9999) return date.toString()
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

const isTime = (value: object) =>
  neo4j().isDateTime(value) || neo4j().isLocalDateTime(value) || neo4j().isTime(value) || neo4j().isLocalTime(value)

function mapWire(map: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  // Assigning to the key __proto__ would set the prototype.
  for (const key of Object.keys(map))
    if (key === '__proto__') Object.defineProperty(out, key, { value: toWire(map[key]), enumerable: true })
    else out[key] = toWire(map[key])
  return out
}

const node = (value: { elementId: string; labels: string[]; properties: object }): WireNode => ({
  kind: 'node',
  key: value.elementId,
  labels: value.labels,
  properties: mapWire({ ...value.properties }) as WireNode['properties'],
})

const relationship = (value: {
  elementId: string
  type: string
  startNodeElementId: string
  endNodeElementId: string
  properties: object
}): WireRelationship => ({
  kind: 'relationship',
  key: value.elementId,
  type: value.type,
  start: value.startNodeElementId,
  end: value.endNodeElementId,
  properties: mapWire({ ...value.properties }) as WireRelationship['properties'],
})
