import { stringify } from 'csv-stringify/sync'
import { groupBy } from '../lib/group-by.ts'
import type { TableName } from '../tables/table-schemas.ts'
import type { Format, Work } from './export-format.ts'
import { columnsOf, type Fields, type Row } from './export-rows.ts'
import { tableRows } from './tables.ts'

/**
 * A folder of the tables. It is written to be loaded again, so text stands as it is: what a spreadsheet would run
 * as a formula is not led by an apostrophe here, for the apostrophe would become part of the name.
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

/** The others are written where they have a row. */
const ALWAYS = ['people', 'organisations', 'sources', 'claims'] as const satisfies TableName[]

const cell = (value: Fields[string] | undefined): string => (Array.isArray(value) ? value.join('; ') : (value ?? ''))

// A lone carriage return ends a row for some readers, so it is quoted like the line feed.
const lines = (rows: string[][]): string => stringify(rows, { quoted_match: /[\r\n]/ })

/** The semicolon stands between aliases, so one that has it would come back as two. */
const splitAliases = ({ fields: { aliases } }: Row): string[] =>
  Array.isArray(aliases) && aliases.some(alias => /[;；]/.test(alias))
    ? ['an alias has a semicolon, which separates aliases in CSV; export to JSON Lines']
    : []

const isFormula = (text: string): boolean => /^[=+\-@\t\r＝＋－＠]/.test(text)
