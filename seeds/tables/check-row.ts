import type { z } from 'zod'
import { withoutInvisible } from '../../cypher/invisible.ts'
import type { Diagnostic } from './diagnostic.ts'
import { warningOfInvisible } from './invisible-characters.ts'
import type { RawRow } from './raw-row.ts'
import { NO_PART_SOURCE, NO_SOURCE, type RowDiagnostic, TABLES, type TableName } from './table-schemas.ts'

/** Longer text is never useful, but would burden every message and page. */
const MAX_FIELD = 20_000

/** Checks a row against the schema of its table. Reports faults and returns undefined if there are any. */
export function checkRow<T extends TableName>(
  table: T,
  raw: RawRow,
  defaults: Record<string, string>,
  report: (problem: Diagnostic) => void,
): z.infer<(typeof TABLES)[T]['schema']> | undefined {
  const { fields } = raw
  const row: Record<string, unknown> = {}
  let faults: RowDiagnostic[] | undefined
  // Allocates nothing but the result for a valid row: there may be millions.
  for (const column of columnsOf(table)) {
    const { name } = column
    let value = Object.hasOwn(fields, name) ? plainText(fields[name]) : undefined
    if (isEmpty(value) && Object.hasOwn(defaults, name)) value = defaults[name]
    const known = typeof value === 'object' ? undefined : column.good.get(value)
    if (known !== undefined) row[name] = known
    else {
      faults ??= []
      const plain = cleaned(value)
      row[name] = parse(column, plain, faults)
      const warning =
        plain === value ? undefined : warningOfInvisible(value, { ...raw.place, column: shown([name], raw) })
      if (warning) report(warning)
    }
  }
  const { rules } = TABLES[table] as { rules?: (row: unknown) => Iterable<RowDiagnostic> }
  if (rules && !faults?.length) faults = [...rules(row)]
  if (!faults?.length) return row as z.infer<(typeof TABLES)[T]['schema']>
  for (const { path, message, kind } of faults) {
    const many = MANY[kind ?? '']
    const problem: Diagnostic = { ...raw.place, column: shown(path, raw), message: shorten(message), kind }
    report(many ? { ...problem, many: rows => many(rows, raw.rows ?? 'rows') } : problem)
  }
  return undefined
}

/** Messages about many rows that one option fixes. */
const MANY: Readonly<Record<string, (count: number, rows: string) => string>> = {
  [NO_SOURCE]: (count, rows) => `${count} ${rows} have no source; give one with --source ID --source-title TEXT`,
  [NO_PART_SOURCE]: count =>
    `${count} organisations are part of another without a source; give one with --source ID --source-title TEXT`,
}

const cleaned = (value: unknown): unknown =>
  typeof value === 'string' ? withoutInvisible(value) : Array.isArray(value) ? value.map(cleaned) : value

/** The column name as in the file. */
function shown([column = '', ...rest]: string[], { names }: RawRow): string {
  return [names && Object.hasOwn(names, column) ? (names[column] ?? column) : column, ...rest].join('.')
}

/** The number of cached values for each column: most columns repeat few values. */
const MAX_CACHED = 20_000

interface Column {
  name: string
  schema: z.ZodType
  /** Parsed results of valid values. */
  good: Map<unknown, unknown>
}

const columns = new Map<TableName, Column[]>()

function columnsOf(table: TableName): Column[] {
  let found = columns.get(table)
  if (!found) {
    found = Object.entries(TABLES[table].schema.shape).map(([name, schema]) => ({ name, schema, good: new Map() }))
    columns.set(table, found)
  }
  return found
}

function parse({ name, schema, good }: Column, value: unknown, faults: RowDiagnostic[]): unknown {
  const length = lengthOf(value)
  if (length > MAX_FIELD) {
    faults.push({ path: [name], message: `has ${length} characters; a field has at most ${MAX_FIELD}` })
    return undefined
  }
  const { data, error } = schema.safeParse(value)
  const reported = new Set<string>()
  for (const issue of error?.issues ?? []) {
    const { path, message, code } = issue
    const at = [name, ...path.map(String)]
    // Report one fault for each column: an empty value also has the wrong shape.
    if (reported.has(at.join('.'))) continue
    reported.add(at.join('.'))
    const kind = issue.code === 'custom' ? (issue.params?.kind as string | undefined) : undefined
    faults.push({
      path: at,
      message: code === 'invalid_type' ? wrongType(path.reduce(memberOf, value)) : message,
      kind,
    })
  }
  if (!error && typeof value !== 'object') {
    if (good.size >= MAX_CACHED) good.clear()
    good.set(value, data)
  }
  return data
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : value

const wrongType = (value: unknown): string =>
  `is ${Array.isArray(value) ? 'a list' : value === null ? 'null' : typeof value === 'object' ? 'an object' : String(value)}; write text`

/** Numbers are years or identifiers here, so treat them as text. */
const plainText = (value: unknown) => (typeof value === 'number' ? String(value) : value)
const isEmpty = (value: unknown) => value === undefined || value === null || value === ''
const lengthOf = (value: unknown): number =>
  typeof value === 'string'
    ? value.length
    : Array.isArray(value)
      ? value.reduce((sum: number, part) => sum + lengthOf(part), 0)
      : 0

/** Messages may quote long values. */
const shorten = (message: string) =>
  message.length > 400 ? `${message.slice(0, 200)} … ${message.slice(-150)}` : message
