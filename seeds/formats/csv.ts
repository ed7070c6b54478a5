import { CsvError, parse } from 'csv-parse'
import type { Format } from '../input/format.ts'
import { isComplete, tableOf, warnOfUnknown } from '../input/header.ts'
import { FileFault, type Input } from '../input/input.ts'
import type { Problem } from '../problem.ts'
import { TABLES } from './tables.ts'

/** The four tables, a file each. */
const csv: Format = {
  name: 'csv',
  about: 'the four tables, as people.csv or claims-2024.csv',
  extensions: ['csv', 'tsv'],
  recognises: ({ name }) => tableOf(name) !== undefined,
  async *read(input, context) {
    const table = tableOf(input.name)
    if (!table) throw new FileFault(`is no table known here; name it one of ${tableFiles()}`)
    let names: string[] | undefined
    for await (const { columns, line, fields } of readCsv(input, context.report)) {
      if (!names) {
        names = columns.map(name => name.toLowerCase())
        const place = { file: input.file, line }
        if (!isComplete(table, names, place, context)) return
        warnOfUnknown(table, names, place, context)
      } else if (fields) {
        const values = Object.fromEntries(names.map((name, at) => [name, fields[at] ?? '']))
        yield { table, place: { file: input.file, line }, fields: values }
      }
    }
  },
}
export default csv

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

/** Reads CSV with a header (RFC 4180); the separator is the comma, semicolon or tab that the header has most of. */
export async function* readCsv(input: Input, report: (problem: Problem) => void): AsyncGenerator<CsvRow> {
  const { file } = input
  const text = input.text()
  const header = text.slice(0, Math.max(0, text.search(/\r|\n|$/)))
  const records = parse(text, {
    delimiter: separatorOf(header),
    info: true,
    max_record_size: MAX_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as AsyncIterable<Parsed>
  let columns: string[] | undefined
  try {
    for await (const { record, info } of records) {
      const line = info.lines - newlines(record)
      if (record.every(field => field.trim() === '')) continue
      if (!columns) {
        columns = record.map(name => name.trim())
        for (const column of repeated(columns))
          report({ file, line: 1, column, message: 'is the name of two columns; rename one' })
        yield { columns, line: 1 }
      } else if (record.length !== columns.length)
        report({
          file,
          line,
          message: `has ${record.length} fields where the header has ${columns.length}; quote a field that holds the separator`,
        })
      else yield { columns, line, fields: record }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const [message] = error.message.split(/[\n,]/)
    throw new FileFault(`is not CSV: ${message?.slice(0, 200)}`, Number(error.lines) || 1)
  }
  if (!columns) throw new FileFault('is empty; its first line must name the columns')
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

/** Those within quotes: the parser tells the line on which a row ends. */
const newlines = (record: string[]): number =>
  record.reduce(
    (sum, field) => sum + (field.includes('\n') || field.includes('\r') ? field.split(/\r\n|\r|\n/).length - 1 : 0),
    0,
  )

const separatorOf = (header: string) =>
  [',', ';', '\t']
    .map(mark => ({ mark, count: header.split(mark).length }))
    .reduce((best, next) => (next.count > best.count ? next : best)).mark

const repeated = (columns: string[]): string[] => {
  const folded = columns.map(name => name.toLowerCase())
  return columns.filter((name, at) => name !== '' && folded.indexOf(name.toLowerCase()) !== at)
}
