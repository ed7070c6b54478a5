import { CsvError, parse } from 'csv-parse/sync'
import type { Problem } from '../problem.ts'

/** One row: its fields by column, and the line on which it begins. */
export interface Row {
  line: number
  fields: Record<string, string>
}
export interface Table {
  columns: string[]
  rows: Row[]
  problems: Problem[]
}

/** Reads CSV with a header (RFC 4180); the separator is the comma, semicolon or tab that the header has most of. */
export function readCsv(file: string, text: string): Table {
  const header = text.slice(0, Math.max(0, text.search(/\r|\n|$/)))
  try {
    const records = parse(text, {
      delimiter: separatorOf(header),
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[]
    const [first, ...rest] = records
    const columns = (first?.record ?? []).map(name => name.trim().toLowerCase())
    const table: Table = { columns, rows: [], problems: repeated(file, columns) }
    if (!first) table.problems.push({ file, message: 'is empty; its first line must name the columns' })
    for (const { record, raw, info } of rest) {
      const line = info.lines - (raw.trimEnd().match(/\r\n|\r|\n/g)?.length ?? 0)
      if (record.every(field => field.trim() === '')) continue
      if (record.length !== columns.length)
        table.problems.push({
          file,
          line,
          message: `has ${record.length} fields where the header has ${columns.length}; quote a field that holds the separator`,
        })
      else
        table.rows.push({ line, fields: Object.fromEntries(columns.map((column, at) => [column, record[at] ?? ''])) })
    }
    return table
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return {
      columns: [],
      rows: [],
      problems: [{ file, line: Number(error.lines) || 1, message: `is not CSV: ${error.message}` }],
    }
  }
}

interface Parsed {
  record: string[]
  raw: string
  info: { lines: number }
}

const separatorOf = (header: string) =>
  [',', ';', '\t']
    .map(mark => ({ mark, count: header.split(mark).length }))
    .reduce((best, next) => (next.count > best.count ? next : best)).mark

const repeated = (file: string, columns: string[]): Problem[] =>
  columns
    .filter((column, at) => columns.indexOf(column) !== at)
    .map(column => ({ file, line: 1, column, message: 'is the name of two columns; rename one' }))
