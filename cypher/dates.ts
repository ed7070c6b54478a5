import { parse } from 'edtf'

/**
 * A date as vague as its source: the EDTF text as written, and the first and last day it can mean (ISO, both
 * inclusive). `null` is an end the text leaves open or unknown.
 */
export interface PartialDate {
  text: string
  earliest: string | null
  latest: string | null
  precision: Precision
}

export type Precision = 'day' | 'month' | 'season' | 'year' | 'decade' | 'interval' | 'open'

export class DateError extends Error {
  override name = 'DateError'
}

/** What a source lets us say about a statement in time. */
export type Certainty = 'definite' | 'possible' | 'no'

/** Days that some event or tenure can span; `null` is unbounded. */
export interface Bounds {
  earliest: string | null
  latest: string | null
}

const HELP = 'write 2024, 2024-05, 2024-05-15, 2024~ (about), 2022/2023 (between), ../2024-10 (by) or 2024-05/.. (from)'

/**
 * Reads EDTF levels 0 and 1 (Library of Congress, 2019), without times of day. A part qualified by `?`, `~` or `%`
 * is widened by one of its own units on either side: the standard gives it no bound, and a narrower one would
 * print an order of events that the source does not claim.
 * @throws {DateError} naming the text, the fault and the ways to write a date
 */
export function parseDate(text: string): PartialDate {
  const parts = text.split('/')
  try {
    // The commonest forms are ours to check; the grammar takes 0.1 ms for each, which a million rows would feel.
    const { type } = PLAIN.test(text) ? { type: 'Date' } : parse(text)
    if (type !== 'Date' && type !== 'Season' && type !== 'Interval') throw new DateError(`is a ${type.toLowerCase()}`)
  } catch (error) {
    throw new DateError(`"${text}" is not a date: ${impossible(text) ?? HELP}`, { cause: error })
  }
  const [first, last] = parts.map(part => endpoint(part, text))
  if (!first) throw new DateError(`"${text}" is not a date: ${HELP}`)
  if (!last) return { text, ...first }
  if (first.earliest && last.latest && first.earliest > last.latest)
    throw new DateError(`"${text}" is not a date: the interval ends before it begins`)
  const open = first.earliest === null || last.latest === null
  return { text, earliest: first.earliest, latest: last.latest, precision: open ? 'open' : 'interval' }
}

/** Whether two dates can both be true of one event. Unknown ends agree with anything. */
export const canAgree = (a: Bounds, b: Bounds): boolean => !definitelyBefore(a, b) && !definitelyBefore(b, a)

/** Whether every day `a` can mean is earlier than every day `b` can mean. */
export const definitelyBefore = (a: Bounds, b: Bounds): boolean =>
  a.latest !== null && b.earliest !== null && a.latest < b.earliest

/** Three-valued order: is `a` before `b`? */
export function before(a: Bounds, b: Bounds): Certainty {
  if (definitelyBefore(a, b)) return 'definite'
  const never = a.earliest !== null && b.latest !== null && a.earliest >= b.latest
  return never ? 'no' : 'possible'
}

/** What a tenure's begin and end can be; an open tenure (no one says it ended) is definite up to `lastSeen`. */
export interface TenureBounds {
  begin: Bounds
  end: Bounds
  open: boolean
  lastSeen: string | null
}

/**
 * The three-valued as-of rule: definite if beginLatest ≤ day < endEarliest, possible if beginEarliest ≤ day <
 * endLatest, else no. An open tenure is definite up to and with its lastSeen, possible after.
 */
export function asOf(tenure: TenureBounds, day: string): Certainty {
  const { begin, end, open, lastSeen } = tenure
  if (begin.earliest !== null && day < begin.earliest) return 'no'
  if (!open && end.latest !== null && day >= end.latest) return 'no'
  const begun = begin.latest !== null && begin.latest <= day
  const still = open ? lastSeen !== null && day <= lastSeen : end.earliest !== null && day < end.earliest
  return begun && still ? 'definite' : 'possible'
}

const PLAIN = /^\d{4}(-\d{2}){0,2}$/
const SEASON = /^(\d{4})-(2[1-4])$/
const DATE = /^([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?([?~%])?$/

function endpoint(part: string, text: string): Omit<PartialDate, 'text'> {
  if (part === '' || part === '..') return { earliest: null, latest: null, precision: 'open' }
  const season = SEASON.exec(part)
  if (season) return seasonBounds(Number(season[1]), season[2] === '24')
  const match = DATE.exec(part)
  if (!match) throw new DateError(`"${text}" is not a date that is kept here: ${HELP}`)
  const [, year = '', month, day, qualified] = match
  const earliest = firstDay(year, month, day, 1)
  const latest = firstDay(year, month, day, -1)
  if (!earliest || !latest) throw new DateError(`"${text}" is not a date: ${impossible(part) ?? HELP}`)
  const precision = precisionOf(year, month, day)
  if (!qualified) return { earliest, latest, precision }
  return { earliest: shift(earliest, precision, -1), latest: shift(latest, precision, 1), precision }
}

/** No hemisphere and no calendar of seasons is named, so any of them may be meant; a winter runs over a new year. */
const seasonBounds = (year: number, winter: boolean): Omit<PartialDate, 'text'> => ({
  earliest: winter ? iso(year - 1, 12, 1) : iso(year, 1, 1),
  latest: winter ? iso(year + 1, 3, 31) : iso(year, 12, 31),
  precision: 'season',
})

function precisionOf(year: string, month?: string, day?: string): Precision {
  if (year.includes('X')) return 'decade'
  if (!month || month.includes('X')) return 'year'
  return !day || day.includes('X') ? 'month' : 'day'
}

/** The first (step 1) or last (step -1) day that the digits and X's can mean; null if there is none. */
function firstDay(year: string, month: string | undefined, day: string | undefined, step: 1 | -1): string | null {
  for (const y of candidates(year, 1, 9999, step))
    for (const m of candidates(month ?? 'XX', 1, 12, step))
      for (const d of candidates(day ?? 'XX', 1, daysIn(y, m), step)) return iso(y, m, d)
  return null
}

function* candidates(pattern: string, low: number, high: number, step: 1 | -1): Generator<number> {
  if (!pattern.includes('X')) {
    const only = Number(pattern)
    if (only >= low && only <= high) yield only
    return
  }
  const matches = new RegExp(`^${pattern.replaceAll('X', '\\d')}$`)
  const from = Math.max(low, Number(pattern.replaceAll('X', '0')))
  const to = Math.min(high, Number(pattern.replaceAll('X', '9')))
  for (let n = step === 1 ? from : to; n >= from && n <= to; n += step)
    if (matches.test(String(n).padStart(pattern.length, '0'))) yield n
}

const daysIn = (year: number, month: number): number => {
  const date = new Date(Date.UTC(2000, month, 0))
  date.setUTCFullYear(year, month, 0)
  return date.getUTCDate()
}

const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** Moves a day by one unit; a month or year is moved as a whole, so the last day of one stays the last of the next. */
function shift(day: string, unit: Precision, by: 1 | -1): string {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  if (unit === 'day') return new Date(Date.UTC(y, m - 1, d + by)).toISOString().slice(0, 10)
  const months = { month: 1, season: 3, year: 12, decade: 120 }[unit as 'month' | 'season' | 'year' | 'decade'] * by
  const month = y * 12 + m - 1 + months
  const [year, at] = [Math.floor(month / 12), (month % 12) + 1]
  return iso(year, at, d === 1 ? 1 : daysIn(year, at))
}

/** The commonest faults have a plainer message than the grammar's. */
function impossible(text: string): string | null {
  for (const part of text.split('/')) {
    const [, year, month, day] = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?[?~%]?$/.exec(part) ?? []
    if (!year || !month) continue
    if (month.length === 1 || day?.length === 1) return 'write months and days with two digits, as in 2024-05-01'
    const m = Number(month)
    if (m < 1 || (m > 12 && (m < 21 || m > 24))) return `there is no month ${month}`
    if (day && m <= 12 && (Number(day) < 1 || Number(day) > daysIn(Number(year), m)))
      return `${year}-${month} has no day ${day}`
  }
  return null
}
