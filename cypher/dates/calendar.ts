/**
 * Days are ISO text from 0001-01-01 to 9999-12-31, so that they compare as text; `null` is unknown or unbounded. `Date` reads the
 * years 0 to 99 as 1900 to 1999, so this file has its own arithmetic.
 */
export const daysIn = (year: number, month: number): number =>
  month === 2 ? (leap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

const leap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** A day as text; null before 0001-01-01 or after 9999-12-31. */
export const iso = (year: number, month: number, day: number): string | null =>
  year < 1 || year > 9999
    ? null
    : `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const number = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - 48
  return value
}
const partsOf = (day: string) => ({ y: number(day, 0, 4), m: number(day, 5, 7), d: number(day, 8, 10) })

/** Days since 1970-01-01 in the proleptic Gregorian calendar (ISO 8601). */
export function dayNumber(day: string): number {
  const { y, m, d } = partsOf(day)
  const year = m > 2 ? y : y - 1
  const century = Math.floor(year / 100)
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + d - 1
  return 365 * year + Math.floor(year / 4) - century + Math.floor(century / 4) + dayOfYear - 719_468
}

/** Moves a day by a number of days; null if the result has no four-digit year. */
export function addDays(day: string, by: number): string | null {
  let { y, m, d } = partsOf(day)
  d += by
  while (d < 1) {
    m--
    if (m < 1) [y, m] = [y - 1, 12]
    d += daysIn(y, m)
  }
  while (d > daysIn(y, m)) {
    d -= daysIn(y, m)
    m++
    if (m > 12) [y, m] = [y + 1, 1]
  }
  return iso(y, m, d)
}

/** Moves a day by whole months: the first of a month stays the first, any other day becomes the last of its month. */
export function addMonths(day: string, by: number): string | null {
  const { y, m, d } = partsOf(day)
  const month = y * 12 + m - 1 + by
  const [year, at] = [Math.floor(month / 12), (((month % 12) + 12) % 12) + 1]
  return iso(year, at, d === 1 ? 1 : daysIn(year, at))
}
