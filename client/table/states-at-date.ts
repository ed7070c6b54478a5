import type { Language } from '../../cypher/query.ts'
import { type RowState, stateSentence } from '../../picture/answer/row-as-of.ts'
import type { Translate } from '../i18n/translate.ts'

/** What the rows of an answer are at a date. */
export interface StatesAtDate {
  /** As written. */
  date: string
  /** Of the rows in their order; null for a row without dates. */
  each: readonly (RowState | null)[]
}

/** The states at each date for which `statesOf` gives some: rows without dates have none. */
export const atDates = (
  dates: readonly string[],
  statesOf: (date: string) => StatesAtDate['each'] | null,
): StatesAtDate[] =>
  dates.flatMap(date => {
    const each = statesOf(date)
    return each ? [{ date, each }] : []
  })

/** The state of a row over all dates: possible if it differs between them. Null without a date. */
export const together = ([first, ...others]: readonly RowState[]): RowState | null =>
  first === undefined ? null : others.every(state => state === first) ? first : 'possible'

/** A sentence with numbers for each date, and of two dates how many rows differ. */
export function statesWords(
  states: readonly StatesAtDate[],
  { t, language }: { t: Translate; language: Language },
): string {
  const [one, other] = states
  const sentences = states.map(({ date, each }) => stateSentence(each, date, language))
  const changed = one && other ? one.each.filter((state, at) => state !== other.each[at]).length : null
  if (changed !== null) sentences.push(t('time.rows.changed', { count: changed }))
  return sentences.join(t('time.rows.separator'))
}
