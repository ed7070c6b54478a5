import { withoutInvisible } from '../../cypher/invisible.ts'
import type { Place, ReadContext } from './format.ts'
import { REPEATED, repeated, unnamedHolds } from './header.ts'
import { numberOf, type SheetContent, type SheetRow } from './workbook.ts'

export interface Sheet {
  /** The line of the header. */
  line: number
  /** The columns that the header names, with their letters. */
  columns: [letter: string, name: string][]
  /** Cells of the header, or above it, of which no value is known. */
  errors: CellFault[]
  /** Merged cells with something in the first, in columns that the header names. */
  merged: { range: string; line: number }[]
  /** The rows below that hold anything. */
  body: SheetRow[]
}

export interface SheetRecord {
  place: Place
  object: Record<string, string>
  /** What the file calls a column of this row: `Name (B7)`. */
  names: Record<string, string>
}

interface CellFault {
  letter: string
  line: number
  message: string
}

/** The sheet below its first row that holds text, which is the header; undefined if none does. */
export function readSheet({ rows, merged }: SheetContent): Sheet | undefined {
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
    body: rows.slice(at + 1).filter(row => isFilled(row) || row.errors.size > 0 || row.unsaved.size > 0),
  }
}

function mergedOf(columns: Sheet['columns'], rows: SheetRow[], merged: string[]): Sheet['merged'] {
  const filled = new Map(merged.length > 0 ? rows.map(row => [row.line, row]) : [])
  return merged.flatMap(range => {
    const [, from = '', first, to = ''] = /^([A-Z]+)(\d+):([A-Z]+)\d+$/.exec(range) ?? []
    const row = filled.get(Number(first))
    const isNamed = columns.some(([letter]) => numberOf(from) <= numberOf(letter) && numberOf(letter) <= numberOf(to))
    return row && textOf(row, from) !== '' && isNamed ? [{ range, line: row.line }] : []
  })
}

const MERGED =
  'are merged, and of merged cells the first alone holds a value: the others are read as empty; unmerge them and fill each'

/** Reports what is wrong with the header, and cells that are merged. */
export function checkSheet({ line, columns, errors, merged }: Sheet, file: string, { report }: ReadContext): void {
  for (const { letter, line, message } of errors)
    report({ file, line, column: `${letter}${line}`, message, whole: true })
  for (const { range, line } of merged) report({ file, line, column: range, message: MERGED, warning: true })
  for (const at of repeated(columns.map(([, name]) => name))) {
    const [letter, name] = columns[at] ?? []
    report({ file, line, column: `${name} (${letter}${line})`, message: REPEATED, whole: true })
  }
}

/**
 * The rows by the names of their columns. One with an error in it, or in a column that is read a formula without its value,
 * is reported instead, as `original` gives it back.
 */
export function* sheetRecords(
  { columns, errors, body }: Sheet,
  file: string,
  { report }: ReadContext,
  isRead: (column: string) => boolean,
  original = (object: Record<string, string>): Record<string, unknown> => object,
): Generator<SheetRecord> {
  const named = new Set([...columns.map(([letter]) => letter), ...errors.map(({ letter }) => letter)])
  const told = new Set<string>()
  const read = new Set(columns.flatMap(([letter, name]) => (isRead(name) ? [letter] : [])))
  for (const row of body) {
    const { line } = row
    const faults = faultsOf(row).filter(({ letter }) => row.errors.has(letter) || read.has(letter))
    if (faults.length === 0 && !isFilled(row)) continue
    const place = { file, line }
    const others = [...row.cells.keys()].filter(letter => !named.has(letter) && textOf(row, letter) !== '')
    for (const letter of others.filter(letter => !told.has(letter))) {
      told.add(letter)
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

const textOf = ({ cells }: SheetRow, letter: string) => cells.get(letter)?.trim() ?? ''

const UNSAVED = 'holds a formula without a value; open the workbook in a spreadsheet program, and save it there'

const faultsOf = ({ line, errors, unsaved }: SheetRow): CellFault[] => [
  ...[...errors].map(([letter, error]) => ({ letter, line, message: `holds the error ${error}; mend the formula` })),
  ...[...unsaved].map(letter => ({ letter, line, message: UNSAVED })),
]
