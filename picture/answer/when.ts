import { readDate } from '../../cypher/dates/grammar.ts'
import { addDays } from '../../cypher/dates.ts'
import type { Language } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { isObject, type Row, textAt, valueAt } from './row-columns.ts'

/** A date as vague as its sources: the first and the last possible day, and the text as written. Null is unknown. */
export interface When {
  earliest: string | null
  latest: string | null
  written: string | null
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
export const isDay = (value: unknown): value is string => typeof value === 'string' && DAY.test(value)

const dayAt = (row: Row, column: string): string | null => {
  const text = textAt(row, column)
  return isDay(text) ? text : null
}

/**
 * The date in a row or in one of its columns, `from`. `on` is the column of the date as written. Without bounds beside it, the
 * text has its own.
 */
export function whenAt(row: Row, from: string | undefined, on?: string): When {
  const prefix = from === undefined ? '' : `${from}.`
  const written = textAt(row, on ?? `${prefix}on`)
  if (valueAt(row, `${prefix}earliest`) === undefined) return { ...boundsOf(written), written }
  return { earliest: dayAt(row, `${prefix}earliest`), latest: dayAt(row, `${prefix}latest`), written }
}

/** Two columns with the bounds of a date. */
export const boundsAt = (row: Row, earliest: string, latest: string): When => ({
  earliest: dayAt(row, earliest),
  latest: dayAt(row, latest),
  written: null,
})

function boundsOf(text: string | null): Pick<When, 'earliest' | 'latest'> {
  const { earliest = null, latest = null } = (text === null ? null : readDate(text)) ?? {}
  return { earliest, latest }
}

/** The date in words that are no more precise than it; null if nothing is known. */
export function whenWords({ earliest, latest, written }: When, language: Language): string | null {
  if (written !== null) return dateWords(written, language)
  if (earliest === null && latest === null) return null
  return dateWords(edtfOf(earliest, latest), language)
}

/** The shortest EDTF text with these bounds. */
function edtfOf(earliest: string | null, latest: string | null): string {
  if (earliest === null || latest === null) return `${short(earliest ?? '..', true)}/${short(latest ?? '..', false)}`
  if (earliest === latest) return earliest
  const [year, month] = [earliest.slice(0, 4), earliest.slice(0, 7)]
  if (earliest === `${year}-01-01` && latest === `${year}-12-31`) return year
  if (earliest === `${month}-01` && latest === lastOf(month)) return month
  return `${short(earliest, true)}/${short(latest, false)}`
}

/** A day as its month or year if it is the first, or the last, of it. */
function short(day: string, isFirst: boolean): string {
  if (!isDay(day)) return day
  if (day.endsWith(isFirst ? '-01-01' : '-12-31')) return day.slice(0, 4)
  const month = day.slice(0, 7)
  return day === (isFirst ? `${month}-01` : lastOf(month)) ? month : day
}

const lastOf = (month: string): string | null => boundsOf(month).latest

/** The name of a period: `2024`, `May 2024`, `January – June 2024`. */
export function periodWords(begin: string, end: string, language: Language): string {
  const text = edtfOf(begin, end)
  if (!text.includes('/')) return dateWords(text, language)
  const [first = '', last = ''] = text.split('/')
  return `${dateWords(first, language)} – ${dateWords(last, language)}`
}

/** The period in the parameters: `on`, or `from` and `to`; null if they have none. */
export function windowOf(params: Row): When | null {
  const on = params.on
  const [earliest, latest] = isObject(on) ? [on.earliest, on.latest] : [params.from, params.to]
  const days = [earliest, latest].map(day => (isDay(day) ? day : null))
  return days.some(day => day !== null) ? { earliest: days[0] ?? null, latest: days[1] ?? null, written: null } : null
}

/** The day after, at which a range that includes the day ends. */
export const dayAfter = (day: string): string => addDays(day, 1) ?? day
