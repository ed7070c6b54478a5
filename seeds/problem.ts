/** A fault in an input file. `line` counts from 1 with the header; `column` is the name of the field. */
export interface Problem {
  file: string
  line?: number
  column?: string
  message: string
  /** A warning is told and does not stop the load. */
  warning?: boolean
}

/** As `people.csv:12: name: is empty; give a name`. */
export const describeProblem = ({ file, line, column, message, warning }: Problem): string =>
  [line === undefined ? file : `${file}:${line}`, column, warning ? `warning: ${message}` : message]
    .filter(part => part !== undefined)
    .join(': ')

/** Input that cannot be loaded; nothing has been written. */
export class InputError extends Error {
  override name = 'InputError'
  constructor(readonly problems: Problem[]) {
    super(problems.map(describeProblem).join('\n'))
  }
}
