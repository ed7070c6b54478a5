import type { Format } from '../input/format.ts'
import { isComplete, tableByHeader, tableOf, warnOfUnknown } from '../input/header.ts'
import { FileFault } from '../input/input.ts'
import { openWorkbook, type SheetRow } from '../input/workbook.ts'
import { TABLES } from './tables.ts'

/** The tables as the sheets of a workbook, or one of them as its only sheet. */
const xlsx: Format = {
  name: 'xlsx',
  about: 'a workbook with sheets named people, organisations, sources, claims; or one sheet',
  extensions: ['xlsx', 'xlsm'],
  binary: true,
  recognises: () => true,
  async *read(input, context) {
    const book = openWorkbook(await input.bytes())
    let read = 0
    for (const sheet of book.sheets) {
      const rows = book.rows(sheet)
      const only = book.sheets.length === 1
      const table =
        tableOf(sheet) ??
        (only ? (tableOf(input.name) ?? tableByHeader([...(readSheet(rows)[0]?.fields.values() ?? [])])) : undefined)
      if (!table) {
        context.note(`${input.file}: the sheet "${sheet}" is named after no table and is not read`)
        continue
      }
      read++
      const file = `${input.file}#${sheet}`
      for (const { line, errors } of rows)
        for (const [letter, error] of errors)
          context.report({
            file,
            line,
            column: `${letter}${line}`,
            message: `holds the error ${error}; mend the formula`,
          })
      const [header, ...body] = readSheet(rows)
      if (!header) {
        context.report({ file, message: 'is empty; its first row must name the columns' })
        continue
      }
      const columns = [...header.fields.values()].map(lower)
      const place = { file, line: header.line }
      if (!isComplete(table, columns, place, context)) continue
      warnOfUnknown(table, columns, place, context)
      for (const { line, fields } of body) {
        const names = [...header.fields].map(([letter, name]) => [lower(name), `${name} (${letter}${line})`])
        const values = [...header.fields].map(([letter, name]) => [lower(name), fields.get(letter) ?? ''])
        yield { table, place: { file, line }, fields: Object.fromEntries(values), names: Object.fromEntries(names) }
      }
    }
    if (read === 0)
      throw new FileFault(
        `has no sheet of a table; name one ${Object.keys(TABLES).join(', ')}, or give a --map. Sheets: ${sheetNames(book.sheets)}`,
      )
  },
}
export default xlsx

const lower = (name: string) => name.toLowerCase()
const sheetNames = (names: string[]) => names.slice(0, 20).join(', ')

/** The rows that hold anything, the header first; without cells of columns that the header does not name. */
export function readSheet(rows: SheetRow[]): { line: number; fields: Map<string, string> }[] {
  const filled = rows.filter(({ cells }) => [...cells.values()].some(text => text.trim() !== ''))
  return filled.map(({ line, cells }) => ({
    line,
    fields: new Map(
      [...cells].map(([letter, text]) => [letter, text.trim()] as const).filter(([, text]) => text !== ''),
    ),
  }))
}
