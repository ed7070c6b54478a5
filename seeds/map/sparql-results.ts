import { isObject } from '../files/json-lines.ts'

/** Reads SPARQL query results as text by variable. */

/** The text of a term in SPARQL 1.1 Query Results JSON, without datatype and language tag. */
export function termText(term: unknown): unknown {
  if (!isObject(term) || typeof term.value !== 'string') return term
  return term.type === 'bnode' ? '' : term.value
}

/** Whether a file begins with a header of variables, as SPARQL 1.1 Query Results TSV does. */
export const isSparqlTsv = (head: string) => /^\?\w+(\t\?\w+)*[ \t]*\r?(\n|$)/.test(head)

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f' }

/** The text of a term in Turtle notation: `<address>`, `"text"@en`, `"text"^^<type>`, a number or a blank node. */
export function turtleText(term: string): string {
  const address = /^<(.*)>$/.exec(term)?.[1]
  if (address !== undefined) return address
  if (term.startsWith('_:')) return ''
  const quoted = /^"(.*)"(@[\w-]+|\^\^\S+)?$/s.exec(term)?.[1]
  if (quoted === undefined) return term
  return quoted.replace(/\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)/gs, (_, code: string) =>
    code.length > 1
      ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code.slice(1), 16)))
      : (ESCAPES[code] ?? code),
  )
}
