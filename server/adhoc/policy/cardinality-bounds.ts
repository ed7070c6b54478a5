import { type CardinalityBounds, lengthOf, MAX_JOINED, type Size } from './expression-cost.ts'
import type { Growth } from './growth.ts'
import { gathersAt, isWritten, measure, ofOneList, ofOneStep } from './list-sizes.ts'
import { type DriverPlan, operatorsOf } from './plan-check.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, numbersFrom, split } from './syntax.ts'

/** The planner assumes ten rows for an UNWIND of an unknown list. */
const ASSUMED_ROWS = 10
/** The planner's estimate for a quantified pattern can be too low by this factor, because a few nodes have many relationships. */
const UNDERESTIMATE = 10

/** A longer list exceeds the memory limit of a transaction, which covers collect(): 256 MB at 24 bytes per element. */
const MAX_COUNTED = 11_000_000

/** Most texts in the graph are shorter. */
const STORED_TEXT = 50
/** The length of a text that reduce() joins from names. */
const REDUCED_TEXT = 30_000

/** The lengths of lists that follow from the text of a statement. */
export interface Lengths {
  /** The number of rows of the longest unwound range(). */
  range: number
  /** List literals, and lists from range() and split(). */
  lists: Size[]
  /** The number of UNWINDs of other lists than literals. */
  unwinds: number
  /** The length of the longest string literal. */
  text: number
  reduces: boolean
  /** The factor by which joining lengthens lists and texts. */
  growth: number
  /** The number of replace() calls whose replacement is not a literal. */
  replaces: number
  /** Whether a property may be a list of rows. */
  gathers: boolean
}

export function readLengths(tokens: readonly Token[], { growth, replaces }: Growth): Lengths {
  const [unwound, texts] = [
    tokens.flatMap((_, at) => unwoundAt(tokens, at)),
    tokens.filter(({ kind }) => kind === 'string'),
  ]
  return {
    range: Math.max(1, ...unwound),
    lists: tokens.flatMap((_, at) => ownAt(tokens, at)),
    unwinds: unwound.length,
    reduces: tokens.some((_, at) => calls(tokens, at, 'REDUCE')),
    text: Math.max(STORED_TEXT, ...texts.map(({ text }) => text.length)),
    growth,
    replaces,
    gathers: tokens.some((_, at) => calls(tokens, at, 'COLLECT') || gathersAt(tokens, at)),
  }
}

/** A list that does not depend on rows. */
function ownAt(tokens: readonly Token[], at: number): Size[] {
  if (tokens[at - 1]?.syntax === 'UNWIND') return []
  if (!isWritten(tokens, at) && !calls(tokens, at, 'RANGE', 'SPLIT')) return []
  const open = tokens[at]?.syntax === '[' ? at : at + 1
  return [ownLength(tokens.slice(at, closing(tokens, open) + 1))]
}
const ownLength = measure([])

/** The number of rows of an UNWIND. `range(0, size(l))` counts as 1: it is no longer than the list, whose rows are counted already. */
function unwoundAt(tokens: readonly Token[], unwind: number): number[] {
  const at = unwind + 1
  if (tokens[unwind]?.syntax !== 'UNWIND' || isWritten(tokens, at)) return []
  if (!calls(tokens, at, 'RANGE')) return [1]
  const [from = [], to = []] = split(tokens.slice(at + 2, closing(tokens, at + 1)))
  if (
    calls(to, 0, 'SIZE') &&
    /^(-\d+)?$/.test(
      to
        .slice(closing(to, 1) + 1)
        .map(({ text }) => text)
        .join(''),
    )
  )
    return [1]
  const length = numbersFrom(from, to)
  return [Number.isNaN(length) ? Number.POSITIVE_INFINITY : length]
}

/** The maximum lengths for these parameters and the estimates of the plan; without a plan, for the text alone. */
export function cardinalityBounds(
  lengths: Lengths,
  params: Record<string, unknown>,
  plan?: DriverPlan,
): CardinalityBounds {
  const { list, nested, text } = longest(params)
  const longestText = Math.max(lengths.text, text)
  const texts = longestText * lengths.growth * Math.max(1, longestText / STORED_TEXT) ** lengths.replaces
  const own = lengths.lists.map(size => lengthOf(size, { rows: 1, params: list, nested, texts, reduced: 0 }))
  const longestList = Math.max(list, ...own)
  if (!plan) return { rows: longestList, params: list, nested, texts, reduced: 0 }
  const length = Math.max(lengths.range, longestList)
  const { most } = rowsOf(plan, { factor: 1, most: longestList, list: length }, lengths.gathers)
  // The plan has no operator for an UNWIND within an expression.
  const seen = [...operatorsOf(plan)].filter(operator => /^Unwind/.test(operator.operatorType)).length
  const hidden = Math.max(0, lengths.unwinds - seen)
  const counted = Math.min(most, MAX_COUNTED)
  const rows = counted * lengths.growth * Math.max(counted, Math.min(length, MAX_COUNTED), ASSUMED_ROWS) ** hidden
  const reduced = lengths.reduces ? Math.min(rows, MAX_JOINED) * STORED_TEXT : 0
  return { rows, params: list, nested, texts, reduced }
}

/** The maximum length of a text that a regular expression may be applied to. */
export const longestText = ({ reduces }: Lengths, { texts }: CardinalityBounds) =>
  reduces ? Math.max(REDUCED_TEXT, texts) : texts

/**
 * The factor by which the rows may exceed the planner's estimate, the maximum rows of any operator so far, and the maximum length of
 * a list built from them.
 */
interface Rows {
  factor: number
  most: number
  list: number
}

function rowsOf(plan: DriverPlan, around: Rows, gathers: boolean): Rows {
  let rows = { ...around, factor: 1 }
  for (const child of plan.children) {
    const below = rowsOf(child, rows, gathers)
    rows = { ...below, factor: rows.factor * below.factor }
  }
  let { factor, most, list } = rows
  const { operatorType, arguments: args } = plan
  if (/Aggregation|RollUpApply/.test(operatorType)) list = Math.max(list, most)
  if (/^(VarLengthExpand|Repeat|BidirectionalRepeat|StatefulShortestPath)/.test(operatorType)) factor *= UNDERESTIMATE
  const short = gathers ? SHORT : SHORT_OR_PROPERTY
  if (/^(Partitioned)?Unwind/.test(operatorType) && !short.test(String(args.Details ?? '')))
    factor *= Math.max(1, list / ASSUMED_ROWS)
  return { factor, most: Math.max(most, Number(args.EstimatedRows ?? 1) * factor), list }
}

// In the words of the planner: list literals, and lists of one node or path.
const SHORT = /^(\$autolist_\d+ |\[(?!\w+ IN )|(labels|keys|nodes|relationships)\(\w+\) )/
const SHORT_OR_PROPERTY =
  /^(\$autolist_\d+ |\[(?!\w+ IN )|(labels|keys|nodes|relationships)\(\w+\) |(cache\[)?\w+\.\w+\]? )/

/** The lengths of the longest list or map in the parameters, of the longest nested one, and of the longest text. */
function longest(value: unknown): { list: number; nested: number; text: number } {
  let [list, nested, text] = [1, 1, 0]
  const look = (each: unknown, depth: number) => {
    if (typeof each === 'string') text = Math.max(text, each.length)
    else if (typeof each === 'object' && each !== null) {
      const items = Object.values(each)
      if (depth > 0) list = Math.max(list, items.length)
      if (depth > 1) nested = Math.max(nested, items.length)
      for (const item of items) look(item, depth + 1)
    }
  }
  look(value, 0)
  return { list, nested, text }
}

/**
 * Rejects a COLLECT { … } or pattern comprehension that the plan shows only as text, without operators whose rows could be counted.
 * @throws {PolicyViolation} if it has more than one relationship or list
 */
export function checkHidden(text: string, tokens: readonly Token[], plan: DriverPlan): void {
  const wide = tokens.findIndex((_, at) => gathersAt(tokens, at) && !ofOneStep(tokens, at) && !ofOneList(tokens, at))
  const token = tokens[wide]
  if (!token || ![...operatorsOf(plan)].some(({ arguments: args }) => /\bCOLLECT \{/.test(String(args.Details)))) return
  throw new PolicyViolation(
    'work',
    'An expression builds a list of rows of unknown length',
    'Build it in a separate WITH or in CALL (…) { … }, or use a pattern of one step.',
    placeAt(text, token.from),
  )
}
