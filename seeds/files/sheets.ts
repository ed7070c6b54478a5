import { FileError, type WorkbookOptions } from './input.ts'
import type { SheetName, Workbook } from './workbook-cells.ts'

export const HOW_TO_READ_HIDDEN = 'unhide it in the spreadsheet, or load with --hidden or --sheet'

/**
 * Selects the sheets to read, and lists hidden sheets that are skipped.
 * @throws {FileError} if a requested sheet does not exist, or all sheets are hidden
 */
export function chooseSheets(
  { sheets }: Workbook,
  { sheets: wanted, hidden: withHidden = false }: WorkbookOptions = {},
): { sheets: string[]; hidden: string[] } {
  if (wanted) return { sheets: wanted.map(name => existing(name, sheets)), hidden: [] }
  const hidden = sheets.filter(sheet => sheet.hidden && !withHidden).map(({ name }) => name)
  const shown = sheets.map(({ name }) => name).filter(name => !hidden.includes(name))
  if (shown.length === 0 && sheets.length > 0)
    throw new FileError(
      `has only hidden sheets; unhide one in the spreadsheet, or load with --hidden or --sheet. Sheets: ${listSheets(sheets)}`,
    )
  return { sheets: shown, hidden }
}

/** Ignores case, because spreadsheet programs do not allow names that differ only in case. */
function existing(wanted: string, sheets: SheetName[]): string {
  const folded = wanted.trim().toLowerCase()
  const found =
    sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => name.trim().toLowerCase() === folded)
  if (!found) throw new FileError(`has no sheet "${wanted}"; sheets: ${listSheets(sheets)}`)
  return found.name
}

/** For example `Leavers, old draft (hidden)`. */
export const listSheets = (sheets: readonly SheetName[]) =>
  sheets
    .slice(0, 20)
    .map(({ name, hidden }) => (hidden ? `${name} (hidden)` : name))
    .join(', ')
