import { product, type Size } from './expression-cost.ts'
import { OF_ONE_TEXT, OF_ROWS } from './list-sizes.ts'
import type { Value } from './value-size.ts'

/**
 * The cost of scanning a whole value, to compare or join it; undefined if it is no more than one iteration of a loop.
 */
export function costOf({ scalar, stored, literal, short, parameter, items, members }: Value): Size | undefined {
  if (scalar || stored) return undefined
  if (literal) return OF_ONE_TEXT
  if (short) return { times: 1, texts: 1, reduced: 1 }
  if (parameter === 'whole') return { times: 1, params: 1, nested: 1, texts: 1 }
  if (parameter) return { times: 1, nested: 1, texts: 1 }
  const parts = items ?? (members && [...members.values()])
  if (!parts) return product(OF_ROWS, OF_ONE_TEXT)
  const costs = parts.map(costOf).filter(cost => cost !== undefined)
  return costs.reduce<Size | undefined>((all, cost) => (all ? product(all, cost) : cost), undefined)
}

const POWERS = ['rows', 'params', 'nested', 'texts', 'times'] as const

/** The size with the higher powers. */
export function heavier(a: Size, b: Size = { times: 0 }): Size {
  const differs = POWERS.find(power => (a[power] ?? 0) !== (b[power] ?? 0))
  return differs && (a[differs] ?? 0) < (b[differs] ?? 0) ? b : a
}
