import type { Place } from '../../../cypher/adhoc.ts'
import { type Decoded, plain } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'

/**
 * Neo4j matches `=~` by backtracking, and a pattern that backtracks without end holds a core for good: no timeout frees
 * it. So a pattern is a literal or a parameter, and a simple one.
 *
 * Every `=~` of the decoded text is looked at, in strings and comments too: which of them Neo4j takes for operators need
 * not be known, for those are among them, and a literal right behind one is read alike by both.
 */
const MOST_UNBOUNDED = 3
/** Of those that can end at more than one place, for a text that is stored may have 20,000 characters: two go through 4e8. */
const MOST_OPEN = 2
/**
 * Quantifiers that what follows ends at one place, as `\d+-`: what they repeat is none of what must come then. And a `.*` at
 * the end, which takes the rest at once.
 */
const ONE_END =
  /\\w[*+](?=(?:\\s|[^\w\\.[(|)?*+{\u0080-\uffff])(?![?*{]))|\\s[*+](?=(?:\\[wd]|\w)(?![?*{]))|\\d[*+](?=(?:\\[sD]|[^\d\\.[(|)?*+{\u0080-\uffff])(?![?*{]))|\[\^([^\]\\^-])\][*+](?=\1(?![?*{]))/g
const LAST = /\.[*+]$/
const MOST_BOUND = 100
const MOST_PATTERN = 500
const MOST_ALTERNATIVES = 8
/** In how many ways a pattern may fit a text before it fails: two `*`, and some choices beside them. */
const MOST_WAYS = 10_000_000
const WAYS_UNBOUNDED = 1000
/** Of three, the first goes through the text once for each place that the others tried. */
const WAYS_THIRD = 2
/** The same for a text that the statement or its parameters bring, or make. */
const MOST_STEPS = 1_000_000_000
const INSTEAD = 'Use CONTAINS, STARTS WITH or ENDS WITH, or the full-text index by db.index.fulltext.queryNodes.'

/** What is joined by `+` to a pattern: texts, and parameters by name. */
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
 * Finds the patterns, which are known once parameters are.
 * @throws {PolicyViolation} where a pattern is anything but texts and parameters
 */
export function readPatterns(given: string, { text, origin }: Decoded): Pattern[] {
  const patterns: Pattern[] = []
  for (let at = text.indexOf('=~'); at >= 0; at = text.indexOf('=~', at + 1)) {
    const place = placeAt(given, origin[at] ?? 0)
    PATTERN.lastIndex = at
    const { bare, bracketed, next = '' } = PATTERN.exec(text)?.groups ?? {}
    const joined = bare ?? bracketed
    if (joined === undefined)
      throw new PolicyViolation('pattern', 'Behind =~ only literals and parameters may follow', INSTEAD, place)
    // An operator here would make the pattern longer than what was looked at.
    if (!/^[)\]},\w;|]?$/.test(next))
      throw new PolicyViolation('pattern', 'Behind =~ and its pattern no operator but + may follow', INSTEAD, place)
    const pieces = [...joined.matchAll(new RegExp(PIECE, 'gsu'))].map(([piece]) =>
      piece.startsWith('$') ? { parameter: piece.slice(1) } : { text: plain(piece.slice(1, -1)) },
    )
    patterns.push({ pieces, place })
  }
  return patterns
}

/**
 * `longest` is the longest text that the statement or its parameters bring, or make.
 * @throws {PolicyViolation} if a pattern may backtrack without end with these parameters
 */
export function checkPatterns(patterns: readonly Pattern[], params: Record<string, unknown>, longest: number): void {
  for (const { pieces, place } of patterns) {
    const names = pieces.flatMap(({ parameter }) => parameter ?? [])
    const values = pieces.map(
      ({ text, parameter = '' }) => text ?? (Object.hasOwn(params, parameter) ? params[parameter] : null),
    )
    // What is null or no text is a fault that Neo4j names, or matches nothing.
    if (values.some(value => value === null || value === undefined)) continue
    const known = values.every(value => /^(string|number|bigint|boolean)$/.test(typeof value))
    const fault = known ? faultOf(values.join(''), longest) : 'a part of the pattern is no text'
    const which = names.length > 0 ? `With the parameter ${names.join(', ')} ` : ''
    if (fault) throw new PolicyViolation('pattern', which ? which + fault : fault, INSTEAD, place)
  }
}

/**
 * What is wrong with a pattern, if anything: groups that repeat, references back, more than three `*`, `+` or `{n,}`, and what
 * is bounded but multiplies, as `(a|a)(a|a)…` or `.{0,100}.{0,100}…`.
 */
export function faultOf(pattern: string, longest = 0): string | undefined {
  if (pattern.length > MOST_PATTERN) return `the pattern has more than ${MOST_PATTERN} characters`
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'the pattern refers back to a group'
  // Quoting and comments would make characters mean something else than they are counted as here.
  if (/\\[QE]|\(\?[^:)]*x/.test(pattern)) return 'the pattern quotes or comments with \\Q or (?x)'
  const bare = withoutClasses(pattern)
  if (/[[\]]/.test(bare)) return 'the pattern nests character classes'
  if (/\)\s*[*+{]/.test(bare)) return 'the pattern repeats a group'
  if (/\(\?(?![:i])/.test(bare)) return 'the pattern looks ahead or behind, or names a group'
  const sure = apart(withoutClasses(pattern.replace(ONE_END, fits => fits.slice(0, -1))))
  // One of the alternatives fits or another, and none is tried within another.
  for (const [at, alternative] of apart(bare).entries()) {
    const fault = faultOfAlternative(alternative, longest) ?? faultOfEnds(alternative, sure[at] ?? '')
    if (fault) return fault
  }
  return undefined
}

/** `sure` is the alternative without the quantifiers that what follows ends at one place. */
function faultOfEnds(bare: string, sure: string): string | undefined {
  const [all = 0, open = 0] = [bare, sure].map(text => countUnbounded(text.replace(LAST, '')))
  if (all > MOST_OPEN && open > 1)
    return `the pattern has more than ${MOST_OPEN} of * and + that can end at more than one place, beside a .* at the end`
  return undefined
}

const withoutClasses = (pattern: string): string => pattern.replace(/\\[\s\S]/g, 'a').replace(/\[\^?\]?[^[\]]*\]/g, 'a')

const countUnbounded = (text: string): number => [...text.matchAll(/[*+]|\{\d*,\}/g)].length

function faultOfAlternative(bare: string, longest: number): string | undefined {
  const unbounded = countUnbounded(bare)
  if (unbounded > MOST_UNBOUNDED) return `the pattern has more than ${MOST_UNBOUNDED} unbounded quantifiers`
  const bounds = [...bare.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].map(([, least, most]) => Number(most ?? least))
  if (bounds.length > 4 || bounds.some(bound => bound > MOST_BOUND))
    return `the pattern has more than four counts, or one over ${MOST_BOUND}`
  if ([...bare.matchAll(/\?/g)].length > 8) return 'the pattern has more than eight question marks'
  const choices = alternativesOf(bare)
  if (choices.length > MOST_ALTERNATIVES)
    return `the pattern has more than ${MOST_ALTERNATIVES} groups with alternatives`
  for (const [quantifier, least, most] of bare.matchAll(/[*+]|(?<!\()\?|\{(\d+)(?:,(\d*))?\}/g)) {
    if (quantifier === '?') choices.push(2)
    else if (least !== undefined && most !== '') choices.push(Number(most ?? least) - Number(least) + 1)
  }
  const ways = choices.reduce((all, each) => all * each, 1)
  if (ways * WAYS_UNBOUNDED ** Math.min(unbounded, 2) * (unbounded > 2 ? WAYS_THIRD : 1) > MOST_WAYS)
    return 'the pattern can fit in too many ways: its quantifiers and alternatives multiply'
  if (unbounded > 1 && ways * longest ** unbounded > MOST_STEPS)
    return 'the pattern can fit in too many ways for texts as long as those of the statement'
  return undefined
}

/** The parts between bars that are in no group. Options in front, as (?i), hold for all. */
function apart(bare: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of bare) {
    if (character === '(') depth++
    else if (character === ')') depth--
    if (character === '|' && depth === 0) parts.push('')
    else parts.push(parts.pop() + character)
  }
  return parts
}

/** How many alternatives each group has that has more than one. */
function alternativesOf(bare: string): number[] {
  const groups: number[] = []
  const open: number[] = []
  for (const character of bare) {
    if (character === '(') open.push(1)
    else if (character === '|' && open.length > 0) open.push((open.pop() ?? 0) + 1)
    else if (character === ')') groups.push(open.pop() ?? 1)
  }
  return groups.filter(alternatives => alternatives > 1)
}
