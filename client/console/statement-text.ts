import type { Place } from '../../cypher/adhoc.ts'

/** Positions in texts. Offsets count UTF-16 units from 0; lines and columns count from 1, as in Neo4j. */

export interface Range {
  from: number
  to: number
}

export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

export function offsetOf(text: string, { line, column }: Place): number {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  return Math.min(text.length, before + Math.min(column - 1, lines[line - 1]?.length ?? 0))
}

/** The range to underline at a position: the word or quoted name there, otherwise one character. */
export function rangeAt(text: string, place: Place): Range {
  const from = offsetOf(text, place)
  const word = /^(?:[\p{L}\p{N}_]+|`(?:``|[^`])*`)/u.exec(text.slice(from))?.[0]
  if (word) return { from, to: from + word.length }
  if (from < text.length && text[from] !== '\n') return { from, to: from + 1 }
  return { from: Math.max(0, from - 1), to: from }
}

/** Comments, strings and quoted names. Unclosed ones extend to the end. */
export const ASIDE = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|'(?:\\[\s\S]|[^'\\])*(?:'|$)|"(?:\\[\s\S]|[^"\\])*(?:"|$)/

const TOKEN = new RegExp(
  `${ASIDE.source}|\\$(?:([\\p{L}_][\\p{L}\\p{N}_]*)|\`((?:\`\`|[^\`])*)\`|(\\d+))|\`(?:\`\`|[^\`])*\`?`,
  'gu',
)

/** The distinct parameter names in a statement, in order. */
export function paramNames(query: string): string[] {
  const names = [...query.matchAll(TOKEN)].flatMap(
    ([, plain, quoted, number]) => plain ?? quoted?.replaceAll('``', '`') ?? number ?? [],
  )
  return [...new Set(names)]
}

/** A name in Cypher syntax: quoted unless it is a plain word. */
export const quoteName = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name.replaceAll('`', '``')}\``
