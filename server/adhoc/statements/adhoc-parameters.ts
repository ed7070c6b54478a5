import neo4j from 'neo4j-driver'
import { type AdhocRequest, TypedParamSchema } from '../../../cypher/adhoc.ts'
import { daysIn } from '../../../cypher/dates/calendar.ts'
import { PolicyViolation } from '../policy/policy-violation.ts'

const MAX_DEPTH = 20
/** As many as range() may have. */
const MAX_ELEMENTS = 10_000
const { types } = neo4j

/** The milliseconds that a statement may run: a request may lower the limit of the server, and never raises it. */
export const timeoutOf = ({ timeout }: Pick<AdhocRequest, 'timeout'>, limits: { milliseconds: number }): number =>
  Math.min(timeout ?? Number.POSITIVE_INFINITY, limits.milliseconds)

/**
 * Converts parameters for Cypher. In plain JSON, a safe integer is an integer and any other number a float. Typed values are
 * written as `{"$type": "Integer", "_value": "9007199254740993"}`.
 * @throws {PolicyViolation} with the name of the parameter
 */
export function readAdhocParams(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, read(name, value, 0)]))
}

function read(name: string, value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) reject(name, `is nested more than ${MAX_DEPTH} levels deep`)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return readList(name, value, depth)
  if (!Object.hasOwn(value, '$type'))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(name, item, depth + 1)]))
  const { data } = TypedParamSchema.safeParse(value)
  if (!data)
    return reject(name, `has an unknown $type; the types are ${TypedParamSchema.shape.$type.options.join(', ')}`)
  return readTyped(name, data.$type, data._value, depth)
}

function readList(name: string, value: unknown[], depth: number): unknown[] {
  if (value.length > MAX_ELEMENTS) reject(name, `has a list of more than ${MAX_ELEMENTS} elements`)
  return value.map(item => read(name, item, depth + 1))
}

function readTyped(name: string, type: string, value: unknown, depth: number): unknown {
  if (type === 'Null') return null
  if (type === 'List' && Array.isArray(value)) return readList(name, value, depth)
  if (type === 'Map' && typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(name, item, depth + 1)]))
  if (type === 'Boolean' && typeof value === 'boolean') return value
  if (type === 'String' && typeof value === 'string') return value
  if (type === 'Float' && /^(number|string)$/.test(typeof value)) {
    const number = Number(value)
    if (typeof value === 'number' || value === 'NaN' || !Number.isNaN(number)) return number
  }
  const text = String(value)
  const made = READERS[type]?.(text)
  return (
    made ??
    reject(name, `is not a valid ${type}: ${JSON.stringify(value)?.slice(0, 60)}; write ${EXAMPLES[type] ?? 'JSON'}`)
  )
}

const DATE = String.raw`([+-]?\d{4,9})-(\d\d)-(\d\d)`
const TIME = String.raw`(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?`
const OFFSET = String.raw`(Z|[+-]\d\d:?\d\d)`
const match = (pattern: string, text: string) => new RegExp(`^${pattern}$`).exec(text)
const nanoseconds = (fraction = '') => Number(fraction.padEnd(9, '0'))
/** @throws {RangeError} beyond 18 hours, because Neo4j would close the connection */
const seconds = (offset: string) => {
  if (offset === 'Z') return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))]
  if (minutes > 59 || hours * 60 + minutes > 18 * 60) throw new RangeError(offset)
  return (offset[0] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60)
}
/** @throws {RangeError} if the month has no such day, because the driver would use a day of the next month */
const dayOf = (parts: string[]): [number, number, number] => {
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  if (day > daysIn(year, month)) throw new RangeError(parts.join('-'))
  return [year, month, day]
}
const attempt = <T>(make: () => T): T | undefined => {
  try {
    return make()
  } catch {
    return undefined
  }
}

const READERS: Record<string, (text: string) => unknown> = {
  Integer: text => {
    const whole = /^[+-]?\d{1,19}$/.test(text) ? BigInt(text) : undefined
    return whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : undefined
  },
  Date: text => {
    const parts = match(DATE, text)
    return parts && attempt(() => new types.Date(...dayOf(parts.slice(1, 4))))
  },
  LocalTime: text => {
    const [, hour, minute, second = '0', fraction] = match(TIME, text) ?? []
    return (
      hour && attempt(() => new types.LocalTime(Number(hour), Number(minute), Number(second), nanoseconds(fraction)))
    )
  },
  Time: text => {
    const [, hour, minute, second = '0', fraction, offset = 'Z'] = match(TIME + OFFSET, text) ?? []
    return (
      hour &&
      attempt(
        () => new types.Time(Number(hour), Number(minute), Number(second), nanoseconds(fraction), seconds(offset)),
      )
    )
  },
  LocalDateTime: text => {
    const parts = match(`${DATE}T${TIME}`, text)
    return parts && attempt(() => new types.LocalDateTime(...numbers(parts)))
  },
  OffsetDateTime: text => {
    const parts = match(`${DATE}T${TIME}${OFFSET}`, text)
    return parts && attempt(() => new types.DateTime(...numbers(parts), seconds(parts[8] ?? 'Z')))
  },
  ZonedDateTime: text => {
    const parts = match(`${DATE}T${TIME}${OFFSET}?\\[([\\w/+-]+)\\]`, text)
    if (!parts) return READERS.OffsetDateTime?.(text)
    return attempt(() => {
      const offset = parts[8] === undefined ? undefined : seconds(parts[8])
      return new types.DateTime(...numbers(parts), offset, parts[9])
    })
  },
  Duration: text => {
    const number = String.raw`(-?\d+)`
    const parts = match(
      `(-)?P(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?(?:T(?:${number}H)?(?:${number}M)?(?:(-?\\d+)(?:\\.(\\d{1,9}))?S)?)?`,
      text,
    )
    if (!parts || !/\d/.test(text)) return undefined
    const sign = parts[1] ? -1 : 1
    const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, secs = 0] = parts
      .slice(2, 9)
      .map(part => sign * Number(part ?? 0))
    const fraction = nanoseconds(parts[9]) * (parts[8]?.startsWith('-') ? -sign : sign)
    return attempt(
      () => new types.Duration(years * 12 + months, weeks * 7 + days, hours * 3600 + minutes * 60 + secs, fraction),
    )
  },
  Point: text => {
    const [, srid, , x, y, z] =
      match(String.raw`SRID=(\d+);POINT( Z)? ?\((-?[\d.eE+-]+) (-?[\d.eE+-]+)(?: (-?[\d.eE+-]+))?\)`, text) ?? []
    if (!srid) return undefined
    return attempt(() => new types.Point(BigInt(srid), Number(x), Number(y), z === undefined ? undefined : Number(z)))
  },
}

type Parts = [number, number, number, number, number, number, number]
const numbers = (parts: RegExpExecArray): Parts =>
  [...dayOf(parts.slice(1, 4)), ...parts.slice(4, 7).map(part => Number(part ?? 0)), nanoseconds(parts[7])] as Parts

const EXAMPLES: Record<string, string> = {
  Integer: '"9007199254740993"',
  Float: '1.5',
  Boolean: 'true',
  String: '"text"',
  List: '[1, 2]',
  Map: '{"a": 1}',
  Date: '"2024-05-17"',
  LocalTime: '"12:30:00"',
  Time: '"12:30:00+02:00"',
  LocalDateTime: '"2024-05-17T12:30:00"',
  OffsetDateTime: '"2024-05-17T12:30:00+02:00"',
  ZonedDateTime: '"2024-05-17T12:30:00[Europe/Berlin]"',
  Duration: '"P1Y2M3DT4H"',
  Point: '"SRID=4326;POINT (13.4 52.5)"',
}

const reject = (name: string, message: string): never => {
  throw new PolicyViolation(
    'parameters',
    `The parameter ${name} ${message}`,
    'docs/adhoc.md explains typed parameters.',
  )
}
