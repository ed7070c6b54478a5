import type { Place } from '../../../cypher/adhoc.ts'
import { PolicyViolation } from './policy-violation.ts'

/**
 * What one expression may do. Neo4j ends a statement between rows and never within an expression, and counts what collect()
 * and sorting hold but not the lists that an expression makes. So both are bounded before a statement runs.
 */

/** A number times how long lists of rows, parameters and texts may be, each to a power. */
export interface Size {
  times: number
  rows?: number
  params?: number
  texts?: number
  reduced?: number
  /** Lists within lists of parameters. */
  nested?: number
}

/** How long lists made of rows, lists in parameters, and texts may be. */
export interface Reach {
  rows: number
  params: number
  nested: number
  texts: number
  /** How long a text may be that reduce() joined. */
  reduced: number
}

/** What a part of an expression does, each as far as it does it. */
export interface ExpressionCost {
  place: Place
  /** Turns of the innermost loop. */
  turns?: Size
  /** Values that it makes and holds. */
  kept?: Size
  /** They are gone again once one of them is taken, or they are counted. */
  passing?: boolean
  /** Values that it joins to one another, one by one. */
  joined?: Size
}

/** A turn takes 10 to 100 ns: 10,000,000,000 of them would take a core for long, 100,000,000 took 8 s. */
const MOST_TURNS = 25_000_000
/** One list of 4,000,000 maps ends a server of 1 GB. */
const MOST_KEPT = 2_000_000
/** How deep loops over lists may be within one another. */
export const MOST_DEEP = 4
/** A list that is joined of so many is as deep; 10,000 overflowed the stack, and the worker hung. */
export const MOST_JOINED = 2_000
/** A text of 2 GB ends a server of 1 GB. */
const MOST_TEXT = 10_000_000
/** Texts up to this take no more room than any other value. */
const SHORT_TEXT = 50

export const lengthOf = (
  { times, rows = 0, params = 0, texts = 0, reduced = 0, nested = 0 }: Size,
  reach: Reach,
): number => {
  const [text, joined] = [reach.texts, reach.reduced].map(length => Math.max(1, length / SHORT_TEXT)) as [
    number,
    number,
  ]
  return (
    times * reach.rows ** rows * reach.params ** params * reach.nested ** nested * text ** texts * joined ** reduced
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

/** @throws {PolicyViolation} where an expression could hold a core or fill the memory */
export function checkCost(works: readonly ExpressionCost[], reach: Reach): void {
  if (reach.texts > MOST_TEXT)
    throw new PolicyViolation(
      'work',
      `Joining or replacing texts could produce more than ${MOST_TEXT.toLocaleString('en')} characters`,
      'Join fewer, or pass shorter parameters.',
    )
  let held = 0
  for (const { place, turns, kept, passing, joined } of works) {
    if (joined && lengthOf(joined, reach) > MOST_JOINED)
      throw new PolicyViolation(
        'work',
        `reduce() could join more than ${MOST_JOINED.toLocaleString('en')} values`,
        'UNWIND the list and use sum(), max() or collect().',
        place,
      )
    const here = kept ? lengthOf(kept, reach) : 0
    if (!passing) held += here
    if (Math.max(held, here) > MOST_KEPT)
      throw new PolicyViolation(
        'work',
        'Lists outside the memory limit ([x IN … | …], [(a)--(b) | …], COLLECT { … }) could have millions of values',
        'Use collect(), which the memory limit covers: collect(x.name) or collect({name: x.name}); or narrow the MATCH.',
        place,
      )
    if (turns && lengthOf(turns, reach) > MOST_TURNS)
      throw new PolicyViolation(
        'work',
        'Loops over lists could run long, and cannot be cancelled within an expression',
        'UNWIND the list, which makes a row per element and can be cancelled; or narrow the MATCH.',
        place,
      )
  }
}
