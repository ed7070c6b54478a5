import type { Place, ReadContext } from './format.ts'
import { REPEATED, repeated } from './header.ts'
import type { SheetRow } from './workbook.ts'

export interface Sheet {
  /** The line of the header. */
  line: number
  /** The columns that the header names, with their letters. */
  columns: [letter: string, name: string][]
  /** Cells of the header, or above it, whose formula came to an error. */
  errors: CellError[]
  /** The rows below that hold anything. */
  body: SheetRow[]
}

export interface SheetRecord {
  place: Place
  object: Record<string, string>
  /** What the file calls a column of this row: `Name (B7)`. */
  names: Record<string, string>
}

interface CellError {
  cell: string
  line: number
  error: string
}

/** The sheet below its first row that holds text, which is the header; undefined if none does. */
export function readSheet(rows: SheetRow[]): Sheet | undefined {
  const at = rows.findIndex(isFilled)
  const header = rows[at]
  if (!header) return undefined
  const columns = [...header.cells.keys()].map(letter => [letter, textOf(header, letter)] as [string, string])
  return {
    line: header.line,
    columns: columns.filter(([, name]) => name !== ''),
    errors: rows.slice(0, at + 1).flatMap(errorsOf),
    body: rows.slice(at + 1).filter(row => isFilled(row) || row.errors.size > 0),
  }
}

/** Reports what is wrong with the header. */
export function checkHeader({ line, columns, errors }: Sheet, file: string, { report }: ReadContext): void {
  for (const error of errors) report({ ...fault(error, file), whole: true })
  for (const at of repeated(columns.map(([, name]) => name))) {
    const [letter, name] = columns[at] ?? []
    report({ file, line, column: `${name} (${letter}${line})`, message: REPEATED, whole: true })
  }
}

/** The rows by the names of their columns. One with an error in it is reported instead, as `original` gives it back. */
export function* sheetRecords(
  { columns, body }: Sheet,
  file: string,
  { report }: ReadContext,
  original = (object: Record<string, string>): Record<string, unknown> => object,
): Generator<SheetRecord> {
  for (const row of body) {
    const { line } = row
    const object = Object.fromEntries(columns.map(([letter, name]) => [name, textOf(row, letter)]))
    const place = { file, line }
    for (const error of errorsOf(row)) report(fault(error, file), [{ place, object: original(object) }])
    if (row.errors.size > 0) continue
    const names = Object.fromEntries(columns.map(([letter, name]) => [name, `${name} (${letter}${line})`]))
    yield { place, object, names }
  }
}

const isFilled = ({ cells }: SheetRow) => [...cells.values()].some(text => text.trim() !== '')

const textOf = ({ cells }: SheetRow, letter: string) => cells.get(letter)?.trim() ?? ''

const errorsOf = ({ line, errors }: SheetRow): CellError[] =>
  [...errors].map(([letter, error]) => ({ cell: `${letter}${line}`, line, error }))

const fault = ({ cell, line, error }: CellError, file: string) => ({
  file,
  line,
  column: cell,
  message: `holds the error ${error}; mend the formula`,
})
