import { MAX_JOINED } from './expression-cost.ts'
import type { Token } from './policy-text.ts'
import { closing, numbersFrom, split } from './syntax.ts'
import { elementOf, listOf, literalList, NULL, named, oneOf, SCALAR, times, unknown, type Value } from './value-size.ts'

/** Estimates for the results of Neo4j's built-in functions. */

const NUMERIC = new Set(
  (
    'SIZE LENGTH COUNT SUM AVG STDEV STDEVP PERCENTILECONT ABS CEIL FLOOR ROUND SIGN SQRT EXP LOG LOG10 RAND SIN COS TAN COT ASIN ACOS ' +
    'ATAN ATAN2 DEGREES RADIANS PI E TOINTEGER TOINTEGERORNULL TOFLOAT TOFLOATORNULL TOBOOLEAN TOBOOLEANORNULL DATE DATETIME ' +
    'LOCALDATETIME TIME LOCALTIME DURATION ISEMPTY ISNAN EXISTS ID TIMESTAMP CHAR_LENGTH CHARACTER_LENGTH POINT'
  ).split(' '),
)
const NUMERIC_NAMESPACE = /^(DATE|DATETIME|LOCALDATETIME|TIME|LOCALTIME|DURATION|POINT)\./

/** Functions that return stored values, or short lists of them. */
const OF_GRAPH = new Set('NODES RELATIONSHIPS LABELS KEYS TYPE STARTNODE ENDNODE ELEMENTID PROPERTIES'.split(' '))
/** Functions whose result is no longer than their argument. */
const TEXTS = new Set(
  'REPLACE TOLOWER TOUPPER LOWER UPPER TRIM BTRIM LTRIM RTRIM SUBSTRING LEFT RIGHT REVERSE TOSTRING TOSTRINGORNULL'.split(
    ' ',
  ),
)
/** Functions that join all elements of a list, which may be as many as a reduce() may join. */
const JOINS = /(^|\.)(JOIN|FLATTEN)$/

/**
 * The result of the function with this name in capitals. An unknown function's result is as large as its largest argument, but at least
 * `least`, times `factor`.
 */
export function resultOf(name: string, args: readonly Value[], least: number, factor: number): Value {
  const [first = NULL] = args
  if (NUMERIC.has(name) || NUMERIC_NAMESPACE.test(name)) return SCALAR
  if (name === 'COLLECT') return listOf(least > 0 ? named(first) : first)
  if (name === 'HEAD' || name === 'LAST') return elementOf(first)
  if (name === 'SPLIT') return listOf(first.stored || first.literal ? first : named(first), first)
  if (name === 'COALESCE') return oneOf(args)
  if (name === 'MIN' || name === 'MAX') return first
  if (OF_GRAPH.has(name) && first.stored) return first
  if (factor === 1 && TEXTS.has(name) && (first.stored || first.literal)) return first
  const all = literalList(args)
  const [size, length] = /^(COLL|STRING)\./.test(name)
    ? [all.size, all.length]
    : [Math.max(...args.map(each => each.size)), Math.max(...args.map(each => each.length))]
  // replace() may insert its replacement for each character.
  const puts = name === 'REPLACE' ? args.reduce((product, { joined }) => product * joined, 1) : all.joined
  const joined = JOINS.test(name) ? all.joined * MAX_JOINED : puts
  return times(unknown(Math.max(least, size), Math.max(least, length), joined), factor, joined)
}

/** Functions that do not scan their arguments. */
const WITHOUT_SCAN = new Set([
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
export const scansArguments = (name: string): boolean => !WITHOUT_SCAN.has(name)

/** The number of elements of a range() with literal bounds; undefined for other bounds. */
export function rangeOf(args: readonly Token[]): number | undefined {
  const [from, to] = split(args)
  const count = numbersFrom(from, to)
  return Number.isNaN(count) ? undefined : count
}

/** The factor by which a name grows if each of its characters is replaced by a name. */
const NAMES_BY_NAMES = 51
const JOINED = 10

/** The factor by which a function's result can be longer than its longest argument. The arguments begin at `from`. */
export function factorOf(name: string, tokens: readonly Token[], from: number): number {
  if (name === 'REPLACE') return replacing(tokens, from) ?? NAMES_BY_NAMES
  return /(^|\.)JOIN$/.test(name) ? JOINED : 1
}

/**
 * The factor by which replace() can lengthen a text; undefined if the replacement is not a literal. An empty search text inserts the
 * replacement around each character. The arguments begin at `from`.
 */
export function replacing(tokens: readonly Token[], from: number): number | undefined {
  const [, search = [], by = []] = split(tokens.slice(from, closing(tokens, from - 1)))
  const [searched, put] = [search, by].map(([one, more]) => (one?.kind === 'string' && !more ? one.text : undefined))
  if (put === undefined) return undefined
  return searched ? Math.max(1, put.length / searched.length) : 1 + put.length
}
