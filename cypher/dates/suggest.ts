import { addDays, addMonths } from './calendar.ts'
import { readDate } from './grammar.ts'
import { readNotation } from './notations.ts'

/** Longer text is not a date in any notation. */
const LONGEST = 60

/** Valid EDTF texts that a text may mean, the likeliest first; empty if its notation is unknown. */
export function suggestDates(text: string): string[] {
  if (text.length > LONGEST) return []
  const plain = plainOf(text)
  return [...new Set(readAny(plain))].filter(date => date !== text && readDate(date) !== null)
}

/** A two-digit year: 1/21/77, May 77, '77. */
export const hasShortYear = (text: string): boolean =>
  text.length <= LONGEST && /^(?:\d{1,2}([-/.])\d{1,2}\1\d{2}|\p{L}{3,}\.?[- ]'?\d{2}|['’]\d{2})$/u.test(text.trim())

/** Words for an ongoing end. */
export const saysOngoing = (text: string): boolean => text.length <= LONGEST && ONGOING.test(plainOf(text))
/** Words and signs for a missing date. */
export const saysUnknown = (text: string): boolean => text.length <= LONGEST && UNKNOWN.test(plainOf(text))

const ONGOING =
  /^(?:(?:until |till |up |to )*(?:the |to )?(?:present|date|now|today)|current(?:ly)?|ongoing|incumbent|active|in office|still .*|(?:bis )?heute|aktuell|présent|aujourd'hui|à ce jour|presente|actual(?:idad|mente)?|至今|迄今|现在|現在|目前|现任|現任|在任|在职|在職|現職|현재|по настоящее время|настоящее время|н\. ?в\.)$/
const UNKNOWN =
  /^(?:n\/?a|none|null|nil|unknown|undated|n\.? ?d\.?|tb[acd]|\?+|-+|\.{3,}|不详|不詳|未知|不明|无|無|unbekannt|inconnue?|desconocid[ao]|неизвестно)$/

/** In lower case, with ordinary digits, hyphens for dashes, and without surrounding brackets. */
const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[([](.*)[)\]]$/, '$1')
    .trim()

function readAny(text: string): string[] {
  // With a dash, 2010–12 may be a month or a range of years.
  const [, first = '', until = ''] = /^(\d{4})[-/](\d\d)$/.exec(text) ?? []
  const years = until > first.slice(2) ? [`${first}/${first.slice(0, 2)}${until}`] : []
  const squeezed = text.replaceAll(' ', '').toUpperCase()
  if (readDate(squeezed)) return [squeezed, ...years]
  for (const read of [readOne, readBounded, readRange]) {
    const dates = read(text)
    if (dates.length > 0) return [...dates, ...years]
  }
  return years
}

/** One date, optionally with a word that makes it vague. */
function readOne(text: string): string[] {
  const [, about] = ABOUT.exec(text) ?? []
  if (about !== undefined) return readOne(about).map(date => (/[~/X]/.test(date) ? date : `${date}~`))
  const [, , within, after] = WITHIN.exec(text) ?? []
  const rest = within ?? after?.replace(/年$/, '')
  if (rest !== undefined) return readOne(rest)
  const [, around] = AROUND.exec(text) ?? []
  if (around !== undefined) return readOne(around).map(date => `${date}~`)
  if (/^\d{4}$/.test(text)) return [text]
  const squeezed = text.toUpperCase()
  return readDate(squeezed) ? [squeezed] : readNotation(text)
}

const ABOUT =
  /^(?:(?:c|ca|cca|circa|about|around|approx|approximately|roughly|um|etwa|vers|hacia|около)\.?(?: |(?=\d))|[~≈≃约約])\s*(.+)$/
const AROUND = /^(.*\d{4}.*?)年? ?(?:左右|前后|前後|頃|ごろ|\(?(?:approx|circa|ca|c)\.?\)?)$/
/** A part of a year or month, which EDTF levels 0 and 1 do not support. The whole year or month is vaguer, but correct. */
const WITHIN =
  /^(early|mid|middle of|late|end of|beginning of|start of|anfang|mitte|ende|début|fin|inicio de)[- ]?(?:in )?(.+)$|^(.+[年月])(?:初|末|底|中|上旬|中旬|下旬|中期|早期)$/

/** A date as a bound: before, after, since, until. */
function readBounded(text: string): string[] {
  const [, word = '', date = ''] = BOUND.exec(text) ?? []
  const [, open] = /^(.+?) ?-(?: ?(?:present|now|today|current|date|至今))?$|^$/.exec(text) ?? []
  if (open !== undefined) return readOne(open).map(from => `${from}/..`)
  if (word === '') return /^- ?\d/.test(text) ? readOne(text.slice(1).trim()).map(to => `../${to}`) : []
  return readOne(date).flatMap(text => {
    if (text.includes('/')) return []
    if (/^(?:since|from|as of|starting|seit|ab|depuis|desde|с)$/.test(word)) return [`${text}/..`]
    if (/^(?:until|till|to|by|up to|no later than|bis|jusqu'en)$/.test(word)) return [`../${text}`]
    const earlier = /^(?:before|prior to|pre|vor|avant|antes de|до)$/.test(word)
    const next = besideOf(text, earlier ? -1 : 1)
    return next === null ? [] : [earlier ? `../${next}` : `${next}/..`]
  })
}

const BOUND =
  /^(since|from|as of|starting|seit|ab|depuis|desde|с|until|till|to|by|up to|no later than|bis|jusqu'en|before|prior to|pre|vor|avant|antes de|до|after|post|nach|après|después de|после)[- ](.+)$/

/** The previous or next day, month or year. */
function besideOf(text: string, by: 1 | -1): string | null {
  const date = readDate(text)
  const day = by < 0 ? date?.earliest : date?.latest
  if (!date || !day) return null
  if (date.precision === 'day') return addDays(day, by)
  const length = date.precision === 'month' || date.precision === 'season' ? 7 : 4
  return (length === 7 ? addMonths(day, by) : addMonths(day, 12 * by))?.slice(0, length) ?? null
}

/** Two dates with a word or a dash in between; the first may take its year from the second. */
function readRange(text: string): string[] {
  for (const between of BETWEEN) {
    const [, first = '', last = ''] = between.exec(text) ?? []
    const year = /\b\d{4}\b/.exec(last)?.[0]
    const ends = readOne(last)
    const begins = readOne(first).concat(year ? readOne(`${first} ${year}`) : [])
    if (begins[0] === undefined || ends[0] === undefined) continue
    // If day and month may be swapped in both, pairs the first readings and the second readings.
    return begins.flatMap((begin, at) => {
      const end = ends[Math.min(at, ends.length - 1)] ?? ''
      return begin.includes('/') || end.includes('/') ? [] : [`${begin}/${end}`]
    })
  }
  return []
}

const BETWEEN = [
  /^(?:from |between )?(.+?) (?:to|until|till|through|thru|and|or|bis|und|-) (.+)$/,
  /^(.+?) ?(?:至|到|~|〜|から) ?(.+?)$/,
  /^(\d{4})-(\d{4})$/,
  /^(.{4,}?)-(.{4,})$/,
  /^([^/]+)\/([^/]+)$/,
  /^(\p{L}+\.?)-(\p{L}+\.? \d{4})$/u,
]
