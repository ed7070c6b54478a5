/** A fault in an input file. `line` counts from 1 with the header; `column` is the name of the field. */
export interface Diagnostic {
  file: string
  line?: number
  /** Which row of the line, from 2. */
  nth?: number
  column?: string
  message: string
  /** A warning is printed and does not stop the load. */
  warning?: boolean
  /** The fault is of the file and not of a row, which could be set aside. */
  whole?: boolean
  /**
   * Names the kind, so that problems of one kind are printed once; by default problems of one column are of one kind if their
   * messages differ only in the values they quote.
   */
  kind?: string
  /** What to say of several rows with a problem of this kind, if their number belongs into the sentence. */
  many?: (rows: number) => string
}

/** As `people.csv:12: name: is empty; give a name`. */
export const describeDiagnostic = ({ column, message, warning, ...place }: Diagnostic): string =>
  [describePlace(place), column, warning ? `warning: ${message}` : message]
    .filter(part => part !== undefined)
    .join(': ')

export type Where = Pick<Diagnostic, 'file' | 'line' | 'nth'>

/** As `people.csv:12`, or `people.json:1 (row 3 of the line)`. */
export const describePlace = ({ file, line, nth }: Where): string =>
  `${file}${line === undefined ? '' : `:${line}`}${nth === undefined ? '' : ` (row ${nth} of the line)`}`
