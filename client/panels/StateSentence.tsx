import { useMemo } from 'react'
import type { AnyRow, Query } from '../../cypher/query.ts'
import { type RowState, stateSentence } from '../../picture/answer/row-as-of.ts'
import { dateOfRows, rowStates } from '../store/rows-as-of.ts'
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

/** The same for the rows of a panel; nothing without a date. */
export function RowsSentence({ rows, question }: { rows: readonly AnyRow[]; question: Query }) {
  const { t } = useWords()
  const at = useExplorerState(state => dateOfRows(state.location))
  const isKnown = useExplorerState(({ location }) => location.at !== null && location.clock === 'known')
  const states = useMemo(() => rowStates(rows, question, at), [rows, question, at])
  if (isKnown) return <p className="state-sentence">{t('time.known.rows')}</p>
  return states && at ? <StateSentence states={states} at={at} /> : null
}

/** What each row of a panel is at the chosen date, and the rows that are shown. */
export function useRowsAtDate<Row extends AnyRow>(rows: readonly Row[], question: Query) {
  const at = useExplorerState(state => dateOfRows(state.location))
  const isHiding = useExplorerState(state => state.location.hideAbsent)
  return useMemo(() => {
    const states = rowStates(rows, question, at)
    const byRow = new Map(rows.map((row, place) => [row, states?.[place] ?? null]))
    const stateOf = (row: Row): RowState | null => byRow.get(row) ?? null
    return { shown: isHiding ? rows.filter(row => stateOf(row) !== 'no') : rows, stateOf }
  }, [rows, question, at, isHiding])
}

/** Says what is not certain at the chosen date. A dashed border marks what is only possible. */
export function StateChip({ state, about }: { state: RowState | null; about: 'gone' | 'there' }) {
  const { t } = useWords()
  if (state === null || state === 'definite') return null
  return <Chip tone={state === 'no' ? 'plain' : 'doubt'}>{t(`asOf.${about}.${state}`)}</Chip>
}
