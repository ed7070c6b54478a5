import { useMemo } from 'react'
import type { AnyRow, Query } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import type { RowState } from '../../picture/answer/row-as-of.ts'
import { datesOfRows, rowStates } from '../store/rows-as-of.ts'
import { atDates, type StatesAtDate, statesWords, together } from '../table/states-at-date.ts'
import { useExplorerState, useWords } from './context.ts'
import { Chip } from './Evidence.tsx'

/** The rows at each chosen date in a sentence with numbers, and of two dates how many rows differ; nothing without a date. */
export function StatesSentence({ states }: { states: readonly StatesAtDate[] }) {
  const { t, language } = useWords()
  if (states.length === 0) return null
  return (
    <p className="state-sentence" role="status">
      {statesWords(states, { t, language })}
    </p>
  )
}

/** The same for the rows of a panel. */
export function RowsSentence({ rows, question }: { rows: readonly AnyRow[]; question: Query }) {
  const { t } = useWords()
  const location = useExplorerState(state => state.location)
  if (location.at !== null && location.clock === 'known')
    return <p className="state-sentence">{t('time.known.rows')}</p>
  return <StatesSentence states={atDates(datesOfRows(location), date => rowStates(rows, question, date))} />
}

/** What each row of a panel is at each date of the map, and the rows that are shown: a row that holds at one of them is not absent. */
export function useRowsAtDate<Row extends AnyRow>(rows: readonly Row[], question: Query) {
  const { at, vs, clock, hideAbsent } = useExplorerState(state => state.location)
  return useMemo(() => {
    const all = atDates(datesOfRows({ at, vs, clock }), date => rowStates(rows, question, date))
    const byRow = new Map(rows.map((row, place) => [row, all.flatMap(({ each }) => each[place] ?? [])]))
    const statesOf = (row: Row): RowState[] => byRow.get(row) ?? []
    return { shown: hideAbsent ? rows.filter(row => together(statesOf(row)) !== 'no') : rows, statesOf }
  }, [rows, question, at, vs, clock, hideAbsent])
}

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
