import { parsed } from './given-dates.ts'

/** Dates of Wikibase (www.mediawiki.org/wiki/Wikibase/DataModel), in the notation of the tables. */

/**
 * A day or the beginning of a longer time, as precise as it is known: 11 is a day, 10 a month, 9 a year, 8 a decade, 7 a century, 6 a
 * millennium. Empty for anything longer.
 */
export function asPrecise(day: string, precision: number): string {
  const year = Number(day.slice(0, 4))
  if (precision >= 11) return day
  if (precision === 10) return day.slice(0, 7)
  if (precision === 9) return day.slice(0, 4)
  if (precision === 8) return `${day.slice(0, 3)}X`
  if (precision === 7 || precision === 6) return around(year, precision === 7 ? 100 : 1000)
  return ''
}

/** Some let the 20th century begin in 1900, others in 1901, so the interval covers both. */
function around(year: number, years: number): string {
  const end = Math.ceil(year / years) * years
  return [Math.max(1, end - years), end].map(year => String(year).padStart(4, '0')).join('/')
}

/** A time value of the JSON of Wikibase. */
export interface WikibaseTime {
  time: string
  precision: number
  /** The address of the calendar in which `time` is written; without it, the Gregorian. */
  calendarmodel?: string
}

/** A date as the tables write it, or the reason why a value gives none. `vague`: it is known only to the millennium. */
export type ReadTime = { date: string; vague: boolean } | { fault: string }

const GREGORIAN = 'Q1985727'
const JULIAN = 'Q1985786'
const TIME = /^([+-]?)(\d{1,16})-(\d\d)-(\d\d)T/
const LENGTHS = ['billion', '100 million', '10 million', 'million', '100,000', '10,000']

/** Reads a time value. A Julian date becomes the Gregorian day, or the days from its first to its last. */
export function readTime({ time, precision, calendarmodel }: WikibaseTime): ReadTime {
  const [, sign, years = '', month = '', day = ''] = TIME.exec(time) ?? []
  const year = Number(years)
  if (!Number.isInteger(precision) || years === '') return { fault: 'is not a time of Wikibase' }
  if (sign === '-' || year === 0) return { fault: 'is before the year 1, and dates begin there' }
  if (year > 9999) return { fault: 'is after the year 9999' }
  if (precision < 6) return { fault: `is known only to ${LENGTHS[precision] ?? 'many'} years, which no date can say` }
  const known = Math.min(precision, month === '00' ? 9 : day === '00' ? 10 : 11)
  const text = asPrecise(`${years.slice(-4).padStart(4, '0')}-${month}-${day}`, known)
  const calendar = /Q\d+$/.exec(calendarmodel ?? GREGORIAN)?.[0]
  if (calendar === GREGORIAN)
    return parsed(text) ? { date: text, vague: known === 6 } : { fault: 'is not a day of the calendar' }
  if (calendar !== JULIAN) return { fault: 'is in a calendar that is neither Gregorian nor Julian' }
  const date = fromJulian(text)
  return date === undefined
    ? { fault: 'is not a day of the Julian calendar from the year 1 on' }
    : { date, vague: known === 6 }
}

function fromJulian(text: string): string | undefined {
  const [start = '', end = start] = text.split('/')
  const [first, last] = [julianDay(start, 'first'), julianDay(end, 'last')].map(gregorian)
  if (first === undefined || last === undefined) return undefined
  return first === last ? first : `${first}/${last}`
}

/** The Julian day number of the first or the last day of a date; undefined if there is no such day. */
function julianDay(text: string, which: 'first' | 'last'): number | undefined {
  const isFirst = which === 'first'
  const year = Number(text.slice(0, 4).replace('X', isFirst ? '0' : '9'))
  const [month, day] = [text.slice(5, 7), text.slice(8)].map(Number)
  if (!month) return isFirst ? numberOf(year, 1, 1) : numberOf(year + 1, 1, 1) - 1
  if (month > 12) return undefined
  const end = month === 12 ? numberOf(year + 1, 1, 1) : numberOf(year, month + 1, 1)
  if (!day) return isFirst ? numberOf(year, month, 1) : end - 1
  const number = numberOf(year, month, day)
  return number < end ? number : undefined
}

/** The day number of a Julian date: Richards, Explanatory Supplement to the Astronomical Almanac (3rd ed.), 15.11. */
function numberOf(year: number, month: number, day: number): number {
  const before = Math.floor((14 - month) / 12)
  const [y, m] = [year + 4800 - before, month + 12 * before - 3]
  return day + Math.floor((153 * m + 2) / 5) + 365 * y + Math.floor(y / 4) - 32_083
}

/** The number of 1 January 1970. */
const EPOCH = 2_440_588
function gregorian(number: number | undefined): string | undefined {
  if (number === undefined) return undefined
  const text = new Date((number - EPOCH) * 86_400_000).toISOString()
  return /^(?!0000)\d{4}-/.test(text) ? text.slice(0, 10) : undefined
}
