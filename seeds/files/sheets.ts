import { FileError, type WorkbookOptions } from './input.ts'
import type { SheetName, Workbook } from './workbook-cells.ts'

export const HOW_TO_READ_HIDDEN = 'show it in the spreadsheet, or load with --hidden or --sheet'

/**
 * The sheets to read, and those that are left out because they are hidden.
 * @throws {FileError} if a sheet is wanted that is not there, or all are hidden
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
      `has hidden sheets only; show one in the spreadsheet, or load with --hidden or --sheet. Sheets: ${listSheets(sheets)}`,
    )
  return { sheets: shown, hidden }
}

/** Spreadsheet programs do not tell two sheets apart by case, and neither need a mapping. */
function existing(wanted: string, sheets: SheetName[]): string {
  const folded = wanted.trim().toLowerCase()
  const found =
    sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => name.trim().toLowerCase() === folded)
  if (!found) throw new FileError(`has no sheet "${wanted}"; sheets: ${listSheets(sheets)}`)
  return found.name
}

/** As `Leavers, old draft (hidden)`. */
export const listSheets = (sheets: readonly SheetName[]) =>
  sheets
    .slice(0, 20)
    .map(({ name, hidden }) => (hidden ? `${name} (hidden)` : name))
    .join(', ')
