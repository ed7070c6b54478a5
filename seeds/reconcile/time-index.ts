import { type Bounds, canAgree } from '../../cypher/dates.ts'
import { compare } from '../claims/claim.ts'

/** Oldest first: by the first possible day, or the last if the first is unknown. */
export const byTime = (a: Bounds, b: Bounds): number =>
  compare(a.earliest ?? a.latest ?? '', b.earliest ?? b.latest ?? '') || compare(a.latest ?? '9999', b.latest ?? '9999')

/** By the middle of the possible days. An event that is surely before another stays before it. */
export const byMiddle = (a: Bounds, b: Bounds): number => middleOf(a) - middleOf(b) || byTime(a, b)

const middleOf = ({ earliest, latest }: Bounds): number =>
  Date.parse(earliest ?? latest ?? '0000-01-01') + Date.parse(latest ?? earliest ?? '0000-01-01')

/**
 * Finds the first and last of some periods that can agree with a date, ordered by first possible day, without a scan of
 * all of them.
 */
export class TimeIndex<T> {
  readonly #items: { item: T; bounds: Bounds; from: string; reach: string }[]

  constructor(items: T[], boundsOf: (item: T) => Bounds) {
    this.#items = items.map(item => {
      const bounds = boundsOf(item)
      return { item, bounds, from: bounds.earliest ?? '', reach: bounds.latest ?? '9999-12-31' }
    })
    this.#items.sort((a, b) => compare(a.from, b.from) || compare(a.reach, b.reach))
    // From here on, `reach` is the running maximum of last days, so that it never decreases along the list.
    let reach = ''
    for (const one of this.#items) {
      if (one.reach > reach) reach = one.reach
      one.reach = reach
    }
  }

  first(date: Bounds): T | undefined {
    return this.all(date).next().value ?? undefined
  }

  last(date: Bounds): T | undefined {
    const to = date.latest ?? '9999-12-31'
    for (let at = this.#count(({ from }) => from <= to) - 1; at >= 0; at--) {
      const one = this.#items[at]
      if (!one || one.reach < (date.earliest ?? '')) return undefined
      if (canAgree(one.bounds, date)) return one.item
    }
    return undefined
  }

  *all(date: Bounds): Generator<T, undefined> {
    const to = date.latest ?? '9999-12-31'
    for (let at = this.#count(({ reach }) => reach < (date.earliest ?? '')); at < this.#items.length; at++) {
      const one = this.#items[at]
      if (!one || one.from > to) return
      if (canAgree(one.bounds, date)) yield one.item
    }
  }

  /** Binary search: the number of leading items for which `isSo` holds. */
  #count(isSo: (one: { from: string; reach: string }) => boolean): number {
    let [low, high] = [0, this.#items.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const one = this.#items[middle]
      if (one && isSo(one)) low = middle + 1
      else high = middle
    }
    return low
  }
}
