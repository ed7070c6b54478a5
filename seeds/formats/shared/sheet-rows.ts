import { withoutInvisible } from '../../../cypher/invisible.ts'
import { columnNumber, type SheetContent, type SheetRow } from '../../files/workbook-cells.ts'
import { REPEATED, repeated, unnamedHolds } from '../../tables/header.ts'
import type { Place, ReadContext } from '../../tables/raw-row.ts'

export interface Sheet {
  /** The line number of the header. */
  line: number
  /** The named columns, with their letters. */
  columns: [letter: string, name: string][]
  /** Cells in or above the header without a known value. */
  errors: CellFault[]
  /** Merged, non-empty cells in named columns. */
  merged: { range: string; line: number }[]
  /** The non-empty rows below the header. */
  body: SheetRow[]
  hidden: Hidden
}

/** Hidden content of a sheet. */
interface Hidden {
  /** Line numbers of non-empty hidden rows. */
  rows: number[]
  /** Whether hidden rows are read. */
  rowsAreRead: boolean
  /** Hidden columns. They are read, because a row could mean something else without them. */
  columns: [letter: string, name: string][]
}

export interface SheetRecord {
  place: Place
  object: Record<string, string>
  /** The file's own names of this row's columns: `Name (B7)`. */
  names: Record<string, string>
}

interface CellFault {
  letter: string
  line: number
  message: string
}

/**
 * Reads a sheet. The first row with text is the header; undefined if there is no such row. Skips hidden rows unless
 * `withHidden`.
 */
export function readSheet(
  { rows: all, merged, isHiddenColumn }: SheetContent,
  { withHidden = false } = {},
): Sheet | undefined {
  const rows = withHidden ? all : all.filter(({ hidden }) => !hidden)
  const at = rows.findIndex(isFilled)
  const header = rows[at]
  if (!header) return undefined
  const letters = [...header.cells.keys()].map(
    letter => [letter, withoutInvisible(textOf(header, letter)).trim()] as [string, string],
  )
  const columns = letters.filter(([, name]) => name !== '')
  return {
    line: header.line,
    columns,
    errors: rows.slice(0, at + 1).flatMap(faultsOf),
    merged: mergedOf(columns, rows, merged),
    body: rows.slice(at + 1).filter(holdsAnything),
    hidden: {
      rows: all.filter(row => row.hidden && holdsAnything(row)).map(({ line }) => line),
      rowsAreRead: withHidden,
      columns: columns.filter(([letter]) => isHiddenColumn(letter)),
    },
  }
}

function mergedOf(columns: Sheet['columns'], rows: SheetRow[], merged: string[]): Sheet['merged'] {
  const filled = new Map(merged.length > 0 ? rows.map(row => [row.line, row]) : [])
  return merged.flatMap(range => {
    const [, from = '', first, to = ''] = /^([A-Z]+)(\d+):([A-Z]+)\d+$/.exec(range) ?? []
    const row = filled.get(Number(first))
    const isNamed = columns.some(
      ([letter]) => columnNumber(from) <= columnNumber(letter) && columnNumber(letter) <= columnNumber(to),
    )
    return row && textOf(row, from) !== '' && isNamed ? [{ range, line: row.line }] : []
  })
}

const MERGED =
  'are merged, and only the first merged cell has a value: the others are read as empty; unmerge them and fill in each cell'

/** Reports faults of the header and merged cells, and notes hidden content. */
export function checkSheet(
  { line, columns, errors, merged, hidden }: Sheet,
  file: string,
  { report, note }: Pick<ReadContext, 'report' | 'note'>,
): void {
  for (const text of notesOf(hidden)) note(`${file}: ${text}`)
  for (const { letter, line, message } of errors)
    report({ file, line, column: `${letter}${line}`, message, whole: true })
  for (const { range, line } of merged) report({ file, line, column: range, message: MERGED, warning: true })
  for (const at of repeated(columns.map(([, name]) => name))) {
    const [letter, name] = columns[at] ?? []
    report({ file, line, column: `${name} (${letter}${line})`, message: REPEATED, whole: true })
  }
}

function* notesOf({ rows, rowsAreRead, columns }: Hidden): Generator<string> {
  const [one] = rows
  const listed = `${rows.slice(0, 10).join(', ')}${rows.length > 10 ? ', …' : ''}`
  const some = rows.length === 1 ? `1 hidden row (row ${one}) is` : `${rows.length} hidden rows (${listed}) are`
  const [it, the] = rows.length === 1 ? ['it', 'row'] : ['them', 'rows']
  if (rows.length > 0 && rowsAreRead) yield `${some} read, because of --hidden`
  else if (rows.length > 0) yield `${some} not read; show the ${the} in the spreadsheet, or load ${it} with --hidden`
  const names = columns.map(([letter, name]) => `${name} (${letter})`).join(', ')
  if (columns.length === 1) yield `1 hidden column is read: ${names}`
  else if (columns.length > 1) yield `${columns.length} hidden columns are read: ${names}`
}

/**
 * The rows as records by column name. A row with an error value, or with a formula without a saved value in a column
 * that is read, is reported as `original` instead.
 */
export function* sheetRecords(
  { columns, errors, body }: Sheet,
  file: string,
  { report }: Pick<ReadContext, 'report'>,
  isRead: (column: string) => boolean,
  original = (object: Record<string, string>): Record<string, unknown> => object,
): Generator<SheetRecord> {
  const named = new Set([...columns.map(([letter]) => letter), ...errors.map(({ letter }) => letter)])
  const reported = new Set<string>()
  const read = new Set(columns.flatMap(([letter, name]) => (isRead(name) ? [letter] : [])))
  for (const row of body) {
    const { line } = row
    const faults = faultsOf(row).filter(({ letter }) => row.errors.has(letter) || read.has(letter))
    if (faults.length === 0 && !isFilled(row)) continue
    const place = { file, line }
    const others = [...row.cells.keys()].filter(letter => !named.has(letter) && textOf(row, letter) !== '')
    for (const letter of others.filter(letter => !reported.has(letter))) {
      reported.add(letter)
      report({ ...place, column: `${letter}${line}`, message: unnamedHolds(textOf(row, letter)), warning: true })
    }
    const unnamed = others.map(letter => [`column ${letter}`, textOf(row, letter)])
    const object = Object.fromEntries([...unnamed, ...columns.map(([letter, name]) => [name, textOf(row, letter)])])
    for (const { letter, message } of faults)
      report({ ...place, column: `${letter}${line}`, message }, [{ place, object: original(object) }])
    if (faults.length > 0) continue
    const names = Object.fromEntries(columns.map(([letter, name]) => [name, `${name} (${letter}${line})`]))
    yield { place, object, names }
  }
}

const isFilled = ({ cells }: SheetRow) => [...cells.values()].some(text => text.trim() !== '')

const holdsAnything = (row: SheetRow) => isFilled(row) || row.errors.size > 0 || row.unsaved.size > 0

const textOf = ({ cells }: SheetRow, letter: string) => cells.get(letter)?.trim() ?? ''

const UNSAVED = 'contains a formula without a value; open the workbook in a spreadsheet program and save it'

const faultsOf = ({ line, errors, unsaved }: SheetRow): CellFault[] => [
  ...[...errors].map(([letter, error]) => ({ letter, line, message: `holds the error ${error}; correct the formula` })),
  ...[...unsaved].map(letter => ({ letter, line, message: UNSAVED })),
]
