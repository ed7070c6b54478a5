import { neo4j } from '../../server/db/driver.ts'

/** Values of Neo4j in JSON: texts, truth values and lists as they are, all others as an object that names the type. */

/** A value that a backup cannot hold. */
export class ValueTypeError extends Error {
  override name = 'ValueTypeError'
}

const DATE = ['year', 'month', 'day'] as const
const TIME = ['hour', 'minute', 'second', 'nanosecond'] as const

type Parts = (number | string | null)[]

/** @throws {ValueTypeError} for a point, a duration or another type that this product never writes */
export function encode(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return { int: String(value) }
  if (typeof value === 'number') return { float: Number.isFinite(value) ? value : String(value) }
  if (Array.isArray(value)) return value.map(encode)
  if (neo4j().isDate(value)) return { date: numbers(value, DATE) }
  if (neo4j().isLocalDateTime(value)) return { localDateTime: numbers(value, [...DATE, ...TIME]) }
  if (neo4j().isDateTime(value)) {
    const { timeZoneOffsetSeconds: offset, timeZoneId } = value
    const zone = [offset === undefined || offset === null ? null : Number(offset), timeZoneId ?? null]
    return { dateTime: [...numbers(value, [...DATE, ...TIME]), ...zone] }
  }
  throw new ValueTypeError(`a value of the type ${value?.constructor?.name ?? typeof value}`)
}

const numbers = (value: object, names: readonly string[]): Parts =>
  names.map(name => Number((value as Record<string, unknown>)[name]))

export const encodeAll = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, encode(value)]))

/** @throws {ValueTypeError} for anything that `encode` does not write */
export function decode(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(decode)
  const [[type, of] = []] = typeof value === 'object' ? Object.entries(value) : []
  const { Date: Day, DateTime, LocalDateTime } = neo4j().types
  const parts = (Array.isArray(of) ? of : []) as [number, number, number, number, number, number, number]
  if (type === 'int' && typeof of === 'string') return BigInt(of)
  if (type === 'float') return Number(of)
  if (type === 'date') return new Day(...(parts as unknown as [number, number, number]))
  if (type === 'localDateTime') return new LocalDateTime(...parts)
  if (type === 'dateTime') {
    const [offset, zone] = parts.slice(7) as Parts
    const date = parts.slice(0, 7) as typeof parts
    return new DateTime(
      ...date,
      typeof offset === 'number' ? offset : undefined,
      typeof zone === 'string' ? zone : undefined,
    )
  }
  throw new ValueTypeError(`the type ${type}`)
}

export const decodeAll = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, decode(value)]))
