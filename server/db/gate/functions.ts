import { closing, split } from './syntax.ts'
import type { Token } from './text.ts'
import { elementOf, listOf, listWritten, NOTHING, named, oneOf, PLAIN, unknown, type Value } from './values.ts'

/** What is known of what Neo4j's own functions give. */

const NUMERIC = new Set(
  (
    'SIZE LENGTH COUNT SUM AVG STDEV STDEVP PERCENTILECONT ABS CEIL FLOOR ROUND SIGN SQRT EXP LOG LOG10 RAND SIN COS TAN COT ASIN ACOS ' +
    'ATAN ATAN2 DEGREES RADIANS PI E TOINTEGER TOINTEGERORNULL TOFLOAT TOFLOATORNULL TOBOOLEAN TOBOOLEANORNULL DATE DATETIME ' +
    'LOCALDATETIME TIME LOCALTIME DURATION ISEMPTY ISNAN EXISTS ID TIMESTAMP CHAR_LENGTH CHARACTER_LENGTH POINT'
  ).split(' '),
)
const NUMERIC_NAMESPACE = /^(DATE|DATETIME|LOCALDATETIME|TIME|LOCALTIME|DURATION|POINT)\./

/** The value of a function by its name in capitals; where nothing is known of it, it is as large as its largest argument, and `least`. */
export function resultOf(name: string, args: readonly Value[], least: number): Value {
  const [first = NOTHING] = args
  if (NUMERIC.has(name) || NUMERIC_NAMESPACE.test(name)) return PLAIN
  if (name === 'COLLECT') return listOf(least > 0 ? named(first) : first)
  if (name === 'HEAD' || name === 'LAST') return elementOf(first)
  if (name === 'COALESCE') return oneOf(args)
  if (name === 'MIN' || name === 'MAX') return first
  const { size, length } = /^(COLL|STRING)\./.test(name)
    ? listWritten(args)
    : { size: Math.max(...args.map(each => each.size)), length: Math.max(...args.map(each => each.length)) }
  return unknown(Math.max(least, size), Math.max(least, length))
}

/** How much longer names become in which each character is replaced by a name. */
const NAMES_BY_NAMES = 51
const JOINED = 10

/** How much longer than its longest argument a function can make a text; its arguments begin at `from`. */
export function factorOf(name: string, tokens: readonly Token[], from: number): number {
  if (name === 'REPLACE') return replacing(tokens, from) ?? NAMES_BY_NAMES
  return /(^|\.)JOIN$/.test(name) ? JOINED : 1
}

/** How much longer replace() can make a text, whose arguments begin at `from`; undefined if that is not written out. */
export function replacing(tokens: readonly Token[], from: number): number | undefined {
  const [, search = [], by = []] = split(tokens.slice(from, closing(tokens, from - 1)))
  if (by.length === 1 && by[0]?.kind === 'string' && by[0].text === '') return 1
  const literals = [search, by].every(([one, more]) => one?.kind === 'string' && !more)
  return literals ? Math.max(1, (by[0]?.text.length ?? 0) / Math.max(1, search[0]?.text.length ?? 0)) : undefined
}
