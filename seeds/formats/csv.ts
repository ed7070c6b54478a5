import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Format, ReadContext } from '../input/format.ts'
import {
  isComplete,
  lowerCased,
  REPEATED,
  repeated,
  TABLE_COLUMN,
  tableByHeader,
  tableOf,
  warnOfUnknown,
} from '../input/header.ts'
import { FileFault, type Input } from '../input/input.ts'
import { readMixed } from '../input/mixed.ts'
import { TABLES } from './tables.ts'

/** The tables, a file each; or rows of several, each with its table. */
const csv: Format = {
  name: 'csv',
  about: 'the tables, as people.csv or claims-2024.csv, or by their header; or rows of all with a column "table"',
  extensions: ['csv', 'tsv'],
  flat: true,
  recognises: input => tableOf(input.name) !== undefined || tableOfHeader(input) !== undefined,
  async *read(input, context) {
    const byHeader = tableOfHeader(input)
    const table = byHeader === 'mixed' ? byHeader : (tableOf(input.name) ?? byHeader)
    if (!table) throw new FileFault(`is no table known here; name it one of ${tableFiles()}`)
    if (table === 'mixed') return yield* readMixed(recordsOf(input, context), input.file, context)
    let names: string[] | undefined
    const original = (object: Record<string, string>) => ({ [TABLE_COLUMN]: table, ...lowerCased(object) })
    for await (const { columns, line, fields } of readCsv(input, context, original)) {
      const place = { file: input.file, line }
      if (!names) {
        names = columns.map(name => name.toLowerCase())
        if (!isComplete(table, names, place, context)) return
        warnOfUnknown(table, names, place, context)
      } else if (fields) yield { table, place, fields: named(names, fields) }
    }
  },
}
export default csv

/** What the columns of the header make it. */
function tableOfHeader(input: Input) {
  const header = firstLine(input.head)
  const columns = header.split(separatorOf(header)).map(name => name.trim().replace(/^"|"$/g, '').toLowerCase())
  return columns.includes(TABLE_COLUMN) ? ('mixed' as const) : tableByHeader(columns)
}

async function* recordsOf(input: Input, context: ReadContext) {
  let names: string[] = []
  for await (const { columns, line, fields } of readCsv(input, context, lowerCased)) {
    if (!fields) names = columns.map(name => name.toLowerCase())
    // A column of another table is empty here, which is not to have it.
    else yield { line, object: named(names, fields, value => value !== '') }
  }
}

function named(names: string[], fields: string[], keep: (value: string) => boolean = () => true) {
  const object: Record<string, string> = {}
  for (let at = 0; at < names.length; at++) {
    const value = fields[at] ?? ''
    if (keep(value)) define(object, names[at] ?? '', value)
  }
  return object
}

/** A column may be named __proto__. */
function define(object: Record<string, string>, name: string, value: string): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true })
  else object[name] = value
}

export const tableFiles = () =>
  Object.keys(TABLES)
    .map(name => `${name}.csv`)
    .join(', ')

/** The header, without fields, and then each row with them. `line` is the one on which it begins. */
export interface CsvRow {
  columns: string[]
  line: number
  fields?: string[]
}

/** Longer than any row that makes sense; without a bound, a quote that does not end would take the rest of the file. */
const MAX_ROW = 32 * 1024 * 1024

/**
 * Reads CSV with a header (RFC 4180); the separator is the comma, semicolon or tab that the header has most of. A row of
 * too few or too many fields is reported instead, as `original` gives it back.
 */
export async function* readCsv(
  input: Input,
  { report }: Pick<ReadContext, 'report'>,
  original = (object: Record<string, string>): Record<string, unknown> => object,
): AsyncGenerator<CsvRow> {
  const { file } = input
  const options = { delimiter: separatorOf(firstLine(input.head)), max_record_size: MAX_ROW, relax_column_count: true }
  // The callback hears what the loop below throws anyway; without one it would end the process.
  const records: AsyncIterable<string[]> = pipeline(Readable.from(input.chunks()), parse(options), () => {})
  let columns: string[] | undefined
  let next = 1
  try {
    for await (const record of records) {
      const line = next
      next += 1 + newlines(record)
      if (isBlank(record)) continue
      if (!columns) {
        columns = record.map(name => name.trim())
        for (const at of repeated(columns)) report({ file, line, column: columns[at], message: REPEATED, whole: true })
        yield { columns, line }
      } else if (record.length !== columns.length) {
        const message = `has ${record.length} fields where the header has ${columns.length}; quote a field that holds the separator`
        const surplus = record.slice(columns.length).map((_, at) => `surplus ${at + 1}`)
        const place = { file, line }
        report({ ...place, message }, [{ place, object: original(named([...columns, ...surplus], record)) }])
      } else yield { columns, line, fields: record }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const [message] = error.message.split(/[\n,]/)
    throw new FileFault(`is not CSV: ${message?.slice(0, 200)}`, Number(error.lines) || next)
  }
  if (!columns) throw new FileFault('is empty; its first line must name the columns')
}

const firstLine = (text: string): string => {
  const lines = text.trimStart()
  return lines.slice(0, Math.max(0, lines.search(/\r|\n|$/)))
}

function isBlank(record: string[]): boolean {
  for (const field of record) if (field.trim() !== '') return false
  return true
}

/** Those within quotes. */
function newlines(record: string[]): number {
  let count = 0
  for (const field of record)
    if (field.includes('\n') || field.includes('\r')) count += field.split(/\r\n|\r|\n/).length - 1
  return count
}

const separatorOf = (header: string) =>
  [',', ';', '\t']
    .map(mark => ({ mark, count: header.split(mark).length }))
    .reduce((best, next) => (next.count > best.count ? next : best)).mark
