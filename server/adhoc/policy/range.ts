import type { Place } from '../../../cypher/adhoc.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, split } from './syntax.ts'

/** Nothing ends a loop within an expression, but two nested ones over so many elements end by themselves, after 8 s. */
export const MAX_ELEMENTS = 10_000
const INSTEAD = 'Write UNWIND range(…) AS i instead; it makes a row per number and can be cancelled.'

export interface Range {
  /** Numbers, or names of parameters: the two bounds and the step. */
  bounds: (number | string)[]
  place: Place
}

/**
 * Finds range() within expressions, except UNWIND range(…), which makes no list. Bounds may be computed, but then the statement may
 * contain no large number from which they could be.
 */
export function readRanges(text: string, tokens: readonly Token[]): Range[] {
  return tokens.flatMap((token, at) => {
    if (!calls(tokens, at, 'RANGE')) return []
    const end = closing(tokens, at + 1)
    if (tokens[at - 1]?.syntax === 'UNWIND' && tokens[end + 1]?.syntax === 'AS') return []
    const place = placeAt(text, token.from)
    const bounds = split(tokens.slice(at + 2, end)).map(arg => boundOf(arg) ?? (isSize(arg) ? 0 : undefined))
    const known = bounds.filter(bound => bound !== undefined)
    if (known.length === bounds.length) return [{ bounds: known, place }]
    const most = tokens.flatMap(each =>
      each.kind === 'number' || each.kind === 'parameter' ? (boundOf([each]) ?? []) : [],
    )
    return most.map(bound => ({ bounds: [0, bound], place }))
  })
}

/** @throws {PolicyViolation} if a range is too long with these parameters */
export function checkRanges(ranges: readonly Range[], params: Record<string, unknown>): void {
  for (const { bounds, place } of ranges) {
    const [from = 0, to = 0, step = 1] = bounds.map(bound => Number(typeof bound === 'string' ? params[bound] : bound))
    // Neo4j reports a bound that is not a number.
    if (Math.abs(to - from) / Math.max(1, Math.abs(step)) > MAX_ELEMENTS)
      throw new PolicyViolation(
        'work',
        `range() within an expression could have more than ${MAX_ELEMENTS} elements`,
        INSTEAD,
        place,
      )
  }
}

function boundOf(arg: readonly Token[]): number | string | undefined {
  const negative = arg[0]?.syntax === '-'
  const [value, more] = negative ? arg.slice(1) : arg
  if (!value || more) return undefined
  if (value.kind === 'parameter') return value.text
  const number = value.kind === 'number' ? Number(value.text.replaceAll('_', '')) : Number.NaN
  return Number.isNaN(number) ? undefined : negative ? -number : number
}

/** `size(x)` or `length(p) - 1`: no longer than an existing list. */
function isSize(arg: readonly Token[]): boolean {
  if (!calls(arg, 0, 'SIZE', 'LENGTH')) return false
  const [sign, number, more] = arg.slice(closing(arg, 1) + 1)
  return !sign || (/^[-+]$/.test(sign.syntax) && Number(number?.text) <= MAX_ELEMENTS && !more)
}
