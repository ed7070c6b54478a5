import { useMemo } from 'react'
import type { AnyRow, Query } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { type RowState, stateSentence } from '../../picture/answer/row-as-of.ts'
import { datesOfRows, rowStates } from '../store/rows-as-of.ts'
import { useExplorerState, useWords } from './context.ts'
import { Chip } from './Evidence.tsx'

/** The rows at the chosen date in a sentence with numbers. */
export function StateSentence({ states, at }: { states: readonly (RowState | null)[]; at: string }) {
  const { language } = useWords()
  return (
    <p className="state-sentence" role="status">
      {stateSentence(states, at, language)}
    </p>
  )
}

/** The same for the rows of a panel, and of two dates how many rows differ; nothing without a date. */
export function RowsSentence({ rows, question }: { rows: readonly AnyRow[]; question: Query }) {
  const { t, language } = useWords()
  const location = useExplorerState(state => state.location)
  if (location.at !== null && location.clock === 'known')
    return <p className="state-sentence">{t('time.known.rows')}</p>
  const dates = datesOfRows(location)
  const [one, other] = dates.map(at => rowStates(rows, question, at))
  if (!one) return null
  const sentences = [one, other].flatMap((states, place) =>
    states ? stateSentence(states, dates[place] ?? '', language) : [],
  )
  const changed = other ? one.filter((state, at) => state !== other[at]).length : null
  return (
    <p className="state-sentence" role="status">
      {sentences.join(t('time.rows.separator'))}
      {changed !== null && `${t('time.rows.separator')}${t('time.rows.changed', { count: changed })}`}
    </p>
  )
}

/** What each row of a panel is at each date of the map, and the rows that are shown: a row that holds at one of them is not absent. */
export function useRowsAtDate<Row extends AnyRow>(rows: readonly Row[], question: Query) {
  const { at, vs, clock, hideAbsent } = useExplorerState(state => state.location)
  return useMemo(() => {
    const all = datesOfRows({ at, vs, clock }).map(date => rowStates(rows, question, date))
    const byRow = new Map(rows.map((row, place) => [row, all.flatMap(states => states?.[place] ?? [])]))
    const statesOf = (row: Row): RowState[] => byRow.get(row) ?? []
    return { shown: hideAbsent ? rows.filter(row => together(statesOf(row)) !== 'no') : rows, statesOf }
  }, [rows, question, at, vs, clock, hideAbsent])
}

/** The state of a row over all dates of the map: possible if it differs between them. Null without a date. */
export const together = ([first, ...others]: readonly RowState[]): RowState | null =>
  first === undefined ? null : others.every(state => state === first) ? first : 'possible'

/** Says what is not certain at the date of the map, or what it is at each of two dates. A dashed border marks what is only possible. */
export function StateChip({ states, about }: { states: readonly RowState[]; about: 'gone' | 'there' }) {
  const { t, language } = useWords()
  const location = useExplorerState(state => state.location)
  const state = together(states)
  if (state === null || state === 'definite') return null
  const isChange = new Set(states).size > 1
  const words = isChange
    ? datesOfRows(location)
        .map((date, at) => `${dateWords(date, language)}${t('colon')}${t(`asOf.${about}.${states[at] ?? 'no'}`)}`)
        .join(' → ')
    : t(`asOf.${about}.${state}`)
  return <Chip tone={state === 'no' ? 'plain' : 'doubt'}>{words}</Chip>
}
