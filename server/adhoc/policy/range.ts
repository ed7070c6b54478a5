import type { Place } from '../../../cypher/adhoc.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, split } from './syntax.ts'

const MAX_ELEMENTS = 10_000
const INSTEAD = 'Write UNWIND range(…) AS i instead; it makes a row per number and can be cancelled.'

export interface Range {
  /** Numbers, or names of parameters. */
  bounds: (number | string)[]
  place: Place
}

/**
 * Finds range() within expressions, except UNWIND range(…), which makes no list. Bounds may be parameters.
 * @throws {PolicyViolation} if a bound is not a number, a parameter or size(…)
 */
export function readRanges(text: string, tokens: readonly Token[]): Range[] {
  return tokens.flatMap((token, at) => {
    if (!calls(tokens, at, 'RANGE')) return []
    const end = closing(tokens, at + 1)
    if (tokens[at - 1]?.syntax === 'UNWIND' && tokens[end + 1]?.syntax === 'AS') return []
    const place = placeAt(text, token.from)
    const args = split(tokens.slice(at + 2, end))
    const bounds = args.map(arg => boundOf(arg) ?? (isSize(arg) ? 0 : undefined))
    if (bounds.every(bound => bound !== undefined)) return [{ bounds, place }]
    throw new PolicyViolation(
      'work',
      'The bounds of range() within an expression must be numbers, parameters or size(…)',
      INSTEAD,
      place,
    )
  })
}

/** @throws {PolicyViolation} if a range is too long with these parameters */
export function checkRanges(ranges: readonly Range[], params: Record<string, unknown>): void {
  for (const { bounds, place } of ranges) {
    const [from = 0, to = 0, step = 1] = bounds.map(bound => Number(typeof bound === 'string' ? params[bound] : bound))
    const length = Math.abs(to - from) / Math.max(1, Math.abs(step))
    // Neo4j reports a bound that is not a number.
    if (length > MAX_ELEMENTS)
      throw new PolicyViolation(
        'work',
        `range() within an expression has more than ${MAX_ELEMENTS} elements`,
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
  return (
    !sign || (/^[-+]$/.test(sign.syntax) && number?.kind === 'number' && Number(number.text) <= MAX_ELEMENTS && !more)
  )
}
