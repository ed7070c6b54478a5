import type { Place } from '../../../cypher/adhoc.ts'
import { type Decoded, scalar } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'

/**
 * Neo4j matches `=~` by backtracking. A pattern that backtracks without end occupies a core for good, because no timeout stops it.
 * So a pattern must be simple, and consist of literals and parameters.
 *
 * Every `=~` in the decoded text is checked, also in strings and comments, so that nothing depends on how Neo4j finds operators.
 */
const MAX_UNBOUNDED = 3
/** Quantifiers that can end at more than one place. A stored text may have 20,000 characters; two of them take 4e8 steps. */
const MAX_OPEN = 2
/** Quantifiers that can end at one place only, as `\d+-`, because what they repeat excludes what follows. */
const ONE_END =
  /\\w[*+](?=(?:\\s|[^\w\\.[(|)?*+{\u0080-\uffff])(?![?*{]))|\\s[*+](?=(?:\\[wd]|\w)(?![?*{]))|\\d[*+](?=(?:\\[sD]|[^\d\\.[(|)?*+{\u0080-\uffff])(?![?*{]))|\[\^([^\]\\^-])\][*+](?=\1(?![?*{]))/g
/** A final `.*` takes the rest of the text in one step. */
const LAST = /\.[*+]$/
const MAX_BOUND = 100
const MAX_PATTERN = 500
const MAX_ALTERNATIVES = 8
/** The most ways in which a pattern may match a text before it fails: two `*` and some alternatives. */
const MAX_WAYS = 10_000_000
const WAYS_UNBOUNDED = 1000
/** The factor for a third unbounded quantifier. */
const WAYS_THIRD = 2
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

/**
 * The reason to reject a pattern, if there is one: repeated groups, back references, more than three `*`, `+` or `{n,}`, or bounded
 * parts that multiply, as `(a|a)(a|a)…` or `.{0,100}.{0,100}…`.
 */
export function patternError(pattern: string, longest = 0): string | undefined {
  if (pattern.length > MAX_PATTERN) return `the pattern has more than ${MAX_PATTERN} characters`
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'the pattern has a back reference'
  // Quoting and comments change the meaning of the characters that are counted here.
  if (/\\[QE]|\(\?[^:)]*x/.test(pattern)) return 'the pattern uses \\Q or (?x)'
  const bare = withoutClasses(pattern)
  if (/[[\]]/.test(bare)) return 'the pattern nests character classes'
  if (/\)\s*[*+{]/.test(bare)) return 'the pattern repeats a group'
  if (/\(\?(?![:i])/.test(bare)) return 'the pattern has look-around or a named group'
  const sure = apart(withoutClasses(pattern.replace(ONE_END, fits => fits.slice(0, -1))))
  // Top-level alternatives are tried one after the other, so their numbers do not multiply.
  for (const [at, alternative] of apart(bare).entries()) {
    const reason = alternativeError(alternative, longest) ?? openEndError(alternative, sure[at] ?? '')
    if (reason) return reason
  }
  return undefined
}

/** `sure` is the alternative without the quantifiers that can end at one place only. */
function openEndError(bare: string, sure: string): string | undefined {
  const [all = 0, open = 0] = [bare, sure].map(text => countUnbounded(text.replace(LAST, '')))
  if (all > MAX_OPEN && open > 1)
    return `the pattern has more than ${MAX_OPEN} of * and + that can end at more than one place, not counting a final .*`
  return undefined
}

const withoutClasses = (pattern: string): string => pattern.replace(/\\[\s\S]/g, 'a').replace(/\[\^?\]?[^[\]]*\]/g, 'a')

const countUnbounded = (text: string): number => [...text.matchAll(/[*+]|\{\d*,\}/g)].length

function alternativeError(bare: string, longest: number): string | undefined {
  const unbounded = countUnbounded(bare)
  if (unbounded > MAX_UNBOUNDED) return `the pattern has more than ${MAX_UNBOUNDED} unbounded quantifiers`
  const bounds = [...bare.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].map(([, least, most]) => Number(most ?? least))
  if (bounds.length > 4 || bounds.some(bound => bound > MAX_BOUND))
    return `the pattern has more than four counts, or one over ${MAX_BOUND}`
  if ([...bare.matchAll(/\?/g)].length > 8) return 'the pattern has more than eight question marks'
  const choices = alternativesOf(bare)
  if (choices.length > MAX_ALTERNATIVES) return `the pattern has more than ${MAX_ALTERNATIVES} groups with alternatives`
  for (const [quantifier, least, most] of bare.matchAll(/[*+]|(?<!\()\?|\{(\d+)(?:,(\d*))?\}/g)) {
    if (quantifier === '?') choices.push(2)
    else if (least !== undefined && most !== '') choices.push(Number(most ?? least) - Number(least) + 1)
  }
  const ways = choices.reduce((all, each) => all * each, 1)
  if (ways * WAYS_UNBOUNDED ** Math.min(unbounded, 2) * (unbounded > 2 ? WAYS_THIRD : 1) > MAX_WAYS)
    return 'the pattern can match in too many ways, because its quantifiers and alternatives multiply'
  if (unbounded > 1 && ways * longest ** unbounded > MAX_STEPS)
    return 'the pattern can match in too many ways for texts as long as those of the statement'
  return undefined
}

/** The top-level alternatives. Leading options such as (?i) apply to all. */
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

/** The number of alternatives of each group that has several. */
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
