import { lengthOf, MOST_JOINED, type Reach, type Size } from './expression-cost.ts'
import type { Growth } from './growth.ts'
import { gathersAt, isWritten, measure, ofOneList, ofOneStep } from './list-sizes.ts'
import { type DriverPlan, operatorsOf } from './plan-check.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, numbersFrom, split } from './syntax.ts'

/** The planner takes ten rows for what an UNWIND gives, where it cannot see the list. */
const UNWOUND = 10
/** What the planner expects of a pattern that repeats is a guess, which a few nodes of many relationships belie. */
const GUESSED = 10

/** A list of more is more than the memory of a transaction, which collect() is counted against: 24 bytes each of 256 MB. */
const MOST_COUNTED = 11_000_000

/** What most texts of the graph are shorter than. */
const STORED_TEXT = 50
/** A text that reduce() joins of names. */
const REDUCED_TEXT = 30_000

/** What the text says of how long lists may be. */
export interface Lengths {
  /** How many rows the longest range() that is unwound makes. */
  range: number
  /** The lists that are written out, or made of numbers or of a text. */
  lists: Size[]
  /** UNWINDs of what is not written out. */
  unwinds: number
  /** The longest text that is written out. */
  text: number
  reduces: boolean
  /** By how much joining makes lists and texts longer. */
  growth: number
  /** How often replace() puts in a text that is not written out. */
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

/** A list that is there without any rows. */
function ownAt(tokens: readonly Token[], at: number): Size[] {
  if (tokens[at - 1]?.syntax === 'UNWIND') return []
  if (!isWritten(tokens, at) && !calls(tokens, at, 'RANGE', 'SPLIT')) return []
  const open = tokens[at]?.syntax === '[' ? at : at + 1
  return [ownLength(tokens.slice(at, closing(tokens, open) + 1))]
}
const ownLength = measure([])

/** One of the places in a list is as long as the list, so of no more rows than that was made of. */
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

/** How long lists may be with these parameters, and as the plan expects; without one, as the text alone shows. */
export function cardinalityBounds(lengths: Lengths, params: Record<string, unknown>, plan?: DriverPlan): Reach {
  const { list, nested, text } = longest(params)
  const longestText = Math.max(lengths.text, text)
  const texts = longestText * lengths.growth * Math.max(1, longestText / STORED_TEXT) ** lengths.replaces
  const own = lengths.lists.map(size => lengthOf(size, { rows: 1, params: list, nested, texts, reduced: 0 }))
  const longestList = Math.max(list, ...own)
  if (!plan) return { rows: longestList, params: list, nested, texts, reduced: 0 }
  const length = Math.max(lengths.range, longestList)
  const { most } = rowsOf(plan, { factor: 1, most: longestList, list: length }, lengths.gathers)
  // An UNWIND within an expression is in no operator.
  const seen = [...operatorsOf(plan)].filter(operator => /^Unwind/.test(operator.operatorType)).length
  const hidden = Math.max(0, lengths.unwinds - seen)
  const counted = Math.min(most, MOST_COUNTED)
  const rows = counted * lengths.growth * Math.max(counted, Math.min(length, MOST_COUNTED), UNWOUND) ** hidden
  const reduced = lengths.reduces ? Math.min(rows, MOST_JOINED) * STORED_TEXT : 0
  return { rows, params: list, nested, texts, reduced }
}

/** The longest text that a pattern may be put to. */
export const longestText = ({ reduces }: Lengths, { texts }: Reach) => (reduces ? Math.max(REDUCED_TEXT, texts) : texts)

/**
 * How many more rows there may be than the planner expects; the most of any operator so far; and how long a list may be that
 * was made of them.
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
  if (/^(VarLengthExpand|Repeat|BidirectionalRepeat|StatefulShortestPath)/.test(operatorType)) factor *= GUESSED
  const short = gathers ? SHORT : SHORT_OR_PROPERTY
  if (/^(Partitioned)?Unwind/.test(operatorType) && !short.test(String(args.Details ?? '')))
    factor *= Math.max(1, list / UNWOUND)
  return { factor, most: Math.max(most, Number(args.EstimatedRows ?? 1) * factor), list }
}

// As the planner tells them: written out, and of one node or path.
const SHORT = /^(\$autolist_\d+ |\[(?!\w+ IN )|(labels|keys|nodes|relationships)\(\w+\) )/
const SHORT_OR_PROPERTY =
  /^(\$autolist_\d+ |\[(?!\w+ IN )|(labels|keys|nodes|relationships)\(\w+\) |(cache\[)?\w+\.\w+\]? )/

/** The longest list or map of parameters, the longest within another, and the longest text. */
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
 * A COLLECT { … } or list of a pattern that the plan shows as text alone has no operators whose rows could be counted.
 * @throws {PolicyViolation} if it is of more than one step or list
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
