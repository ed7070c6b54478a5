import { GateRefusal, placeAt } from './gate-refusal.ts'
import { type Decoded, plain } from './gate-text.ts'

/**
 * Neo4j matches `=~` by backtracking, and a pattern that backtracks without end holds a core for good: no timeout frees
 * it. So a pattern is a literal or a parameter, and a simple one.
 *
 * Every `=~` of the decoded text is looked at, in strings and comments too: which of them Neo4j takes for operators need
 * not be known, for those are among them, and a literal right behind one is read alike by both.
 */
const MOST_UNBOUNDED = 2
const MOST_BOUND = 100
const MOST_PATTERN = 500
const MOST_ALTERNATIVES = 8
/** In how many ways a pattern may fit a text before it fails: two `*`, and some choices beside them. */
const MOST_WAYS = 10_000_000
const WAYS_UNBOUNDED = 1000
const INSTEAD = 'Use CONTAINS, STARTS WITH or ENDS WITH, or the full-text index by db.index.fulltext.queryNodes.'

const PATTERN =
  /=~[\s\p{Cc}]*(?:'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|\$((?:\w|[^\p{ASCII}\s\p{Cc}])+))[\s\p{Cc}]*(.|$)/suy

/**
 * Checks the patterns that are literals, and gives the names of the parameters that are patterns.
 * @throws {GateRefusal}
 */
export function readPatterns(given: string, { text, origin }: Decoded): string[] {
  const parameters = new Set<string>()
  for (let at = text.indexOf('=~'); at >= 0; at = text.indexOf('=~', at + 1)) {
    const refuse = (message: string): never => {
      throw new GateRefusal('pattern', message, INSTEAD, placeAt(given, origin[at] ?? 0))
    }
    PATTERN.lastIndex = at
    const match = PATTERN.exec(text)
    if (!match) return refuse('Behind =~ only a literal or a parameter may follow')
    const [, single, double, parameter, next = ''] = match
    // An operator here would make the pattern longer than what was looked at.
    if (!/^[)\]},\w;|]?$/.test(next) || text.slice(PATTERN.lastIndex - 1, PATTERN.lastIndex + 1) === '||')
      refuse('Behind =~ and its pattern no operator may follow')
    if (parameter !== undefined) parameters.add(parameter)
    else {
      const fault = faultOf(plain(single ?? double ?? ''))
      if (fault) refuse(fault)
    }
  }
  return [...parameters]
}

/** @throws {GateRefusal} if a parameter that is a pattern may backtrack without end */
export function checkPatternParameters(names: readonly string[], params: Record<string, unknown>): void {
  for (const name of names) {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    const fault = typeof value === 'string' ? faultOf(value) : undefined
    if (fault) throw new GateRefusal('pattern', `The parameter ${name}: ${fault}`, INSTEAD)
  }
}

/**
 * What is wrong with a pattern, if anything: quantified groups, references back, more than two `*`, `+` or `{n,}`, and what
 * is bounded but multiplies, as `(a|a)(a|a)…` or `.{0,100}.{0,100}…`.
 */
export function faultOf(pattern: string): string | undefined {
  if (pattern.length > MOST_PATTERN) return `the pattern has more than ${MOST_PATTERN} characters`
  if (/\\(?:[1-9]|k<)/.test(pattern)) return 'the pattern refers back to a group'
  // Quoting and comments would make characters mean something else than they are counted as here.
  if (/\\[QE]|\(\?[^:)]*x/.test(pattern)) return 'the pattern quotes or comments with \\Q or (?x)'
  const bare = pattern.replace(/\\[\s\S]/g, 'a').replace(/\[\^?\]?[^[\]]*\]/g, 'a')
  if (/[[\]]/.test(bare)) return 'the pattern nests character classes'
  if (/\)\s*[*+?{]/.test(bare)) return 'the pattern quantifies a group'
  if (/\(\?(?![:i])/.test(bare)) return 'the pattern looks ahead or behind, or names a group'
  if ([...bare.matchAll(/[*+]|\{\d*,\}/g)].length > MOST_UNBOUNDED)
    return `the pattern has more than ${MOST_UNBOUNDED} unbounded quantifiers`
  const bounds = [...bare.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].map(([, least, most]) => Number(most ?? least))
  if (bounds.length > 4 || bounds.some(bound => bound > MOST_BOUND))
    return `the pattern has more than four counts, or one over ${MOST_BOUND}`
  if ([...bare.matchAll(/\?/g)].length > 8) return 'the pattern has more than eight question marks'
  const choices = alternativesOf(bare)
  if (choices.length > MOST_ALTERNATIVES)
    return `the pattern has more than ${MOST_ALTERNATIVES} groups with alternatives`
  for (const [quantifier, least, most] of bare.matchAll(/[*+]|(?<!\()\?|\{(\d+)(?:,(\d*))?\}/g)) {
    if (quantifier === '?') choices.push(2)
    else if (least === undefined || most === '') choices.push(WAYS_UNBOUNDED)
    else choices.push(Number(most ?? least) - Number(least) + 1)
  }
  if (choices.reduce((ways, each) => ways * each, 1) > MOST_WAYS)
    return 'the pattern can fit in too many ways: its quantifiers and alternatives multiply'
  return undefined
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
