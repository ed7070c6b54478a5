import { readDate } from '../../cypher/dates/grammar.ts'
import type { Language } from '../../cypher/query.ts'
import { wordsToCome } from '../../cypher/words/announced-words.ts'
import { pictureWords } from '../../cypher/words/picture-words.ts'
import { isObject, type Row } from './row-columns.ts'

/** What every table of an answer agrees on: which columns it shows, and the words of numbers, ranges and lengths of time. */

/** The columns that have a value in any of the rows. */
export const filledColumns = (columns: readonly string[], rows: readonly Row[]): string[] =>
  columns.filter(column => rows.some(row => !isEmpty(row[column])))

/** Whether there is nothing to show: null, no text, an empty list, or a map of these. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.every(isEmpty)
  return isObject(value) && Object.values(value).every(isEmpty)
}

export const isClaim = (value: unknown): boolean => isObject(value) && 'event' in value && isObject(value.source)

export const isRange = (value: unknown): value is { min: unknown; max: unknown } =>
  isObject(value) && 'min' in value && 'max' in value && Object.keys(value).length === 2

/** Two significant digits for small numbers, so that a small share does not become 0. */
export const numberWords = (value: number, language: Language): string =>
  (Math.abs(value) < 0.1 ? SMALL : USUAL)[language].format(value)

const USUAL = { en: new Intl.NumberFormat('en'), zh: new Intl.NumberFormat('zh') }
const DIGITS = { maximumSignificantDigits: 2 }
const SMALL = { en: new Intl.NumberFormat('en', DIGITS), zh: new Intl.NumberFormat('zh', DIGITS) }

/** Columns with a range of days. */
const DAYS = new Set(['allAtOnce', 'gap', 'days', 'lag', 'vacant'])

/** `{min, max}` in words: "1 – 3", "1 – …", "0–13 days"; empty if both are unknown. */
export function rangeWords({ min, max }: { min: unknown; max: unknown }, column: string, language: Language): string {
  if (isEmpty([min, max])) return ''
  const [low, high] = [min, max].map(end => (typeof end === 'number' ? numberWords(end, language) : null))
  if (DAYS.has(column)) return pictureWords(language).days(low ?? '0', high ?? null)
  return low === high ? (low ?? '') : `${low ?? '…'} – ${high ?? '…'}`
}

/** "to leave" for the name or the date of the event that a row is about, if its sources only announce it; else undefined. */
export function announcedIn(value: string, column: string, row: Row, language: Language): string | undefined {
  if (typeof row.scheduledAsOf !== 'string') return undefined
  if (column === 'event') return wordsToCome(value, language)
  // The event that a row is about comes before the one that it is put beside.
  const about = Object.keys(row).find(name => name === 'left' || name === 'joined')
  return column === about ? wordsToCome(column, language) : undefined
}

/** Columns with texts that may look like a date and are none. */
const NO_DATES = new Set(['id', 'key', 'stint', 'name', 'title', 'role', 'roles', 'locator', 'note', 'reason'])
const DATE = /^[\d.?~%X/-]{4,}$/

/** The bounds of a vague date as written; null for other text. */
export const dateIn = (column: string, text: string): { earliest: string | null; latest: string | null } | null =>
  DATE.test(text) && !NO_DATES.has(column) ? readDate(text) : null
