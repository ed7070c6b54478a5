/** A fault in an input file. `line` counts from 1, including the header; `column` is the field name. */
export interface Diagnostic {
  file: string
  line?: number
  /** The position of the row on its line, from 2. */
  nth?: number
  column?: string
  message: string
  /** A warning is printed but does not stop the load. */
  warning?: boolean
  /** A fault of the whole file, which cannot go to a reject file. */
  whole?: boolean
  /**
   * Identifies the kind, because problems of one kind are printed together. By default, two problems of a column are of
   * one kind if their messages differ only in quoted values.
   */
  kind?: string
  /** The message for several rows of this kind, if it contains their number. */
  many?: (rows: number) => string
}

/** For example `people.csv:12: name: is empty; give a name`. */
export const describeDiagnostic = ({ column, message, warning, ...place }: Diagnostic): string =>
  [describePlace(place), column, warning ? `warning: ${message}` : message]
    .filter(part => part !== undefined)
    .join(': ')

export type Where = Pick<Diagnostic, 'file' | 'line' | 'nth'>

/** For example `people.csv:12`, or `people.json:1 (row 3 of the line)`. */
export const describePlace = ({ file, line, nth }: Where): string =>
  `${file}${line === undefined ? '' : `:${line}`}${nth === undefined ? '' : ` (row ${nth} of the line)`}`
