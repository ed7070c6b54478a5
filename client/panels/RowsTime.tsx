import { useMemo } from 'react'
import { eventHistogram, timeSpan } from '../../picture/network/event-histogram.ts'
import { questions } from '../api/question-names.ts'
import { answerTo } from '../store/answers.ts'
import { mainAsk } from '../store/required-queries.ts'
import { rowsNetwork } from '../store/rows-as-of.ts'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { useMove } from './date-moves.ts'
import { DateForm, HideAbsent } from './TimeControl.tsx'
import { TimeSlider } from './TimeSlider.tsx'

/** The date of the map for an answer that is shown as a picture or a table. Its bounds are the dates of the rows. */
export function RowsTime() {
  const { t } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const { query, at, vs, clock } = useExplorerState(state => state.location)
  const reply = useExplorerState(state => answerTo(state.answers, mainAsk(state.location))?.reply)
  const map = useExplorerState(state => state.network)
  const network = useMemo(() => rowsNetwork(query, reply?.rows ?? [], map), [query, reply, map])
  const span = useMemo(() => timeSpan(network), [network])
  const histogram = useMemo(() => {
    const found = eventHistogram(network)
    // Rows that count for a period are no events: bars of them would say nothing.
    return found && COUNTING.includes(questions.get(query)?.picture?.kind ?? '') ? { ...found, bars: [] } : found
  }, [network, query])
  const { move, done } = useMove()
  if (!span || !histogram) return null
  if (!at)
    return (
      <section className="time" aria-label={t('time.label')}>
        <p className="time-row">
          <span className="quiet">{t('time.all')}</span>
          <button type="button" className="button" onClick={() => explorer.navigate({ at: span.last })}>
            {t('time.choose')}
          </button>
        </p>
      </section>
    )
  return (
    <section className="time on" aria-label={t('time.label')}>
      <div className="time-row">
        <TimeSlider clock="true" {...{ at, vs, span, histogram }} unit="month" onMove={move} onDone={done} />
      </div>
      {clock === 'known' && <p className="time-sentence cut">{t('time.known.rows')}</p>}
      <div className="time-row">
        <DateForm at={at} vs={vs} />
        <HideAbsent />
        <a className="button" {...link({ at: null, vs: null, hideAbsent: false })}>
          {t('time.all')}
        </a>
      </div>
    </section>
  )
}

const COUNTING = ['time-bars', 'curves']
