/** The bounds of a value in its order, with null for an unknown one; equal bounds if it is exact. */
export interface Bounds {
  low: string | number | null
  high: string | number | null
}

/**
 * Whether either of two dates or ranges may come first. Equal exact numbers are equal, and their order is not open; on the same day, two
 * events are in an unknown order.
 */
export function mayBeEitherWay(a: Bounds, b: Bounds): boolean {
  const isDate = [a.low, a.high, b.low, b.high].some(bound => typeof bound === 'string')
  if (!isDate && isExact(a) && isExact(b)) return false
  return !isBefore(a, b) && !isBefore(b, a)
}

const isExact = ({ low, high }: Bounds) => low !== null && low === high
const isBefore = (a: Bounds, b: Bounds) => a.high !== null && b.low !== null && a.high < b.low
