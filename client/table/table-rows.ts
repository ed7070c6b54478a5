import type { Query } from '../../cypher/query.ts'
import { filledColumns } from '../../picture/answer/cell-words.ts'
import type { Row } from '../../picture/answer/row-columns.ts'
import { type Bounds, type Cell, type CellContext, cellAt } from './answer-cells.ts'

export interface TableRow {
  /** Number of the row in the answer, from 1. */
  number: number
  cells: Cell[]
}

export interface Table {
  columns: string[]
  rows: TableRow[]
}

export interface Sort {
  column: string
  descending: boolean
}

/** The columns in the order of the definition, or else of the first row, without those that are empty in every row. */
export function tableOf(rows: readonly Row[], definition: Query | undefined, context: CellContext): Table {
  const columns = filledColumns(Object.keys(definition?.row.shape ?? rows[0] ?? {}), rows)
  return {
    columns,
    rows: rows.map((row, at) => ({ number: at + 1, cells: columns.map(name => cellAt(row, name, context)) })),
  }
}

/** The rows that contain every word of the text in one of the columns, whatever its case. */
export function filterRows(rows: readonly TableRow[], shown: readonly number[], text: string): TableRow[] {
  const words = fold(text).split(/\s+/).filter(Boolean)
  return rows.filter(({ cells }) => {
    const line = fold(shown.map(at => cells[at]?.text ?? '').join('\n'))
    return words.every(word => line.includes(word))
  })
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** The rows in the order of a column, by the lower bounds and then by the upper ones. Empty cells are last in both directions. */
export function sortRows(rows: readonly TableRow[], at: number, descending: boolean, language: string): TableRow[] {
  const direction = descending ? -1 : 1
  const collator = new Intl.Collator(language, { numeric: true })
  return rows.toSorted((one, other) => {
    const [a, b] = [one.cells[at], other.cells[at]]
    if (!a?.text || !b?.text) return Number(!a?.text) - Number(!b?.text) || one.number - other.number
    const order = a.bounds && b.bounds ? compareBounds(a.bounds, b.bounds) : collator.compare(a.text, b.text) || 0
    return order * direction || one.number - other.number
  })
}

const compareBounds = (a: Bounds, b: Bounds): number => compare(a.low, b.low, -1) || compare(a.high, b.high, 1) || 0

/** `open` is the place of an unknown bound: -1 before all others, 1 after them. */
function compare(a: Bounds['low'], b: Bounds['low'], open: -1 | 1): number {
  if (a === null || b === null) return (Number(a === null) - Number(b === null)) * open
  return a < b ? -1 : Number(a > b)
}

/**
 * Whether the order of two rows is open, because their dates or ranges overlap. Equal exact numbers are equal, and their order
 * is not open; on the same day, two events are in an unknown order.
 */
export function isOrderOpen(one: Cell | undefined, other: Cell | undefined): boolean {
  const [a, b] = [one?.bounds, other?.bounds]
  if (!a || !b) return false
  const isDate = [a.low, a.high, b.low, b.high].some(bound => typeof bound === 'string')
  if (!isDate && isExact(a) && isExact(b)) return false
  return !isBefore(a, b) && !isBefore(b, a)
}

const isExact = ({ low, high }: Bounds) => low !== null && low === high
const isBefore = (a: Bounds, b: Bounds) => a.high !== null && b.low !== null && a.high < b.low

/** Rows for a spreadsheet, with a header. Text that a spreadsheet would run as a formula is preceded by an apostrophe. */
export const toTsv = (heads: readonly string[], rows: readonly TableRow[], shown: readonly number[]): string =>
  [heads, ...rows.map(({ cells }) => shown.map(at => cells[at]?.text ?? ''))]
    .map(line => `${line.map(plain).join('\t')}\n`)
    .join('')

function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return /^[=+@]|^-(?![\d.]+$)/.test(line) ? `'${line}` : line
}
