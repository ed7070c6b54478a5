import { compilePattern } from '../text/date-pattern.ts'
import { isDate, looksLikeDate } from './column-values.ts'

export interface DateGuess {
  dates: (string | { pattern: string; from: number })[]
  /** The language of month names other than English. */
  language?: string
  /** Whether day and month can be swapped in the whole sample. */
  unsure: boolean
  /** Texts that match no pattern. */
  unread: string[]
}

const NUMBERS = [
  ...[
    'd/M/yyyy',
    'M/d/yyyy',
    'd.M.yyyy',
    'd-M-yyyy',
    'M-d-yyyy',
    'yyyy-M-d',
    'yyyy/M/d',
    'yyyy.M.d',
    'yyyyMMdd',
    'yyyyMM',
  ],
  ...['M/yyyy', 'M.yyyy', 'M-yyyy', 'yyyy/M', 'yyyy-M', 'yyyy.M', 'yyyy年M月d日', 'yyyy年M月', 'yyyy年'],
  ...['d/M/yyyy H:mm', 'M/d/yyyy H:mm', 'd.M.yyyy H:mm', 'yyyy/M/d H:mm', 'd/M/yyyy H:mm:ss', 'M/d/yyyy H:mm:ss'],
]
const WITH_MONTHS = [
  ...['d MMM yyyy', 'd. MMM yyyy', 'MMM d, yyyy', 'MMM d yyyy', 'MMM yyyy', 'd-MMM-yyyy', 'MMM-yyyy', 'MMM, yyyy'],
  ...["d 'de' MMM 'de' yyyy", "MMM 'de' yyyy"],
]
const TWO_DIGITS = ['d/M/yy', 'M/d/yy', 'd.M.yy', 'd-M-yy', 'd-MMM-yy', 'MMM-yy', 'MMM yy', 'd MMM yy']
const LANGUAGES = ['en', 'de', 'fr', 'es']
/** Wikidata writes a year or month as its first day, so no more precision can be claimed than these patterns show. */
const WIKIDATA = ["yyyy'-01-01T00:00:00Z'", "yyyy-MM'-01T00:00:00Z'"]

/** The fewest patterns that read all dates of a sample. EDTF needs no pattern. `year` is the current year. */
export function guessDates(texts: readonly string[], year = new Date().getUTCFullYear()): DateGuess {
  const all = [...new Set(texts)].filter(text => text !== '')
  const isWikidata = all.some(text => /-01T00:00:00Z$/.test(text))
  const left = all.filter(text => !isDate(text) && !/^\d{4}-\d\d-\d\d[T ]\d/.test(text))
  const guesses = LANGUAGES.map(language => cover(left, language, year))
  const best = guesses.reduce((best, next) => (next.unread.length < best.unread.length ? next : best))
  return isWikidata ? { ...best, dates: [...WIKIDATA, ...best.dates] } : best
}

function cover(texts: readonly string[], language: string, year: number): DateGuess {
  // Assumes that two-digit years lie within the last hundred years.
  const from = year - 99
  const readers = [...NUMBERS, ...WITH_MONTHS, ...TWO_DIGITS].map(pattern => {
    const century = TWO_DIGITS.includes(pattern) ? from : undefined
    return { pattern, century, read: compilePattern(pattern, language, century) }
  })
  let left = texts.filter(text => looksLikeDate(text))
  const odd = texts.filter(text => !looksLikeDate(text))
  const dates: DateGuess['dates'] = []
  let unsure = false
  while (left.length > 0) {
    const counts = readers.map(reader => ({ ...reader, count: left.filter(text => fits(text, reader.read)).length }))
    const best = counts.reduce((best, next) => (next.count > best.count ? next : best))
    if (best.count === 0) break
    const other = best.pattern.replace('d/M', 'M/d').replace('d-M-', 'M-d-')
    if (other !== best.pattern && counts.some(({ pattern, count }) => pattern === other && count === best.count))
      unsure = true
    dates.push(best.century === undefined ? best.pattern : { pattern: best.pattern, from: best.century })
    left = left.filter(text => !fits(text, best.read))
  }
  const named = language !== 'en' && dates.some(date => /MMM/.test(typeof date === 'string' ? date : date.pattern))
  return { dates, ...(named && { language }), unsure, unread: [...left, ...odd] }
}

const fits = (text: string, read: (text: string) => string | null) => {
  const date = read(text)
  return date !== null && isDate(date)
}
