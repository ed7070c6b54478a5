import type { Place } from '../../../cypher/adhoc.ts'
import { PolicyViolation } from './policy-violation.ts'

/**
 * Limits the cost of a single expression. Neo4j can cancel a statement between rows, but not within an expression, and its memory
 * limit covers collect() and sorting, but not the lists that an expression builds. So both are bounded before a statement runs.
 */

/** A symbolic size: `times`, multiplied by powers of the maximum lengths of lists of rows, parameters and texts. */
export interface Size {
  times: number
  rows?: number
  params?: number
  texts?: number
  reduced?: number
  /** Lists nested in parameters. */
  nested?: number
}

/** The maximum lengths of lists built from rows, of lists in parameters, and of texts. */
export interface CardinalityBounds {
  rows: number
  params: number
  nested: number
  texts: number
  /** The maximum length of a text joined by reduce(). */
  reduced: number
}

/** The cost of a part of an expression. */
export interface ExpressionCost {
  place: Place
  /** Iterations of the innermost loop. */
  iterations?: Size
  /** Values that it creates and retains. */
  retained?: Size
  /** Whether the values are released at once, because only one of them or their number is used. */
  transient?: boolean
  /** Values that it joins one by one. */
  joined?: Size
}

/** An iteration takes 10 to 100 ns; 100,000,000 of them took 8 s. */
const MAX_ITERATIONS = 25_000_000
/** A list of 4,000,000 maps crashes a server with 1 GB. */
const MAX_RETAINED = 2_000_000
/** The maximum nesting of loops over lists. */
export const MAX_LOOP_DEPTH = 4
/** A list joined one by one has as many levels as elements. With 10,000, the stack overflowed and the worker hung. */
export const MAX_JOINED = 2_000
/** A text of 2 GB crashes a server with 1 GB. */
const MAX_TEXT = 10_000_000
/** Texts up to this length need no more space than other values. */
const SHORT_TEXT = 50

export const lengthOf = (
  { times, rows = 0, params = 0, texts = 0, reduced = 0, nested = 0 }: Size,
  bounds: CardinalityBounds,
): number => {
  const [text, joined] = [bounds.texts, bounds.reduced].map(length => Math.max(1, length / SHORT_TEXT)) as [
    number,
    number,
  ]
  return (
    times * bounds.rows ** rows * bounds.params ** params * bounds.nested ** nested * text ** texts * joined ** reduced
  )
}

export const product = (...sizes: readonly Size[]): Size => {
  const sum = (power: Exclude<keyof Size, 'times'>) => sizes.reduce((all, size) => all + (size[power] ?? 0), 0)
  const times = sizes.reduce((all, size) => all * size.times, 1)
  return {
    times,
    rows: sum('rows'),
    params: sum('params'),
    texts: sum('texts'),
    reduced: sum('reduced'),
    nested: sum('nested'),
  }
}

/** @throws {PolicyViolation} if an expression could block a core or fill the memory */
export function checkCost(costs: readonly ExpressionCost[], bounds: CardinalityBounds): void {
  if (bounds.texts > MAX_TEXT)
    throw new PolicyViolation(
      'work',
      `Joining or replacing texts could produce more than ${MAX_TEXT.toLocaleString('en')} characters`,
      'Join fewer, or pass shorter parameters.',
    )
  let total = 0
  for (const { place, iterations, retained, transient, joined } of costs) {
    if (joined && lengthOf(joined, bounds) > MAX_JOINED)
      throw new PolicyViolation(
        'work',
        `reduce() could join more than ${MAX_JOINED.toLocaleString('en')} values`,
        'UNWIND the list and use sum(), max() or collect().',
        place,
      )
    const here = retained ? lengthOf(retained, bounds) : 0
    if (!transient) total += here
    if (Math.max(total, here) > MAX_RETAINED)
      throw new PolicyViolation(
        'work',
        'Lists outside the memory limit ([x IN … | …], [(a)--(b) | …], COLLECT { … }) could have millions of values',
        'Use collect(), which the memory limit covers: collect(x.name) or collect({name: x.name}); or narrow the MATCH.',
        place,
      )
    if (iterations && lengthOf(iterations, bounds) > MAX_ITERATIONS)
      throw new PolicyViolation(
        'work',
        'Loops over lists could run long, and cannot be cancelled within an expression',
        'UNWIND the list, which makes a row per element and can be cancelled; or narrow the MATCH.',
        place,
      )
  }
}
