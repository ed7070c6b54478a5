import { statementName } from './cypher-files.ts'

/** Ends a span, with the error of what it timed if that failed. */
export type EndSpan = (error?: unknown) => void

let begin: ((name: string) => EndSpan) | undefined

/** Times statements with `how` from now on. Without it, no tracing package is loaded. */
export function traceStatements(how: typeof begin): void {
  begin = how
}

/** Begins the span of a statement that has a file. It has the name of the file, and neither the text nor the parameters. */
export const beginStatement = (cypher: string): EndSpan => begin?.(statementName(cypher)) ?? ignore

/** Begins the span of another statement. */
export const beginSpan = (name: string): EndSpan => begin?.(name) ?? ignore

const ignore = () => {}
