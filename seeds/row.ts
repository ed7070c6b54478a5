import type { z } from 'zod'
import { TABLES, type TableName } from './formats/tables.ts'
import type { RawRow } from './input/format.ts'
import type { Problem } from './problem.ts'

/** Of a longer text no one has a use, and every message and page would have to carry it. */
const MAX_FIELD = 20_000

/** A row that passed the schema of its table, or nothing where it has a fault, which `report` hears of. */
export function checkRow<T extends TableName>(
  table: T,
  { place, fields, names }: RawRow,
  defaults: Record<string, string>,
  report: (problem: Problem) => void,
): z.infer<(typeof TABLES)[T]['schema']> | undefined {
  const named = (column: string) => (names && Object.hasOwn(names, column) ? (names[column] ?? column) : column)
  const row: Record<string, unknown> = {}
  let faults = 0
  const fault = (column: string, message: string) => {
    faults++
    report({ ...place, column, message: shorten(message) })
  }
  for (const [column, check] of columnsOf(table)) {
    let value = Object.hasOwn(fields, column) ? plainText(fields[column]) : undefined
    if (isEmpty(value) && Object.hasOwn(defaults, column)) value = defaults[column]
    const length = lengthOf(value)
    if (length > MAX_FIELD) fault(named(column), `has ${length} characters; a field has at most ${MAX_FIELD}`)
    else row[column] = check(value, (path, message) => fault([named(column), ...path].join('.'), message))
  }
  if (faults > 0) return undefined
  const { rules } = TABLES[table] as { rules?: (row: unknown) => Iterable<{ path: string[]; message: string }> }
  for (const { path, message } of rules?.(row) ?? []) {
    const [column = '', ...rest] = path
    fault([named(column), ...rest].join('.'), message)
  }
  return faults > 0 ? undefined : (row as z.infer<(typeof TABLES)[T]['schema']>)
}

type Check = (value: unknown, fault: (path: string[], message: string) => void) => unknown

const checks = new Map<TableName, [string, Check][]>()

function columnsOf(table: TableName): [string, Check][] {
  let columns = checks.get(table)
  if (!columns) {
    columns = Object.entries(TABLES[table].schema.shape).map(([column, schema]) => [column, checker(schema)])
    checks.set(table, columns)
  }
  return columns
}

/** Values of one column that are remembered: most columns hold few, many times over. */
const REMEMBERED = 20_000

function checker(schema: z.ZodType): Check {
  const good = new Map<unknown, unknown>()
  return (value, fault) => {
    const simple = typeof value !== 'object'
    if (simple) {
      const known = good.get(value)
      if (known !== undefined) return known
    }
    const { data, error } = schema.safeParse(value)
    const told = new Set<string>()
    for (const { path, message } of error?.issues ?? []) {
      const at = path.map(String)
      // One fault brings on others: what is empty also has the wrong shape.
      if (told.has(at.join('.'))) continue
      told.add(at.join('.'))
      fault(at, message)
    }
    if (simple && !error) {
      if (good.size >= REMEMBERED) good.clear()
      good.set(value, data)
    }
    return data
  }
}

/** Numbers are years, identifiers and the like here: text. */
const plainText = (value: unknown) => (typeof value === 'number' ? String(value) : value)
const isEmpty = (value: unknown) => value === undefined || value === null || value === ''
const lengthOf = (value: unknown): number =>
  typeof value === 'string'
    ? value.length
    : Array.isArray(value)
      ? value.reduce((sum: number, part) => sum + lengthOf(part), 0)
      : 0

/** A message may quote what it is about. */
const shorten = (message: string) =>
  message.length > 400 ? `${message.slice(0, 200)} … ${message.slice(-150)}` : message
