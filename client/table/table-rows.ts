import type { Query } from '../../cypher/query.ts'
import { filledColumns } from '../../picture/answer/cell-words.ts'
import { type Bounds, mayBeEitherWay } from '../../picture/answer/open-order.ts'
import { ROW_STATES, type RowState } from '../../picture/answer/row-as-of.ts'
import type { Row } from '../../picture/answer/row-columns.ts'
import { type Cell, type CellContext, cellAt } from './answer-cells.ts'
import { STATE_COLUMNS } from './column-names.ts'
import { type StatesAtDate, together } from './states-at-date.ts'

export interface TableRow {
  /** Number of the row in the answer, from 1. */
  number: number
  /** The cell of a column, by its place in the table. It is made when it is first asked for: most rows are never seen. */
  cell(at: number): Cell | undefined
  /** The order of time relative to the row above in the answer, if the answer states it. */
  order?: unknown
  /** What the row is over the chosen dates, if there are any and the row has dates. */
  state?: RowState | null
}

export interface Table {
  columns: string[]
  rows: TableRow[]
}

export interface Sort {
  column: string
  descending: boolean
}

/** A table with a first column for each date that says what each row is at it, without the rows that are `hidden` at all of them. */
export function withStates(
  table: Table,
  states: readonly StatesAtDate[],
  wordsOf: (state: RowState) => string,
  hidden: readonly RowState[],
): Table {
  if (states.length === 0) return table
  const cellOf = (state: RowState | null): Cell => {
    const text = state === null ? '' : wordsOf(state)
    const rank = state === null ? null : ROW_STATES.indexOf(state)
    return { pieces: [{ text }], text, bounds: rank === null ? null : { low: rank, high: rank } }
  }
  return {
    columns: [...STATE_COLUMNS.slice(0, states.length), ...table.columns],
    rows: table.rows.flatMap(({ cell, ...row }) => {
      const all = states.map(({ each }) => each[row.number - 1] ?? null)
      const state = together(all.flatMap(one => one ?? []))
      if (state !== null && hidden.includes(state)) return []
      const cellAt = (at: number) => {
        const one = all[at]
        return one === undefined ? cell(at - all.length) : cellOf(one)
      }
      return [{ ...row, state, cell: cellAt }]
    }),
  }
}

/** The columns in the order of the definition, or else of the first row, without those that are empty in every row. */
export function tableOf(rows: readonly Row[], definition: Query | undefined, context: CellContext): Table {
  const columns = filledColumns(Object.keys(definition?.row.shape ?? rows[0] ?? {}), rows)
  return {
    columns,
    rows: rows.map((row, at) => ({ number: at + 1, order: row.order, cell: cellsOf(row, columns, context) })),
  }
}

function cellsOf(row: Row, columns: readonly string[], context: CellContext): TableRow['cell'] {
  const made: (Cell | undefined)[] = []
  return at => {
    const name = columns[at]
    if (name !== undefined) made[at] ??= cellAt(row, name, context)
    return made[at]
  }
}

/** The rows that contain every word of the text in one of the columns, whatever its case. */
export function filterRows(rows: readonly TableRow[], shown: readonly number[], text: string): TableRow[] {
  const words = fold(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...rows]
  const key = shown.join(' ')
  return rows.filter(row => {
    const line = lineOf(row, shown, key)
    return words.every(word => line.includes(word))
  })
}

const lines = new WeakMap<TableRow, { key: string; line: string }>()

/** The folded text of a row, which typing in the filter reads again and again. */
function lineOf(row: TableRow, shown: readonly number[], key: string): string {
  const known = lines.get(row)
  if (known?.key === key) return known.line
  const line = fold(shown.map(at => row.cell(at)?.text ?? '').join('\n'))
  lines.set(row, { key, line })
  return line
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** The rows in the order of a column, by the lower bounds and then by the upper ones. Empty cells are last in both directions. */
export function sortRows(rows: readonly TableRow[], at: number, descending: boolean, language: string): TableRow[] {
  const direction = descending ? -1 : 1
  const collator = new Intl.Collator(language, { numeric: true })
  return rows.toSorted((one, other) => {
    const [a, b] = [one.cell(at), other.cell(at)]
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

/** Whether the order of two rows is open, because their dates or ranges overlap. */
export function isOrderOpen(one: Cell | undefined, other: Cell | undefined): boolean {
  const [a, b] = [one?.event ?? one?.bounds, other?.event ?? other?.bounds]
  return a && b ? mayBeEitherWay(a, b) : false
}

/**
 * Whether each row may belong before or after the one above it: by the column of the order, or by time, if the answer comes in an
 * order of time.
 */
export function openOrders({ columns }: Table, rows: readonly TableRow[], sort: Sort | null): boolean[] {
  const sorted = sort ? columns.indexOf(sort.column) : -1
  const dated = columns.findIndex(name => name === 'earliest' || name === 'beginEarliest')
  return rows.map((row, place) => {
    const above = rows[place - 1]
    if (!above) return false
    if (sorted >= 0) return isOrderOpen(above.cell(sorted), row.cell(sorted))
    if (row.number === above.number + 1) return row.order === 'possible'
    return row.order !== undefined && isOrderOpen(above.cell(dated), row.cell(dated))
  })
}

/** The shown column that has the marks of open orders: that of the order, or else the first one of the answer. */
export function markedColumn({ columns }: Table, shown: readonly number[], sort: Sort | null): number | undefined {
  return (
    shown.find(at => columns[at] === sort?.column) ??
    shown.find(at => !STATE_COLUMNS.includes(columns[at] ?? '')) ??
    shown[0]
  )
}

/** Columns shown at first, beside those that tell whether a row holds; the others are a choice away. */
const USUAL_COLUMNS = 9
const TELLING = [...STATE_COLUMNS, 'scheduledAsOf']
const WRITTEN_DATES = ['on', 'left', 'joined']

/**
 * The places of the chosen columns that the table has, or of its first ones: without the bounds of a date that another column has as
 * written, unless they are the order.
 */
export function shownColumns({ columns }: Table, chosen: readonly string[] | null, sort: Sort | null): number[] {
  const known = chosen?.filter(name => columns.includes(name)) ?? []
  const isWritten = columns.some(name => WRITTEN_DATES.includes(name))
  const isBound = (name: string) => isWritten && (name === 'earliest' || name === 'latest') && name !== sort?.column
  const usual = columns.filter(name => !isBound(name) && !TELLING.includes(name)).slice(0, USUAL_COLUMNS)
  const names = new Set(known.length > 0 ? known : [...TELLING, ...usual])
  return columns.flatMap((name, at) => (names.has(name) ? [at] : []))
}

/** The rows that match the filter, in the chosen order, or else in that of the answer. */
export function arrangeRows(
  { columns, rows }: Table,
  shown: readonly number[],
  { filter, sort }: { filter: string; sort: Sort | null },
  language: string,
): TableRow[] {
  const kept = filterRows(rows, shown, filter)
  const at = sort ? columns.indexOf(sort.column) : -1
  return at < 0 ? kept : sortRows(kept, at, sort?.descending ?? false, language)
}

/** Rows for a spreadsheet, with a header. Text that a spreadsheet would run as a formula is preceded by an apostrophe. */
export const toTsv = (heads: readonly string[], rows: readonly TableRow[], shown: readonly number[]): string =>
  [heads, ...rows.map(({ cell }) => shown.map(at => cell(at)?.text ?? ''))]
    .map(line => `${line.map(plain).join('\t')}\n`)
    .join('')

function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return /^[=+@]|^-(?![\d.]+$)/.test(line) ? `'${line}` : line
}
