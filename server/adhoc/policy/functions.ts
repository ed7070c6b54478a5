import { MOST_JOINED } from './expression-cost.ts'
import type { Token } from './policy-text.ts'
import { closing, numbersFrom, split } from './syntax.ts'
import {
  elementOf,
  listOf,
  listWritten,
  NOTHING,
  named,
  oneOf,
  PLAIN,
  times,
  unknown,
  type Value,
} from './value-size.ts'

/** What is known of what Neo4j's own functions give. */

const NUMERIC = new Set(
  (
    'SIZE LENGTH COUNT SUM AVG STDEV STDEVP PERCENTILECONT ABS CEIL FLOOR ROUND SIGN SQRT EXP LOG LOG10 RAND SIN COS TAN COT ASIN ACOS ' +
    'ATAN ATAN2 DEGREES RADIANS PI E TOINTEGER TOINTEGERORNULL TOFLOAT TOFLOATORNULL TOBOOLEAN TOBOOLEANORNULL DATE DATETIME ' +
    'LOCALDATETIME TIME LOCALTIME DURATION ISEMPTY ISNAN EXISTS ID TIMESTAMP CHAR_LENGTH CHARACTER_LENGTH POINT'
  ).split(' '),
)
const NUMERIC_NAMESPACE = /^(DATE|DATETIME|LOCALDATETIME|TIME|LOCALTIME|DURATION|POINT)\./

/** What gives something of what the graph holds, or a short list of it. */
const OF_GRAPH = new Set('NODES RELATIONSHIPS LABELS KEYS TYPE STARTNODE ENDNODE ELEMENTID PROPERTIES'.split(' '))
/** What makes a text of a text that is no longer. */
const TEXTS = new Set(
  'REPLACE TOLOWER TOUPPER LOWER UPPER TRIM BTRIM LTRIM RTRIM SUBSTRING LEFT RIGHT REVERSE TOSTRING TOSTRINGORNULL'.split(
    ' ',
  ),
)
/** What joins all of a list, of which there may be as many as a reduce() may join. */
const JOINS = /(^|\.)(JOIN|FLATTEN)$/

/**
 * The value of a function by its name in capitals; where nothing is known of it, it is as large as its largest argument, or
 * `least`, by a factor.
 */
export function resultOf(name: string, args: readonly Value[], least: number, factor: number): Value {
  const [first = NOTHING] = args
  if (NUMERIC.has(name) || NUMERIC_NAMESPACE.test(name)) return PLAIN
  if (name === 'COLLECT') return listOf(least > 0 ? named(first) : first)
  if (name === 'HEAD' || name === 'LAST') return elementOf(first)
  if (name === 'SPLIT') return listOf(first.stored || first.literal ? first : named(first), first)
  if (name === 'COALESCE') return oneOf(args)
  if (name === 'MIN' || name === 'MAX') return first
  if (OF_GRAPH.has(name) && first.stored) return first
  if (factor === 1 && TEXTS.has(name) && (first.stored || first.literal)) return first
  const all = listWritten(args)
  const [size, length] = /^(COLL|STRING)\./.test(name)
    ? [all.size, all.length]
    : [Math.max(...args.map(each => each.size)), Math.max(...args.map(each => each.length))]
  // What is put in for each character is as often there as there are.
  const puts = name === 'REPLACE' ? args.reduce((product, { joined }) => product * joined, 1) : all.joined
  const joined = JOINS.test(name) ? all.joined * MOST_JOINED : puts
  return times(unknown(Math.max(least, size), Math.max(least, length), joined), factor, joined)
}

/** Functions that do not go through what they are given. */
const LOOKS = new Set([
  ...OF_GRAPH,
  'ID',
  'LENGTH',
  'SIZE',
  'ISEMPTY',
  'HEAD',
  'LAST',
  'COALESCE',
  'COLLECT',
  'COUNT',
  'EXISTS',
])
export const goesThrough = (name: string): boolean => !LOOKS.has(name)

/** How many numbers a range() makes of which both bounds are written out. */
export function rangeOf(args: readonly Token[]): number | undefined {
  const [from, to] = split(args)
  const count = numbersFrom(from, to)
  return Number.isNaN(count) ? undefined : count
}

/** How much longer names become in which each character is replaced by a name. */
const NAMES_BY_NAMES = 51
const JOINED = 10

/** How much longer than its longest argument a function can make a text; its arguments begin at `from`. */
export function factorOf(name: string, tokens: readonly Token[], from: number): number {
  if (name === 'REPLACE') return replacing(tokens, from) ?? NAMES_BY_NAMES
  return /(^|\.)JOIN$/.test(name) ? JOINED : 1
}

/**
 * How much longer replace() can make a text, whose arguments begin at `from`; undefined if what it puts in is not written out. Where
 * nothing is searched for, it puts that before and behind each character.
 */
export function replacing(tokens: readonly Token[], from: number): number | undefined {
  const [, search = [], by = []] = split(tokens.slice(from, closing(tokens, from - 1)))
  const [searched, put] = [search, by].map(([one, more]) => (one?.kind === 'string' && !more ? one.text : undefined))
  if (put === undefined) return undefined
  return searched ? Math.max(1, put.length / searched.length) : 1 + put.length
}
