import { addDays, addMonths, daysIn, iso } from './calendar.ts'

/**
 * A date as vague as its source: the EDTF text as written, and the first and last possible day (ISO, both inclusive). `null` is an
 * open or unknown end.
 */
export interface PartialDate {
  text: string
  earliest: string | null
  latest: string | null
  precision: Precision
}

export type Precision = 'day' | 'month' | 'season' | 'year' | 'decade' | 'century' | 'interval' | 'open'

type Meaning = Omit<PartialDate, 'text'>
/** An open or unknown end. */
const OPEN: Meaning = { earliest: null, latest: null, precision: 'open' }
const isOpen = (part: string): boolean => part === '' || part === '..'

const PLAIN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const SEASON = /^(\d{4})-(2[1-4])$/
const UNSPECIFIED = /^(\d{4}-XX(?:-XX)?|\d{4}-\d{2}-XX|\d{3}X|\d{2}XX)$/

/** The same text if it is a date with a first and a last day, such as a day, a month or a year; otherwise null. */
export function readPeriod(text: string | null): string | null {
  const date = text ? readDate(text) : null
  return date?.earliest && date.latest ? date.text : null
}

/** The date; null if the text does not match this grammar, or is an interval that ends before it begins. */
export function readDate(text: string): PartialDate | null {
  const slash = text.indexOf('/')
  if (slash < 0) {
    const meaning = meaningOf(text)
    return meaning && { text, ...meaning }
  }
  // With two slashes, the second part is no date.
  const [first, last] = partsOf(text).map(part => (isOpen(part) ? OPEN : meaningOf(part)))
  if (!first || !last || (first.earliest && last.latest && first.earliest > last.latest)) return null
  const open = first.earliest === null || last.latest === null
  return { text, earliest: first.earliest, latest: last.latest, precision: open ? 'open' : 'interval' }
}

/** The two ends of an interval, or a single date. */
export function partsOf(text: string): string[] {
  const slash = text.indexOf('/')
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)]
}

/** The bounds of one end of an interval, or of a single date; null if it does not match this grammar. */
function meaningOf(part: string): Meaning | null {
  const stem = stemOf(part)
  const meaning = season(stem) ?? unspecified(stem) ?? plain(stem)
  return meaning && stem !== part ? widened(meaning) : meaning
}

/** Text that is neither a date nor an open end of an interval. */
export const isFaulty = (part: string, whole: string): boolean =>
  !(part !== whole && isOpen(part)) && meaningOf(part) === null

/** A date without its qualifier. */
export const stemOf = (part: string): string => (/[?~%]$/.test(part) ? part.slice(0, -1) : part)

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
 * EDTF names neither a hemisphere nor a calendar of seasons. Spring and autumn lie within their year in all of them. A northern winter
 * and a southern summer span two years and may be named after either. By the Chinese solar terms, winter begins in early
 * November.
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

/** Only trailing digits can be unspecified, so the bounds are those with the lowest and the highest digits. */
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
