import { dayNumber } from './calendar.ts'

/** What a source lets us say about a statement in time. */
export type Certainty = 'definite' | 'possible' | 'no'

/** Days that one date can mean, first and last included; `null` is unbounded. */
export interface Bounds {
  earliest: string | null
  latest: string | null
}

/**
 * What the begin and the end of a tenure, or of any other period, can be. Somebody is there on the days
 * begin ≤ day < end. Begin and end are known only within their bounds, and a tenure never ends before it begins.
 * `open` means that no one says it ended: the end then lies after `lastSeen`, the last day on which it surely lasted,
 * if there is one, and may never come.
 */
export interface TenureBounds {
  begin: Bounds
  end: Bounds
  open: boolean
  lastSeen: string | null
}

/** A statement's certainty, and how many days it speaks of, at the least and at the most; null is without limit. */
export interface Span {
  certainty: Certainty
  days: [min: number, max: number | null]
}

/** Whether two dates can both be true of one event. Unknown ends agree with anything. */
export const canAgree = (a: Bounds, b: Bounds): boolean => !definitelyBefore(a, b) && !definitelyBefore(b, a)

/** Whether every day `a` can mean is earlier than every day `b` can mean. */
export const definitelyBefore = (a: Bounds, b: Bounds): boolean =>
  a.latest !== null && b.earliest !== null && a.latest < b.earliest

/** Whether every day that a date can mean is later than a day: what it is of has not happened by then. */
export const liesAhead = ({ earliest }: Bounds, day: string): boolean => earliest !== null && earliest > day

/** Three-valued order of two dates: is `a` on an earlier day than `b`? */
export function before(a: Bounds, b: Bounds): Certainty {
  if (definitelyBefore(a, b)) return 'definite'
  const never = a.earliest !== null && b.latest !== null && a.earliest >= b.latest
  return never ? 'no' : 'possible'
}

/**
 * The three-valued as-of rule: definite if beginLatest ≤ day < endEarliest, possible if beginEarliest ≤ day <
 * endLatest, else no. An open tenure is definite up to and with its lastSeen, possible after. A vague day is one
 * unknown day of its bounds: definite if each of them makes it so, possible if some can.
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
 * Were two tenures at one time, and on how many days? Each day counts that is within both, so the last day of one
 * and the first of the other, being the same, make none. Of tenures that cannot be (every end before every begin):
 * no day.
 */
export function overlap(a: TenureBounds, b: TenureBounds): Span {
  const [least, most] = common(a, b)
  return span(least, most)
}

/**
 * Were there days between two tenures, whichever came first, and how many? None if they overlap or if one begins on
 * the day that the other ends. Of a tenure that cannot be, nothing is known.
 */
export function gap(a: TenureBounds, b: TenureBounds): Span {
  const [least, most] = common(a, b)
  return least > most ? { certainty: 'possible', days: [0, null] } : span(-most, -least)
}

/** Three-valued order of two tenures: had `a` ended by the time (the day included) that `b` began? */
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
  /** The fewest days it can have lasted. */
  least: number
}

/** As day numbers, ±Infinity for unbounded, drawn together by begin ≤ end. */
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
 * The least and the most of min(ends) − max(begins) over every begin and end that the bounds allow: the days in
 * common if positive, the days between if negative. It is the least of four differences; the two within one tenure
 * are never under `least`, and the most is reached with the earliest begins and the latest ends.
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
