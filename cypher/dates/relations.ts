import { dayNumber } from './calendar.ts'

/** The certainty of a temporal statement. */
export type Certainty = 'definite' | 'possible' | 'no'

/** The first and last day that a date can mean, inclusive; `null` is unbounded. */
export interface Bounds {
  earliest: string | null
  latest: string | null
}

/**
 * The possible begins and ends of a tenure or another period. A person is present on the days begin ≤ day < end. Begin and end are
 * known within their bounds, and a tenure never ends before it begins. `open` means that no source reports an end: it may end
 * at any time after `lastSeen`, the last day on which it certainly lasted, or never.
 */
export interface TenureBounds {
  begin: Bounds
  end: Bounds
  open: boolean
  lastSeen: string | null
}

/** A certainty, with the minimum and maximum number of days; null is unbounded. */
export interface Span {
  certainty: Certainty
  days: [min: number, max: number | null]
}

/** Whether two dates can both be right about one event. Unknown ends agree with every date. */
export const canAgree = (a: Bounds, b: Bounds): boolean => !definitelyBefore(a, b) && !definitelyBefore(b, a)

/** Whether every day `a` can mean is earlier than every day `b` can mean. */
export const definitelyBefore = (a: Bounds, b: Bounds): boolean =>
  a.latest !== null && b.earliest !== null && a.latest < b.earliest

/** Whether every possible day of a date is later than `day`, so that its event is in the future. */
export const liesAhead = ({ earliest }: Bounds, day: string): boolean => earliest !== null && earliest > day

/** Three-valued order of two dates: is `a` on an earlier day than `b`? */
export function before(a: Bounds, b: Bounds): Certainty {
  if (definitelyBefore(a, b)) return 'definite'
  const never = a.earliest !== null && b.latest !== null && a.earliest >= b.latest
  return never ? 'no' : 'possible'
}

/**
 * The three-valued as-of rule: definite if beginLatest ≤ day < endEarliest, possible if beginEarliest ≤ day < endLatest, otherwise
 * no. An open tenure is definite up to and including lastSeen, and possible afterwards. A vague day is an unknown day within its
 * bounds: definite if every day is definite, possible if some day is possible.
 */
export function asOf(tenure: TenureBounds, at: string | Bounds): Certainty {
  const { begin, end, open, lastSeen } = tenure
  const { earliest, latest } = typeof at === 'string' ? { earliest: at, latest: at } : at
  const endLatest = open ? null : end.latest
  if (begin.earliest !== null && latest !== null && latest < begin.earliest) return 'no'
  if (endLatest !== null && earliest !== null && earliest >= endLatest) return 'no'
  if (begin.earliest !== null && endLatest !== null && begin.earliest >= endLatest) return 'no'
  const begun = begin.latest !== null && earliest !== null && begin.latest <= earliest
  if (!begun || latest === null) return 'possible'
  const lasts = open ? lastSeen !== null && latest <= lastSeen : end.earliest !== null && latest < end.earliest
  return lasts ? 'definite' : 'possible'
}

/**
 * Whether two tenures overlap, and on how many days. A tenure excludes the day of its end, so an end and a begin on the same day
 * share no day. An impossible tenure, in which every end is before every begin, shares no day.
 */
export function overlap(a: TenureBounds, b: TenureBounds): Span {
  const [least, most] = common(a, b)
  return span(least, most)
}

/**
 * Whether there are days between two tenures, whichever came first, and how many. There are none if they overlap, or if one begins
 * on the day on which the other ends. For an impossible tenure, the result is unknown.
 */
export function gap(a: TenureBounds, b: TenureBounds): Span {
  const [least, most] = common(a, b)
  return least > most ? { certainty: 'possible', days: [0, null] } : span(-most, -least)
}

/** Three-valued order of two tenures: whether `a` had ended by the day on which `b` began, inclusive. */
export function precedes(a: TenureBounds, b: TenureBounds): Certainty {
  const [x, y] = [rangeOf(a), rangeOf(b)]
  if (x.endLatest <= y.beginEarliest) return 'definite'
  return x.endEarliest <= y.beginLatest ? 'possible' : 'no'
}

interface Range {
  beginEarliest: number
  beginLatest: number
  endEarliest: number
  endLatest: number
  /** The minimum length in days. */
  least: number
}

/** The bounds as day numbers, ±Infinity if unbounded, narrowed by begin ≤ end. */
function rangeOf({ begin, end, open, lastSeen }: TenureBounds): Range {
  const number = (day: string | null, none: number): number => (day === null ? none : dayNumber(day))
  const beginEarliest = number(begin.earliest, -Infinity)
  const seen = lastSeen === null ? -Infinity : dayNumber(lastSeen) + 1
  const endLatest = open ? Infinity : number(end.latest, Infinity)
  const saidEnd = open ? seen : number(end.earliest, -Infinity)
  const saidBegin = number(begin.latest, Infinity)
  return {
    beginEarliest,
    beginLatest: Math.min(saidBegin, endLatest),
    endEarliest: Math.max(saidEnd, beginEarliest),
    endLatest,
    least: Math.max(0, saidEnd - saidBegin),
  }
}

/**
 * The minimum and maximum of min(ends) − max(begins) over all begins and ends within the bounds: shared days if positive, days
 * in between if negative. It is the minimum of four differences. The two differences within one tenure are at least its `least`,
 * and the maximum is reached with the earliest begins and the latest ends.
 */
function common(a: TenureBounds, b: TenureBounds): [least: number, most: number] {
  const [x, y] = [rangeOf(a), rangeOf(b)]
  if (x.beginEarliest > x.endLatest || y.beginEarliest > y.endLatest) return [0, -1]
  const least = Math.min(x.endEarliest - y.beginLatest, y.endEarliest - x.beginLatest, x.least, y.least)
  const most = Math.min(x.endLatest, y.endLatest) - Math.max(x.beginEarliest, y.beginEarliest)
  return [least, most]
}

const span = (least: number, most: number): Span => ({
  certainty: least > 0 ? 'definite' : most > 0 ? 'possible' : 'no',
  days: [Math.max(0, least), most === Infinity ? null : Math.max(0, most)],
})
