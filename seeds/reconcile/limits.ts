import { type Bounds, definitelyBefore } from '../../cypher/dates.ts'
import { greatest, least, type Stay } from './tenures.ts'

/** Bounds on the stays of one person that do not come from claims. */
export interface Limits {
  /** Events after this day are scheduled. Null: no event is. */
  today: string | null
  /** When the person died. */
  died: Bounds | null
  /** When an organisation was dissolved. */
  dissolved(organisation: string): Bounds | null
}

export const NO_LIMITS: Limits = { today: null, died: null, dissolved: () => null }

/**
 * Ends a stay by the day on which the person died or the organisation was dissolved. No source says that the person left, so
 * this adds no leaving. A later joining or leaving is disputed, and a later scheduled leaving is dropped.
 */
export function endBy(stay: Stay, limit: Bounds | null): void {
  if (limit === null || limit.latest === null) return
  if (stay.scheduled && definitelyBefore(limit, stay.scheduled.bounds)) stay.scheduled = undefined
  const { joined, left, begin, end } = stay
  if (joined && definitelyBefore(limit, joined.bounds)) joined.disputes.add('order')
  const isLate = left !== undefined && definitelyBefore(limit, left.bounds)
  if (left && isLate) {
    left.disputes.add('order')
    left.bounds = { ...left.bounds, earliest: least([left.bounds.earliest, limit.earliest]) }
  }
  if (begin.earliest !== null && begin.earliest > limit.latest) {
    // The person joined after the end, so nothing in between is certain.
    const earliest = limit.earliest
    stay.begin = { ...begin, earliest }
    stay.end = { earliest, latest: stay.open ? null : end.latest }
    stay.lastSeen = stay.open ? earliest : null
    return
  }
  const latest = least([end.latest, limit.latest])
  const lasts = greatest([stay.open ? stay.lastSeen : end.earliest, begin.earliest])
  const earliest = isLate ? least([lasts, limit.earliest]) : lasts
  stay.begin = { ...begin, latest: least([begin.latest, latest]) }
  stay.end = { earliest: least([earliest, latest]), latest }
  stay.open = false
  stay.lastSeen = null
}
