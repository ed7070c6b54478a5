import { FileError, type Input } from '../files/input.ts'
import { isObject } from '../files/json-lines.ts'
import { flatten } from './flatten.ts'
import { type Proposal, propose } from './init/proposal.ts'
import { toTable } from './init/sample-table.ts'
import { listsIn } from './lists-in.ts'
import { openRecords, type RawRecord, type RowsWanted } from './records.ts'

/** The number of sampled rows. */
const SAMPLE = 20_000
const NOTHING = { separator: ';', empty: new Set<string>() }

export interface Chosen {
  proposal: Proposal
  /** The columns of the list with their sampled values. */
  columns: { name: string; texts: string[] }[]
  rows: RawRecord[]
  list: ListName
  each?: string
  /** The lists that the mapping does not read. */
  others: ListName[]
}
type ListName = Pick<RowsWanted, 'path' | 'sheet'>

/**
 * Chooses the list that the best mapping covers, and returns that mapping.
 * @throws {FileError} if no list has rows and columns
 */
export async function chooseList(input: Input): Promise<Chosen> {
  const lists = await listsIn(input)
  if (lists.length === 0) throw new FileError('has no list of objects')
  let best: Chosen | undefined
  let fault: unknown
  for (const list of lists)
    try {
      const found = await understand(input, list)
      if (!best || found.proposal.score > best.proposal.score) best = found
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      fault ??= error
    }
  if (!best) throw fault
  return { ...best, others: lists.filter(list => list !== best.list) }
}

async function understand(input: Input, list: ListName): Promise<Chosen> {
  const rows: RawRecord[] = []
  const records = await openRecords(input, list, { report: () => {}, note: () => {} })
  for await (const record of records.rows) {
    rows.push(record)
    if (rows.length >= SAMPLE) break
  }
  const all = [undefined, ...listsWithin(rows)].map(each => understood(each))
  const best = all.reduce((best, next) => (next.proposal.score > best.proposal.score ? next : best))
  return { ...best, rows, list, others: [] }

  function understood(each: string | undefined) {
    const sample = rows.flatMap(row => flatten(row, { ...NOTHING, each }))
    if (sample.length === 0 && each === undefined) throw new FileError('has no rows to propose a mapping from')
    const found =
      (each === undefined && records.header?.columns) || sample.flatMap(({ columns }) => [...columns.keys()])
    const columns = [...new Set(found)].filter(column => !column.startsWith('@') && column !== '')
    const usable = columns.filter(column => !/[{}|]/.test(column))
    if (usable.length === 0 && each === undefined)
      throw new FileError('has no column that a mapping can name: column names with {, } or | are not supported')
    const table = toTable({ file: input.name, columns: usable, rows: sample, each })
    return { proposal: propose(table), columns: table.columns, each }
  }
}

/** Columns that contain lists of objects. */
function listsWithin(rows: readonly RawRecord[]): string[] {
  const found = new Set<string>()
  for (const { object } of rows)
    for (const [column, value] of Object.entries(object))
      if (Array.isArray(value) && value.some(isObject) && !/[{}|]/.test(column)) found.add(column)
  return [...found]
}
