/** A row of a sheet: its number as spreadsheet programs show it, and its cell texts by column letter. */
export interface SheetRow {
  line: number
  /** Hidden manually, in a collapsed group, or by a filter. */
  hidden: boolean
  cells: Map<string, string>
  /** Columns with a formula error such as #REF!, and the error. */
  errors: Map<string, string>
  /** Columns with a formula without a saved value. */
  unsaved: Set<string>
}

export interface SheetContent {
  rows: SheetRow[]
  /** Merged ranges such as A2:A5. Only the first cell has a value. */
  merged: string[]
  isHiddenColumn(letters: string): boolean
}

export interface SheetName {
  name: string
  /** Whether the sheet is hidden. */
  hidden: boolean
}

export interface Workbook {
  sheets: SheetName[]
  /** @throws {FileError} if the sheet is broken */
  content(sheet: string): SheetContent
}

export const emptyRow = (line: number, hidden = false): SheetRow => ({
  line,
  hidden,
  cells: new Map(),
  errors: new Map(),
  unsaved: new Set(),
})

/** The letters of a column number; 0 is A. */
export const columnLetters = (number: number): string =>
  (number >= 26 ? columnLetters(Math.floor(number / 26) - 1) : '') + String.fromCharCode(65 + (number % 26))

/** The number of column letters; A is 0. */
export const columnNumber = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Whether a column lies in any of the ranges, both ends inclusive. */
export const isWithin = (ranges: readonly { from: number; to: number }[], letters: string): boolean => {
  const number = columnNumber(letters)
  return ranges.some(({ from, to }) => from <= number && number <= to)
}
