import { withoutInvisible } from '../../cypher/invisible.ts'
import { isObject } from '../files/json-lines.ts'
import { originOf } from '../tables/header.ts'
import { warningOfInvisible } from '../tables/invisible-characters.ts'
import type { Original, ReadContext } from '../tables/raw-row.ts'
import type { MapRecord, RawRecord } from './records.ts'

export interface Flattening {
  each?: string
  separator: string
  /** Texts that mean "no value", such as "n/a". */
  empty: ReadonlySet<string>
}

/** A record with columns by dotted name. */
export interface FlatRecord extends MapRecord {
  columns: ReadonlyMap<string, string | string[]>
  names?: Readonly<Record<string, string>>
  /** The original row, shared by all elements of a list; several if rows were merged. */
  originals: readonly Original[]
}

/**
 * Yields one record, or one for each element of the list named by `each`, with the columns of the enclosing row.
 * Reports a row with another value there.
 */
export function flatten(
  { place, object, names }: RawRecord,
  how: Flattening,
  report: ReadContext['report'] = () => {},
): FlatRecord[] {
  const { each, separator, empty } = how
  const original = { place, object }
  const { file, line } = originOf(object) ?? place
  const around = new Map<string, string | string[]>()
  collect(object, '', around)
  if (each === undefined) return [toRecord(around)]
  const list = valueAt(object, each)
  const items = itemsOf(list, separator)
  if (!items) {
    const message = `is ${isObject(list) ? 'an object' : `the ${typeof list} ${String(list)}`}, but each requires a list; put it in [ and ]`
    report({ ...place, column: names?.[each] ?? each, message }, [original])
    return []
  }
  return items.map((item, at) => {
    const columns = new Map(around)
    columns.delete(each)
    if (isObject(item)) collect(item, `${each}.`, columns)
    else collect({ [each]: item }, '', columns)
    columns.set('@index', String(at + 1))
    return toRecord(columns)
  })

  function toRecord(columns: Map<string, string | string[]>): FlatRecord {
    columns.set('@line', String(line))
    columns.set('@file', file.replace(/^.*[\\/]/, ''))
    const reported = new Set<string>()
    const cleanOf = (column: string) => (text: string) => {
      const plain = withoutInvisible(text).trim()
      const warning =
        reported.has(column) || plain === text
          ? undefined
          : warningOfInvisible(text, { ...place, column: names?.[column] ?? column })
      if (warning) report(warning)
      reported.add(column)
      return empty.has(plain) ? '' : plain
    }
    return {
      place,
      originals: [original],
      columns,
      names,
      text: column => {
        const value = columns.get(column) ?? ''
        const clean = cleanOf(column)
        return Array.isArray(value) ? value.map(clean).filter(isNotEmpty).join(`${separator} `) : clean(value)
      },
      list: column => {
        const value = columns.get(column) ?? ''
        return (Array.isArray(value) ? value : split(value, separator)).map(cleanOf(column)).filter(isNotEmpty)
      },
    }
  }
}

/** Undefined if the value is not a list. A missing value is an empty list. */
function itemsOf(list: unknown, separator: string): unknown[] | undefined {
  if (Array.isArray(list)) return list
  if (list === undefined || list === null) return []
  return typeof list === 'string' ? split(list, separator) : undefined
}

const isNotEmpty = (text: string) => text !== ''
const split = (text: string, separator: string) =>
  text
    .split(separator)
    .map(part => part.trim())
    .filter(isNotEmpty)

function collect(object: Record<string, unknown>, prefix: string, into: Map<string, string | string[]>): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key
    if (isObject(value)) collect(value, `${name}.`, into)
    else if (Array.isArray(value)) into.set(name, value.filter(item => typeof item !== 'object').map(String))
    else into.set(name, value === null || value === undefined ? '' : String(value))
  }
}

function valueAt(object: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(object, path)) return object[path]
  const at = path.indexOf('.')
  const inner = at > 0 && Object.hasOwn(object, path.slice(0, at)) ? object[path.slice(0, at)] : undefined
  return isObject(inner) ? valueAt(inner, path.slice(at + 1)) : undefined
}
