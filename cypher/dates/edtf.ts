import { parse } from 'edtf'
import { isFaulty, type PartialDate, partsOf, readDate, stemOf } from './grammar.ts'
import { hasShortYear, saysOngoing, saysUnknown, suggestDates } from './suggest.ts'

export type { PartialDate, Precision } from './grammar.ts'

/** Text that is not a date. The message suggests dates that it may mean. */
export class DateError extends Error {
  override name = 'DateError'
  constructor(
    message: string,
    /** Whether the text is a date in another notation, or a word for an empty field. */
    readonly remedy?: 'notation' | 'empty',
  ) {
    super(message)
  }
}

const HELP = 'write 2024, 2024-05, 2024-05-15, 2024~ (about), 2022/2023 (between), ../2024-10 (by) or 2024-05/.. (from)'

/**
 * Reads EDTF levels 0 and 1 (Library of Congress, 2019; ISO 8601-2) without times of day, for the years 0001 to 9999:
 * years, months, days, seasons (2024-21 to 2024-24), unspecified digits from the right (199X, 20XX, 2004-XX,
 * 2004-05-XX), each optionally qualified by `?`, `~` or `%`, and intervals of these, whose ends may be open (`..`) or unknown
 * (empty).
 *
 * A qualified date is widened by one of its units (year, month or day) on either side: the standard gives it no bounds, and
 * narrower bounds would assert an order of events that the source does not state.
 * @throws {DateError} with the text, the error and suggestions
 */
export function parseDate(text: string): PartialDate {
  const date = readDate(text)
  if (date) return date
  const part = partsOf(text).find(part => isFaulty(part, text))
  if (part === undefined) throw refusal(text, 'the interval ends before it begins')
  if (saysOngoing(text)) throw refusal(text, 'leave it empty if there is no end', 'empty')
  if (saysUnknown(text)) throw refusal(text, 'leave it empty if the date is not known', 'empty')
  const stem = stemOf(part)
  const [calendar, suggestions] = [calendarFault(stem), suggestDates(text)]
  const meant = suggestions.map(date => `"${date}"`).join(' or ')
  const wayOut = meant ? `did you mean ${meant}?` : calendar ? null : HELP
  const fault = [calendar ?? notationFault(stem, text), wayOut].filter(part => part !== null).join('; ')
  throw refusal(text, fault, wayOut === null ? undefined : 'notation')
}

const refusal = (text: string, fault: string, remedy?: DateError['remedy']): DateError =>
  new DateError(`"${text}" is not a date: ${fault}`, remedy)

/** The error in a text that is not a date. */
function notationFault(stem: string, text: string): string | null {
  // Days since 1900, which spreadsheets show in cells that are not formatted as dates.
  if (/^\d{5}(\.\d+)?$/.test(stem))
    return 'it looks like the serial number of a spreadsheet date; format its cell as a date'
  if (/^\d{8}$/.test(stem)) return 'put hyphens between year, month and day'
  if (hasShortYear(text)) return 'a two-digit year does not give the century; write four digits'
  return notRead(stem, text)
}

function calendarFault(stem: string): string | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(stem) ?? []
  if (!year) return null
  if (month?.length === 1 || day?.length === 1) return 'write months and days with two digits'
  if (Number(year) < 1) return YEARS
  const m = Number(month)
  if (m < 1 || (m > 12 && (m < 21 || m > 41 || day))) return `there is no month ${month}`
  if (m > 12) return LEVEL_2
  return day ? `${year}-${month} has no day ${day}` : null
}

const YEARS = 'years run from 0001 to 9999'
const LEVEL_2 = 'it is EDTF level 2; only levels 0 and 1 are supported'

/** EDTF syntax that is not supported. */
function notRead(stem: string, text: string): string | null {
  if (/^\d{4}-?\d{2}-?\d{2}[T ]\d/.test(stem)) return 'times of day are not supported; leave the time out'
  if (text.length > 80) return null
  if (/^-\d|^Y-?\d+$/.test(stem)) return YEARS
  try {
    parse(stem)
    // Each part of 30/02/2024 alone would be a century or a year.
    parse(text)
  } catch {
    return null
  }
  return LEVEL_2
}
