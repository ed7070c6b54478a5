import { stringify } from 'csv-stringify/sync'
import { groupBy } from '../lib/group-by.ts'
import type { TableName } from '../tables/table-schemas.ts'
import type { Format, Work } from './export-format.ts'
import { columnsOf, type Fields, type Row } from './export-rows.ts'
import { tableRows } from './tables.ts'

/**
 * A folder with the tables. It is meant to be loaded again, so text that a spreadsheet would run as a formula has no
 * leading apostrophe: the apostrophe would become part of the name.
 */
export const csv: Format = { shape: 'folder', out: 'export', lossless: true, write }

async function write({ driver, target, signal, wrote, formula }: Work): Promise<void> {
  const headed = new Set<string>()
  const head = async (file: string, table: TableName) => {
    if (headed.has(file)) return
    headed.add(file)
    await target.write(file, lines([columnsOf(table)]))
  }
  for (const table of ALWAYS) await head(`${table}.csv`, table)
  for await (const page of tableRows(driver, signal)) {
    for (const row of page) {
      wrote(row, [...row.losses, ...splitAliases(row)])
      for (const value of Object.values(row.fields)) if (isFormula(cell(value))) formula()
    }
    for (const [table, rows] of groupBy(page, ({ table }) => table)) {
      await head(`${table}.csv`, table)
      await target.write(`${table}.csv`, lines(rows.map(({ fields }) => Object.values(fields).map(cell))))
    }
  }
}

/** Other tables are written only if they have rows. */
const ALWAYS = ['people', 'organisations', 'sources', 'claims'] as const satisfies TableName[]

const cell = (value: Fields[string] | undefined): string => (Array.isArray(value) ? value.join('; ') : (value ?? ''))

// Some readers end a row at a lone carriage return, so it is quoted like a line feed.
const lines = (rows: string[][]): string => stringify(rows, { quoted_match: /[\r\n]/ })

/** A semicolon separates aliases, so an alias that contains one would come back as two. */
const splitAliases = ({ fields: { aliases } }: Row): string[] =>
  Array.isArray(aliases) && aliases.some(alias => /[;；]/.test(alias))
    ? ['an alias has a semicolon, which separates aliases in CSV; export to JSON Lines']
    : []

const isFormula = (text: string): boolean => /^[=+\-@\t\r＝＋－＠]/.test(text)
