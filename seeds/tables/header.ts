import { nearest, quote } from '../lib/did-you-mean.ts'
import { faultOfEvents } from './event-columns.ts'
import type { Place, ReadContext } from './raw-row.ts'
import { TABLES, type TableName } from './table-schemas.ts'

/** Recognises `claims.csv`, `claims-2024.jsonl` and a sheet `Claims` as claims. */
export function tableOf(name: string): TableName | undefined {
  const word = /^(people|organi[sz]ations|sources|claims|same-as)(-[^.]*)?(\.[^.]+)?$/i.exec(name.trim())?.[1]
  return word?.toLowerCase().replace('z', 's') as TableName | undefined
}

/** The table whose required columns are all in the header; if several match, the one with the most required columns. */
export function tableByHeader(columns: string[]): TableName | undefined {
  const named = new Set(columns.map(column => column.trim().toLowerCase()))
  const fitting = (Object.keys(TABLES) as TableName[]).filter(table =>
    TABLES[table].required.every(column => named.has(column)),
  )
  return fitting.sort((a, b) => TABLES[b].required.length - TABLES[a].required.length)[0]
}

/** The extra columns of a reject file: the reasons and the origin of the row. */
export const TABLE_COLUMN = 'table'
export const REASON_COLUMNS = ['error', 'error_reason'] as const
export const FILE_COLUMN = 'error_file'
export const LINE_COLUMN = 'error_line'
const BESIDE: readonly string[] = [...REASON_COLUMNS, FILE_COLUMN, LINE_COLUMN]

/** The origin of a row in a reject file. It can distinguish otherwise equal claims, corrected or not. */
export function originOf(object: Readonly<Record<string, unknown>>): Place | undefined {
  if (!Object.hasOwn(object, FILE_COLUMN) || !Object.hasOwn(object, LINE_COLUMN)) return undefined
  const [file, line] = [String(object[FILE_COLUMN]), Number(object[LINE_COLUMN])]
  return file !== '' && Number.isInteger(line) && line > 0 ? { file, line } : undefined
}

/** The positions of columns that repeat an earlier name. */
export const repeated = (columns: string[]): number[] => {
  const folded = columns.map(name => name.toLowerCase())
  return folded.flatMap((name, at) => (name !== '' && folded.indexOf(name) !== at ? [at] : []))
}
export const REPEATED = 'is the name of two columns; rename one'

/** Converts column names to the lower case of the tables. */
export const lowerCased = <T>(columns: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(columns).map(([name, value]) => [name.toLowerCase(), value]))

export const unnamedHolds = (text: string) =>
  `holds ${quote(text, 40)} but has no name in the header, so it is not read; add a name`

const columnsOf = (table: TableName): string[] => Object.keys(TABLES[table].schema.shape)

/** Ignores case. */
export const hasColumn = (table: TableName, column: string) => columnsOf(table).includes(column.toLowerCase())

/**
 * Reports columns that the table lacks. Returns false, after a fault of the file, if they contain joinings or leavings,
 * so that the file is no such table.
 */
export function checkUnknown(
  table: TableName,
  columns: Iterable<string>,
  place: Place,
  { report }: ReadContext,
): boolean {
  const known = columnsOf(table)
  // A column without a name is reported only if it has values.
  const unknown = [...columns].filter(
    column => column !== '' && !known.includes(column.toLowerCase()) && !BESIDE.includes(column.toLowerCase()),
  )
  const fault = faultOfEvents(table, unknown, place.file.replace(/(\.xls[xm](?:\.gz)?)#.*$/i, '$1'))
  if (fault) {
    report({ ...place, message: fault, whole: true })
    return false
  }
  for (const column of unknown) {
    const near = nearest(column, known)
    const message = `is not a column of ${table}${near ? `; did you mean ${quote(near)}?` : ''}; it is not read. Columns: ${known.join(', ')}`
    report({ ...place, column: shown(column), message, warning: true, kind: `unknown column of ${table}` })
  }
  return true
}

/** Whether the header has all required columns. Reports those that are missing. */
export function isComplete(
  table: TableName,
  columns: string[],
  place: Place,
  { report, source }: ReadContext,
): boolean {
  const required = TABLES[table].required.filter(column => column !== 'source' || !source)
  const missing = required.filter(column => !columns.includes(column))
  for (const column of missing)
    report({
      ...place,
      column,
      message: `is missing from the header, which has ${columns
        .filter(name => name !== '')
        .map(shown)
        .join(', ')}`,
      whole: true,
    })
  return missing.length === 0
}

const shown = (column: string) => (column.length > 80 ? `${column.slice(0, 80)}…` : column).replace(/\p{Cc}/gu, '�')
