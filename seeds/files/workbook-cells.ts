/** A row of a sheet: its number as the spreadsheet program shows it, and the text of its cells by the letters of their columns. */
export interface SheetRow {
  line: number
  /** Hidden by hand, in a collapsed group, or by a filter. */
  hidden: boolean
  cells: Map<string, string>
  /** Columns whose formula came to an error, as #REF!, and the error. */
  errors: Map<string, string>
  /** Columns with a formula of which no value was saved. */
  unsaved: Set<string>
}

export interface SheetContent {
  rows: SheetRow[]
  /** Ranges of cells that are merged, as A2:A5: of each the first cell alone has a value. */
  merged: string[]
  isHiddenColumn(letters: string): boolean
}

export interface SheetName {
  name: string
  /** Whether the author has hidden the sheet. */
  hidden: boolean
}

export interface Workbook {
  sheets: SheetName[]
  /** @throws {FileFault} if the sheet is broken */
  content(sheet: string): SheetContent
}

export const emptyRow = (line: number, hidden = false): SheetRow => ({
  line,
  hidden,
  cells: new Map(),
  errors: new Map(),
  unsaved: new Set(),
})

/** The letters of a column from its number; 0 is A. */
export const columnLetters = (number: number): string =>
  (number >= 26 ? columnLetters(Math.floor(number / 26) - 1) : '') + String.fromCharCode(65 + (number % 26))

/** The number of a column from its letters; A is 0. */
export const columnNumber = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Whether a column lies in one of some ranges of column numbers, both ends inclusive. */
export const isWithin = (ranges: readonly { from: number; to: number }[], letters: string): boolean => {
  const number = columnNumber(letters)
  return ranges.some(({ from, to }) => from <= number && number <= to)
}
