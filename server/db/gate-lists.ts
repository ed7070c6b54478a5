import type { Place } from '../../cypher/adhoc.ts'
import { type DriverPlan, operatorsOf } from './gate-plan.ts'
import { GateRefusal, placeAt } from './gate-refusal.ts'
import { calls, closing, opens, split } from './gate-syntax.ts'
import type { Token } from './gate-text.ts'

/**
 * Lists that Neo4j makes within an expression are in no memory limit: one of 4,000,000 maps ends a server of 1 GB. So a
 * statement that makes such a list must have few rows to make it of, as its text and the planner's estimate show.
 * What collect() makes is counted, and may be of any rows.
 */
const MOST_ROWS = 1_000_000
/** The planner takes ten rows for what an UNWIND gives, where it cannot see the list. */
const MOST_ROWS_UNWOUND = 1_000
const SHORT_RANGE = 10_000
const INSTEAD =
  'Let collect() make it, as collect(x.name) or collect({name: x.name}), which is counted; or leave out range(), all but one UNWIND, and repeated relationships.'

/** The first such list of a statement, and whether an UNWIND gives it rows that the planner cannot count. */
export interface Uncounted {
  place: Place
  unwound: boolean
}

/**
 * `made` are the lists that are made of lists which may be long.
 * @throws {GateRefusal} where the text alone shows too many rows
 */
export function readLists(text: string, tokens: readonly Token[], made: readonly Token[]): Uncounted | undefined {
  const [first] = [...made, ...tokens.filter((_, at) => collects(tokens, at))].toSorted((a, b) => a.from - b.from)
  if (!first) return undefined
  const place = placeAt(text, first.from)
  const unwinds = tokens.filter(({ syntax }, at) => syntax === 'UNWIND' && !isWritten(tokens, at + 1))
  const ranges = tokens.some(({ syntax }, at) => syntax === 'UNWIND' && isLongRange(tokens, at + 1))
  if (ranges || unwinds.length > 1) throw tooMany(place)
  return { place, unwound: unwinds.length > 0 }
}

/** @throws {GateRefusal} where the planner expects too many rows, or cannot know how many */
export function checkLists(lists: Uncounted | undefined, plan: DriverPlan): void {
  if (!lists) return
  for (const { operatorType, arguments: args } of operatorsOf(plan))
    if (
      Number(args.EstimatedRows) > (lists.unwound ? MOST_ROWS_UNWOUND : MOST_ROWS) ||
      /^(VarLengthExpand|Repeat|BidirectionalRepeat|StatefulShortestPath)/.test(operatorType)
    )
      throw tooMany(lists.place)
}

/** COLLECT { … }, a list of a pattern, and the functions that make a list anew. */
export function collects(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.syntax === 'COLLECT' && tokens[at + 1]?.syntax === '{') return true
  return calls(tokens, at, ...MAKERS) || ofPattern(tokens, at) !== undefined
}
const MAKERS = ['TOSTRINGLIST', 'TOINTEGERLIST', 'TOFLOATLIST', 'TOBOOLEANLIST', 'SPLIT']

/** Whether it is a list of a pattern of one relationship that does not repeat: no longer than what a node has. */
export function ofOneStep(tokens: readonly Token[], at: number): boolean {
  const pattern = ofPattern(tokens, at)
  return pattern !== undefined && nodesOf(pattern) <= 2 && !pattern.some(({ syntax }) => /^[*+]$/.test(syntax))
}

function nodesOf(pattern: readonly Token[]): number {
  let [depth, nodes] = [0, 0]
  for (const token of pattern)
    if (opens(token) && depth++ === 0) nodes += token.syntax === '(' ? 1 : 0
    else if (/^[)\]}]$/.test(token.syntax)) depth--
  return nodes
}

/** Of `[(a)-->(b) | b.name]` or `[p = (a)-->(b) | p]`, what stands before the bar. */
function ofPattern(tokens: readonly Token[], at: number): Token[] | undefined {
  if (tokens[at]?.syntax !== '[') return undefined
  const start = tokens[at + 2]?.syntax === '=' ? at + 3 : at + 1
  if (tokens[start]?.syntax !== '(') return undefined
  const [pattern = [], ...rest] = split(tokens.slice(start, closing(tokens, at)), '|')
  return rest.length > 0 ? pattern : undefined
}

/** A list that is written out, which the planner counts. */
const isWritten = (tokens: readonly Token[], at: number) =>
  tokens[at]?.syntax === '[' && tokens[at + 2]?.syntax !== 'IN' && ofPattern(tokens, at) === undefined

/** One of the places in a list is as long as the list, so of no more rows than that was made of. */
function isLongRange(tokens: readonly Token[], at: number): boolean {
  if (!calls(tokens, at, 'RANGE')) return false
  const [from = [], to = [], ...more] = split(tokens.slice(at + 2, closing(tokens, at + 1)))
  if (more.length > 0) return true
  if (calls(to, 0, 'SIZE')) return !/^(-\d+)?$/.test(textOf(to.slice(closing(to, 1) + 1)))
  return !(Math.abs(Number(textOf(to)) - Number(textOf(from))) <= SHORT_RANGE)
}

const textOf = (tokens: readonly Token[]) => tokens.map(({ text }) => text).join('')

const tooMany = (place: Place) =>
  new GateRefusal(
    'work',
    'A list that no memory limit counts ([x IN … | …], [(a)--(b) | …], COLLECT { … }) is made, of rows that may be millions',
    INSTEAD,
    place,
  )
