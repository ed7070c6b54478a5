import { FileError } from '../files/input.ts'
import { chooseSheets, HOW_TO_READ_HIDDEN, listSheets } from '../files/sheets.ts'
import { openWorkbook } from '../files/workbook.ts'
import {
  checkUnknown,
  hasColumn,
  isComplete,
  lowerCased,
  TABLE_COLUMN,
  tableByHeader,
  tableOf,
} from '../tables/header.ts'
import { TABLES } from '../tables/table-schemas.ts'
import type { Format } from './shared/format.ts'
import { checkSheet, readSheet, sheetRecords } from './shared/sheet-rows.ts'

/** The tables as sheets of a workbook, or a single table as its only sheet. */
const xlsx: Format = {
  name: 'xlsx',
  about: 'a workbook (.xlsx, .ods) with sheets named people, organisations, sources, claims; or one sheet',
  extensions: ['xlsx', 'xlsm', 'ods'],
  binary: true,
  flat: true,
  recognises: () => true,
  async *read(input, context) {
    const book = openWorkbook(await input.bytes())
    const { sheets, hidden } = chooseSheets(book, input.workbook)
    for (const sheet of hidden)
      context.note(`${input.file}: the sheet "${sheet}" is hidden and is not read; ${HOW_TO_READ_HIDDEN}`)
    let tables = 0
    for (const sheet of sheets) {
      const read = readSheet(book.content(sheet), { withHidden: input.workbook?.hidden })
      const columns = read?.columns.map(([, name]) => name.toLowerCase()) ?? []
      const only = sheets.length === 1
      const table = tableOf(sheet) ?? (only ? (tableOf(input.name) ?? tableByHeader(columns)) : undefined)
      if (!table) {
        context.note(`${input.file}: the sheet "${sheet}" does not have the name of a table and is not read`)
        continue
      }
      tables++
      const file = `${input.file}#${sheet}`
      if (!read) {
        context.report({ file, message: 'is empty; its first row must name the columns', whole: true })
        continue
      }
      checkSheet(read, file, context)
      const place = { file, line: read.line }
      if (!isComplete(table, columns, place, context) || !checkUnknown(table, columns, place, context)) continue
      const isRead = (column: string) => hasColumn(table, column)
      const original = (object: Record<string, string>) => ({ [TABLE_COLUMN]: table, ...lowerCased(object) })
      for (const { place, object, names } of sheetRecords(read, file, context, isRead, original))
        yield { table, place, fields: lowerCased(object), names: lowerCased(names) }
    }
    if (tables === 0)
      throw new FileError(
        `has no sheet with the name of a table; rename one to ${Object.keys(TABLES).join(', ')}, or give a --map. Sheets: ${listSheets(book.sheets)}`,
      )
  },
}
export default xlsx
