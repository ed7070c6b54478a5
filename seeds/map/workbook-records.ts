import { FileError, type Input } from '../files/input.ts'
import { chooseSheets, listSheets } from '../files/sheets.ts'
import { openWorkbook } from '../files/workbook.ts'
import { checkSheet, readSheet, sheetRecords } from '../formats/shared/sheet-rows.ts'
import type { ReadContext } from '../tables/raw-row.ts'
import type { Records, RowsWanted } from './record.ts'

/** The rows of one sheet: the named sheet, or the first visible one. */
export async function workbookRecords(
  input: Input,
  { sheet, columns }: RowsWanted,
  context: ReadContext,
): Promise<Records> {
  const book = openWorkbook(await input.bytes())
  const wanted = sheet === undefined ? input.workbook?.sheets : [sheet]
  const [name = ''] = chooseSheets(book, { sheets: wanted }).sheets
  const others = book.sheets.filter(other => other.name !== name)
  if (wanted === undefined && others.length > 0)
    context.note(
      `${input.file}: the sheet "${name}" is read; not read: ${listSheets(others)}. To read another, name it as rows.sheet in the mapping, or with --sheet`,
    )
  const file = `${input.file}#${name}`
  const read = readSheet(book.content(name), { withHidden: input.workbook?.hidden })
  if (!read) throw new FileError(`has no rows in the sheet "${name}"; its first row must name the columns`)
  checkSheet(read, file, context)
  const header = { columns: read.columns.map(([, column]) => column), place: { file, line: read.line } }
  return { header, rows: sheetRecords(read, file, context, column => columns?.has(column) ?? true) }
}
