import { type Bounds, canAgree } from '../../cypher/dates.ts'
import { compare } from '../claims/claim.ts'

/** Oldest first: by the first day an event can be on, or its last where the first is unknown. */
export const byTime = (a: Bounds, b: Bounds): number =>
  compare(a.earliest ?? a.latest ?? '', b.earliest ?? b.latest ?? '') || compare(a.latest ?? '9999', b.latest ?? '9999')

/** By the middle of the days that each can mean, which keeps what is surely before something else before it. */
export const byMiddle = (a: Bounds, b: Bounds): number => middleOf(a) - middleOf(b) || byTime(a, b)

const middleOf = ({ earliest, latest }: Bounds): number =>
  Date.parse(earliest ?? latest ?? '0000-01-01') + Date.parse(latest ?? earliest ?? '0000-01-01')

/**
 * The first and the last of some periods that can agree with a date, in the order of the first days they can mean,
 * without trying them all.
 */
export class TimeIndex<T> {
  private readonly items: { item: T; bounds: Bounds; from: string; reach: string }[]

  constructor(items: T[], boundsOf: (item: T) => Bounds) {
    this.items = items.map(item => {
      const bounds = boundsOf(item)
      return { item, bounds, from: bounds.earliest ?? '', reach: bounds.latest ?? '9999-12-31' }
    })
    this.items.sort((a, b) => compare(a.from, b.from) || compare(a.reach, b.reach))
    // From here on `reach` is the last day of this or of any before it, so that it grows along the list.
    let reach = ''
    for (const one of this.items) {
      if (one.reach > reach) reach = one.reach
      one.reach = reach
    }
  }

  first(date: Bounds): T | undefined {
    return this.all(date).next().value ?? undefined
  }

  last(date: Bounds): T | undefined {
    const to = date.latest ?? '9999-12-31'
    for (let at = this.count(({ from }) => from <= to) - 1; at >= 0; at--) {
      const one = this.items[at]
      if (!one || one.reach < (date.earliest ?? '')) return undefined
      if (canAgree(one.bounds, date)) return one.item
    }
    return undefined
  }

  *all(date: Bounds): Generator<T, undefined> {
    const to = date.latest ?? '9999-12-31'
    for (let at = this.count(({ reach }) => reach < (date.earliest ?? '')); at < this.items.length; at++) {
      const one = this.items[at]
      if (!one || one.from > to) return
      if (canAgree(one.bounds, date)) yield one.item
    }
  }

  /** How many at the head of the list are so: they all come before those that are not. */
  private count(isSo: (one: { from: string; reach: string }) => boolean): number {
    let [low, high] = [0, this.items.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const one = this.items[middle]
      if (one && isSo(one)) low = middle + 1
      else high = middle
    }
    return low
  }
}
