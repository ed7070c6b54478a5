import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { withoutInvisible } from '../../cypher/invisible.ts'
import { amissQuote, dialectOf } from '../files/csv-text.ts'
import { FileError, type Input } from '../files/input.ts'
import {
  checkUnknown,
  isComplete,
  lowerCased,
  REPEATED,
  repeated,
  TABLE_COLUMN,
  tableByHeader,
  tableOf,
  unnamedHolds,
} from '../tables/header.ts'
import type { ReadContext } from '../tables/raw-row.ts'
import { TABLES } from '../tables/table-schemas.ts'
import type { Format } from './shared/format.ts'
import { readMixed } from './shared/mixed.ts'

/** The tables, one in each file; or rows of several tables, each with its table. */
const csv: Format = {
  name: 'csv',
  about: 'the tables, as people.csv or claims-2024.csv, or by their header; or rows of all with a column "table"',
  extensions: ['csv', 'tsv'],
  flat: true,
  recognises: input => tableOf(input.name) !== undefined || tableOfHeader(input) !== undefined,
  async *read(input, context) {
    const byHeader = tableOfHeader(input)
    const table = byHeader === 'mixed' ? byHeader : (tableOf(input.name) ?? byHeader)
    if (!table)
      throw new FileError(
        `is not recognised as a table; rename it to one of ${tableFiles()}, or draft a mapping with --map init FILE`,
      )
    if (table === 'mixed') return yield* readMixed(recordsOf(input, context), input.file, context)
    let names: string[] = []
    const original = (object: Record<string, string>) => ({ [TABLE_COLUMN]: table, ...lowerCased(object) })
    for await (const { columns, keys, line, fields } of readCsv(input, context, original)) {
      const place = { file: input.file, line }
      if (fields) yield { table, place, fields: named(names, fields) }
      else {
        names = keys.map(name => name.toLowerCase())
        const header = columns.map(name => name.toLowerCase())
        if (!isComplete(table, header, place, context) || !checkUnknown(table, header, place, context)) return
      }
    }
  },
}
export default csv

/** The table that the header columns indicate. */
function tableOfHeader(input: Input) {
  const { header, separator } = dialectOf(input.head)
  const columns = withoutInvisible(header)
    .split(separator)
    .map(name => name.trim().replace(/^"|"$/g, '').toLowerCase())
  return columns.includes(TABLE_COLUMN) ? ('mixed' as const) : tableByHeader(columns)
}

async function* recordsOf(input: Input, context: ReadContext) {
  let names: string[] = []
  for await (const { keys, line, fields } of readCsv(input, context, lowerCased)) {
    if (!fields) names = keys.map(name => name.toLowerCase())
    // An empty field in a mixed file means that the row's table lacks the column.
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

/** The header without fields, then each row with fields. `line` is the first line of the row. */
export interface CsvRow {
  /** As in the header: a name may be empty. */
  columns: string[]
  /** The keys of the fields, including columns without a name. */
  keys: string[]
  line: number
  fields?: string[]
}

/** Longer than any sensible row. Without a limit, an unclosed quote would swallow the rest of the file. */
const MAX_ROW = 32 * 1024 * 1024

/**
 * Reads CSV with a header (RFC 4180). The separator is the one that the file declares, otherwise the most frequent of
 * comma, semicolon and tab in the header. A row with too few or too many fields is reported as `original` instead.
 */
export async function* readCsv(
  input: Input,
  { report }: Pick<ReadContext, 'report'>,
  original = (object: Record<string, string>): Record<string, unknown> => object,
): AsyncGenerator<CsvRow> {
  const { file } = input
  const { separator, saysSeparator } = dialectOf(input.head)
  const first = saysSeparator ? 2 : 1
  const options = { delimiter: separator, max_record_size: MAX_ROW, relax_column_count: true, from_line: first }
  // The loop below throws the same error. Without a callback, it would end the process.
  const records: AsyncIterable<string[]> = pipeline(Readable.from(input.chunks()), parse(options), () => {})
  let columns: string[] | undefined
  let keys: string[] = []
  const unnamed = new Set<number>()
  let next = first
  try {
    for await (const record of records) {
      const line = next
      next += 1 + newlines(record)
      if (isBlank(record)) continue
      if (!columns) {
        columns = record.map(name => withoutInvisible(name).trim())
        for (const at of repeated(columns)) report({ file, line, column: columns[at], message: REPEATED, whole: true })
        keys = columns.map((name, at) => name || `column ${at + 1}`)
        for (const [at, name] of columns.entries()) if (name === '') unnamed.add(at)
        yield { columns, keys, line }
        continue
      }
      for (const at of unnamed) {
        const text = record[at]?.trim() ?? ''
        if (text === '') continue
        unnamed.delete(at)
        report({ file, line, column: keys[at], message: unnamedHolds(text), warning: true })
      }
      if (record.length !== columns.length) {
        const what = record.length === 1 ? '1 field' : `${record.length} fields`
        const wayOut =
          record.length > columns.length
            ? 'quote fields that contain the separator'
            : `an empty field needs its separator "${separator}" too, and a field with line breaks needs quotes`
        const message = `has ${what} where the header has ${columns.length}; ${wayOut}`
        const surplus = record.slice(columns.length).map((_, at) => `surplus ${at + 1}`)
        const place = { file, line }
        report({ ...place, message }, [{ place, object: original(named([...keys, ...surplus], record)) }])
      } else yield { columns, keys, line, fields: record }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw await faultOf(error, input, separator)
  }
  if (!columns) throw new FileError('is empty; its first line must name the columns')
}

/** A quoting error shows only further down, so report it where the quote opens. */
async function faultOf(error: CsvError, input: Input, separator: string): Promise<FileError> {
  const line = Number(error.lines) || 1
  const isTooLong = error.code === 'CSV_MAX_RECORD_SIZE'
  const quote = QUOTES.includes(error.code)
    ? await amissQuote(input, separator, isTooLong ? line : Infinity)
    : undefined
  if (!quote && isTooLong)
    return new FileError(`has a row of more than ${MAX_ROW / 1024 / 1024} MB; shorten or remove it`, line)
  if (!quote) return new FileError(`is not CSV: ${error.message.slice(0, 200)}`, line)
  const column = `(column ${quote.column})`
  if (quote.within)
    return new FileError(
      'has a quote in an unquoted field; quote the whole field, and double each quote inside it',
      quote.line,
      column,
    )
  const what = isTooLong
    ? `is longer than ${MAX_ROW / 1024 / 1024} MB`
    : error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'is not closed'
      : `is followed by text on line ${line}`
  const message = `the quoted field that begins here ${what}; close it, or double each quote inside it`
  return new FileError(message, quote.line, column)
}

const QUOTES: readonly string[] = [
  'CSV_QUOTE_NOT_CLOSED',
  'CSV_INVALID_CLOSING_QUOTE',
  'INVALID_OPENING_QUOTE',
  'CSV_MAX_RECORD_SIZE',
]

function isBlank(record: string[]): boolean {
  for (const field of record) if (field.trim() !== '') return false
  return true
}

/** Line breaks within quotes. */
function newlines(record: string[]): number {
  let count = 0
  for (const field of record)
    if (field.includes('\n') || field.includes('\r')) count += field.split(/\r\n|\r|\n/).length - 1
  return count
}
