import { product, type Size } from './expression-cost.ts'
import { OF_ONE_TEXT, OF_ROWS } from './list-sizes.ts'
import type { Value } from './value-size.ts'

/**
 * What it takes to go through a value from end to end, to compare or to join it; undefined where that is no more than a turn of a
 * loop takes.
 */
export function costOf({ plain, stored, literal, short, given, items, members }: Value): Size | undefined {
  if (plain || stored) return undefined
  if (literal) return OF_ONE_TEXT
  if (short) return { times: 1, texts: 1, reduced: 1 }
  if (given === 'whole') return { times: 1, params: 1, nested: 1, texts: 1 }
  if (given) return { times: 1, nested: 1, texts: 1 }
  const parts = items ?? (members && [...members.values()])
  if (!parts) return product(OF_ROWS, OF_ONE_TEXT)
  const costs = parts.map(costOf).filter(cost => cost !== undefined)
  return costs.reduce<Size | undefined>((all, cost) => (all ? product(all, cost) : cost), undefined)
}

const POWERS = ['rows', 'params', 'nested', 'texts', 'times'] as const

/** The one of the higher powers. */
export function heavier(a: Size, b: Size = { times: 0 }): Size {
  const differs = POWERS.find(power => (a[power] ?? 0) !== (b[power] ?? 0))
  return differs && (a[differs] ?? 0) < (b[differs] ?? 0) ? b : a
}
