import type { Place } from '../../../cypher/adhoc.ts'
import { backtrackingOf } from './backtracking.ts'
import { type Decoded, scalar, type Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls } from './syntax.ts'

/**
 * Neo4j matches `=~` by backtracking. A pattern that backtracks without end occupies a core for good, because no timeout stops it.
 * So a pattern must be simple, and consist of literals and parameters.
 *
 * Every `=~` in the decoded text is checked, also in strings and comments, so that nothing depends on how Neo4j finds operators.
 */

/** Loops that multiply: two on a text of 20,000 characters, as long as a stored one may be, take 4e8 steps. */
const MAX_LOOPS = 2
const MAX_BOUND = 100
const MAX_PATTERN = 500
/** The most ways in which a pattern may match a text before it fails: two open loops and some choices. */
const MAX_WAYS = 10_000_000
const WAYS_OF_LOOP = 1000
/** With 2,000 rounds of a group, Java's stack overflows, and Neo4j never answers. */
const MAX_ROUNDS = 1000
/** The most steps on a text from the statement or its parameters. */
const MAX_STEPS = 1_000_000_000
const INSTEAD = 'Use CONTAINS, STARTS WITH, ENDS WITH, or the full-text index with db.index.fulltext.queryNodes.'

/** The parts of a pattern joined by `+`: text, or the name of a parameter. */
export interface Pattern {
  pieces: { text?: string; parameter?: string }[]
  place: Place
}

const SPACE = String.raw`[\s\p{Cc}]*`
const PIECE = String.raw`(?:'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|\$(?:\w|[^\p{ASCII}\s\p{Cc}])+)`
const PIECES = String.raw`${PIECE}(?:${SPACE}\+${SPACE}${PIECE})*`
const PATTERN = new RegExp(
  String.raw`=~${SPACE}(?:(?<bare>${PIECES})|\(${SPACE}(?<bracketed>${PIECES})${SPACE}\))${SPACE}(?<next>\|\||.|$)`,
  'suy',
)

/**
 * Finds the patterns. Their text is known once the parameters are.
 * @throws {PolicyViolation} if a pattern has parts other than literals and parameters
 */
export function readPatterns(source: string, { text, origin }: Decoded): Pattern[] {
  const patterns: Pattern[] = []
  for (let at = text.indexOf('=~'); at >= 0; at = text.indexOf('=~', at + 1)) {
    const place = placeAt(source, origin[at] ?? 0)
    PATTERN.lastIndex = at
    const { bare, bracketed, next = '' } = PATTERN.exec(text)?.groups ?? {}
    const joined = bare ?? bracketed
    if (joined === undefined)
      throw new PolicyViolation(
        'pattern',
        'The right side of =~ must consist of literals and parameters',
        INSTEAD,
        place,
      )
    // Another operator could make the pattern longer than the part that is checked.
    if (!/^[)\]},\w;|]?$/.test(next))
      throw new PolicyViolation('pattern', 'The parts of a pattern after =~ may only be joined by +', INSTEAD, place)
    const pieces = [...joined.matchAll(new RegExp(PIECE, 'gsu'))].map(([piece]) =>
      piece.startsWith('$') ? { parameter: piece.slice(1) } : { text: scalar(piece.slice(1, -1)) },
    )
    patterns.push({ pieces, place })
  }
  return patterns
}

/**
 * `longest` is the length of the longest text that the statement or its parameters contain or can make.
 * @throws {PolicyViolation} if a pattern could backtrack without end
 */
export function checkPatterns(patterns: readonly Pattern[], params: Record<string, unknown>, longest: number): void {
  for (const { pieces, place } of patterns) {
    const names = pieces.flatMap(({ parameter }) => parameter ?? [])
    const values = pieces.map(
      ({ text, parameter = '' }) => text ?? (Object.hasOwn(params, parameter) ? params[parameter] : null),
    )
    // Null matches nothing.
    if (values.some(value => value === null || value === undefined)) continue
    const known = values.every(value => /^(string|number|bigint|boolean)$/.test(typeof value))
    const reason = known ? patternError(values.join(''), longest) : 'a part of the pattern is not text'
    const which = names.length > 0 ? `With the parameter ${names.join(', ')}, ` : ''
    if (reason) throw new PolicyViolation('pattern', which ? which + reason : capitalised(reason), INSTEAD, place)
  }
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What reduce() may make of short texts. */
const REDUCED_TEXT = 30_000
/** The length of the longest text in the parameters or the statement, which joins texts by reduce() alone. */
export function longestText(tokens: readonly Token[], params: unknown): number {
  if (typeof params === 'string') return params.length
  const inner = typeof params === 'object' && params !== null ? Object.values(params) : []
  const own = tokens.map((token, at) =>
    calls(tokens, at, 'REDUCE') ? REDUCED_TEXT : token.kind === 'string' ? token.text.length : 0,
  )
  return Math.max(0, ...own, ...inner.map(value => longestText([], value)))
}

/** The reason to reject a pattern, if there is one. */
export function patternError(pattern: string, longest = 0): string | undefined {
  if (pattern.length > MAX_PATTERN) return `the pattern has more than ${MAX_PATTERN} characters`
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'the pattern has a back reference'
  // Quoting and comments change the meaning of the characters that are read here.
  if (/\\[QE]|\(\?[^:)]*x/.test(pattern)) return 'the pattern uses \\Q or (?x)'
  const bare = pattern.replace(/\\[\s\S]/g, 'a').replace(/\[\^?\]?[^[\]]*\]/g, 'a')
  if (/[[\]]/.test(bare)) return 'the pattern nests character classes'
  if (/\(\?(?![:a-zA-Z])/.test(bare)) return 'the pattern has look-around or a named group'
  if (
    [...bare.matchAll(/\{(\d+)(?:,(\d+))?/g)].some(counts => counts.slice(1).some(count => Number(count) > MAX_BOUND))
  )
    return `the pattern has a count over ${MAX_BOUND}`
  // Alternatives of the whole pattern are tried one after the other, so their ways do not multiply.
  const alternatives = backtrackingOf(pattern)
  if (!alternatives) return 'the pattern cannot be read'
  for (const { open, sure, ways, repeated, deep } of alternatives) {
    if (repeated) return 'the pattern repeats a group that can match the same text in more than one way'
    if (deep && longest > MAX_ROUNDS)
      return 'the pattern repeats a group too often for texts as long as those of the statement'
    const loops = open + (sure ? 1 : 0)
    if (open > 0 && loops > MAX_LOOPS)
      return `the pattern has more than ${MAX_LOOPS} of * and + that can end at more than one place, not counting a final .*`
    if (ways * WAYS_OF_LOOP ** open > MAX_WAYS)
      return 'the pattern can match in too many ways, because its quantifiers and alternatives multiply'
    if (loops > 1 && ways * longest ** loops > MAX_STEPS)
      return 'the pattern can match in too many ways for texts as long as those of the statement'
  }
  return undefined
}
