import { parse } from 'edtf'
import { addDays, addMonths, daysIn, iso } from './calendar.ts'

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

export type Precision = 'day' | 'month' | 'season' | 'year' | 'decade' | 'century' | 'interval' | 'open'

export class DateError extends Error {
  override name = 'DateError'
}

const HELP = 'write 2024, 2024-05, 2024-05-15, 2024~ (about), 2022/2023 (between), ../2024-10 (by) or 2024-05/.. (from)'

/**
 * Reads EDTF levels 0 and 1 (Library of Congress, 2019; ISO 8601-2) without times of day, for the years 0001 to 9999:
 * years, months, days, seasons (2024-21 to 2024-24), unspecified digits from the right (199X, 20XX, 2004-XX,
 * 2004-05-XX), each of them qualified by `?`, `~` or `%`, and intervals of any two, of which an end may be open (`..`)
 * or unknown (empty).
 *
 * A qualified date is widened by one of its own units on either side: the standard gives it no bound, and a narrower
 * one would print an order of events that the source does not claim.
 * @throws {DateError} naming the text, the fault and the ways to write a date
 */
export function parseDate(text: string): PartialDate {
  const slash = text.indexOf('/')
  if (slash < 0) return { text, ...endpoint(text, text) }
  const [begin, end] = [text.slice(0, slash), text.slice(slash + 1)]
  // Two slashes are one too many, and are told of by the part that has the second.
  const [first, last] = [begin, end].map(part => (isOpen(part) ? OPEN : endpoint(part, text))) as [Meaning, Meaning]
  if (first.earliest && last.latest && first.earliest > last.latest)
    throw refusal(text, 'the interval ends before it begins')
  const open = first.earliest === null || last.latest === null
  return { text, earliest: first.earliest, latest: last.latest, precision: open ? 'open' : 'interval' }
}

type Meaning = Omit<PartialDate, 'text'>
const OPEN: Meaning = { earliest: null, latest: null, precision: 'open' }
const isOpen = (part: string): boolean => part === '' || part === '..'

const PLAIN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const SEASON = /^(\d{4})-(2[1-4])$/
const UNSPECIFIED = /^(\d{4}-XX(?:-XX)?|\d{4}-\d{2}-XX|\d{3}X|\d{2}XX)$/

function endpoint(part: string, text: string): Meaning {
  const qualified = /[?~%]$/.test(part)
  const stem = qualified ? part.slice(0, -1) : part
  const meaning = season(stem) ?? unspecified(stem) ?? plain(stem)
  if (!meaning) throw refusal(text, faultOf(stem, text))
  return qualified ? widened(meaning) : meaning
}

function plain(stem: string): Meaning | null {
  const [, year, month, day] = PLAIN.exec(stem) ?? []
  if (!year) return null
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)]
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return null
  if (day) return { earliest: stem, latest: stem, precision: 'day' }
  if (month) return { earliest: `${stem}-01`, latest: iso(y, m, daysIn(y, m)), precision: 'month' }
  return { earliest: `${stem}-01-01`, latest: `${stem}-12-31`, precision: 'year' }
}

/**
 * No hemisphere and no calendar of seasons is named. Spring and autumn lie within their year in every one of them; a
 * winter runs over a new year in the north and a summer in the south, and may be named after either year. By the
 * Chinese solar terms a winter begins early in November.
 */
function season(stem: string): Meaning | null {
  const [, year, number] = SEASON.exec(stem) ?? []
  if (!year || year === '0000') return null
  const y = Number(year)
  const within = number === '21' || number === '23'
  return {
    earliest: within ? iso(y, 1, 1) : iso(y - 1, 11, 1),
    latest: within ? iso(y, 12, 31) : iso(y + 1, 3, 31),
    precision: 'season',
  }
}

/** Digits are left open from the right alone, so the first and the last day are those of the lowest and highest digits. */
function unspecified(stem: string): Meaning | null {
  if (!UNSPECIFIED.test(stem)) return null
  const year = stem.slice(0, 4)
  const first = Math.max(1, Number(year.replaceAll('X', '0')))
  const last = Number(year.replaceAll('X', '9'))
  if (last < 1) return null
  if (year.includes('X'))
    return {
      earliest: iso(first, 1, 1),
      latest: iso(last, 12, 31),
      precision: year.endsWith('XX') ? 'century' : 'decade',
    }
  return plain(stem.slice(0, stem.indexOf('-XX')))
}

const MONTHS: Partial<Record<Precision, number>> = { month: 1, season: 3, year: 12, decade: 120, century: 1200 }

function widened({ earliest, latest, precision }: Meaning): Meaning {
  const months = MONTHS[precision]
  const shift = (day: string | null, by: 1 | -1) =>
    day === null ? null : months ? addMonths(day, months * by) : addDays(day, by)
  return { earliest: shift(earliest, -1), latest: shift(latest, 1), precision }
}

const refusal = (text: string, fault: string): DateError => new DateError(`"${text}" is not a date: ${fault}`)

/** What is wrong with a part; the commonest faults have a plainer message than the grammar's. */
function faultOf(stem: string, text: string): string {
  // Days since 1900, which a spreadsheet shows where a cell is not formatted as a date.
  if (/^\d{5}(\.\d+)?$/.test(stem))
    return `it looks like a day as a spreadsheet counts them; format its cell as a date, or ${HELP}`
  if (/^\d{8}$/.test(stem)) return `put hyphens between year, month and day; ${HELP}`
  const fault = calendarFault(stem)
  if (fault) return fault
  const unread = notRead(stem, text)
  return unread ? `${unread}; ${HELP}` : HELP
}

function calendarFault(stem: string): string | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(stem) ?? []
  if (!year) return null
  if (month?.length === 1 || day?.length === 1) return 'write months and days with two digits, as in 2024-05-01'
  if (Number(year) < 1) return YEARS
  const m = Number(month)
  if (m < 1 || (m > 12 && (m < 21 || m > 41 || day))) return `there is no month ${month}`
  if (m > 12) return LEVEL_2
  return day ? `${year}-${month} has no day ${day}` : null
}

const YEARS = 'years run from 0001 to 9999'
const LEVEL_2 = 'it is EDTF of level 2, and levels 0 and 1 are read'

/** Of what EDTF has and is not read here. */
function notRead(stem: string, text: string): string | null {
  if (/^\d{4}-?\d{2}-?\d{2}[T ]/.test(stem)) return 'times of day are not kept; leave the time out'
  if (text.length > 80) return null
  if (/^-\d|^Y-?\d+$/.test(stem)) return YEARS
  try {
    parse(stem)
    // Of 30/02/2024 each part alone would be a century or a year.
    parse(text)
  } catch {
    return null
  }
  return LEVEL_2
}
