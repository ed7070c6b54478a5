import { type FormEvent, type ReactNode, useEffect, useMemo, useState } from 'react'
import { readDate, readPeriod } from '../../cypher/dates/grammar.ts'
import type { Bounds } from '../../cypher/dates/relations.ts'
import type { Language } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import {
  eventHistogram,
  reportHistogram,
  reportSpan,
  type TimeSpan,
  timeSpan,
} from '../../picture/network/event-histogram.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import type { Network } from '../../picture/network/network.ts'
import { STEP_UNITS, type StepUnit } from '../graph/step-day.ts'
import type { Translate } from '../i18n/translate.ts'
import { CLOCKS, type Clock } from '../store/location.ts'
import { momentOf } from '../store/moment.ts'
import { momentWords, windowWords } from '../store/moment-words.ts'
import { failedReports } from '../store/required-queries.ts'
import { reasonOf } from '../store/title.ts'
import { Changes } from './Changes.tsx'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { canPlay, useMove, usePlay } from './date-moves.ts'
import { TimeSlider } from './TimeSlider.tsx'

/** The date of the map: none, one, or two to compare; and the window of its question. */
export function TimeControl() {
  const { t } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const network = useExplorerState(state => state.network)
  const within = useExplorerState(state => state.within)
  const date = useExplorerState(state => state.location.at)
  const span = useMemo(() => network && timeSpan(network), [network])
  const isOfMoves = network !== null && hasMoves(network)
  const at = isOfMoves ? null : date
  if (!network || (!span && !date && !within)) return null
  const inWindow = within && (
    <>
      <HideAbsent />
      <a className="button" {...link({ from: null, to: null, ...(at ? {} : { hideAbsent: false }) })}>
        {t('time.window.clear')}
      </a>
    </>
  )
  if (at)
    return (
      <DateOfMap at={at} network={network} within={within}>
        {inWindow ?? <HideAbsent />}
      </DateOfMap>
    )
  return (
    <section className="time" aria-label={t('time.label')}>
      {within && <WindowSentence network={network} within={within} />}
      <p className="time-row">
        {isOfMoves && date && <span className="quiet">{t('moves.undated')}</span>}
        {!within && !isOfMoves && <span className="quiet">{t('time.all')}</span>}
        {!isOfMoves && (
          <button type="button" className="button" onClick={() => explorer.navigate({ at: span?.last ?? null })}>
            {t('time.choose')}
          </button>
        )}
        {inWindow}
      </p>
    </section>
  )
}

interface Shown {
  network: Network
  within: Network | null
}

function DateOfMap({ at, network, within, children }: Shown & { at: string; children: ReactNode }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const vs = useExplorerState(state => state.location.vs)
  const clock = useExplorerState(state => state.location.clock)
  const reports = useExplorerState(state => state.reports)
  const moment = useExplorerState(momentOf)
  const [unit, setUnit] = useState<StepUnit>('month')
  const isKnown = clock === 'known'
  const [span, histogram] = useMemo(() => {
    if (!isKnown) return [timeSpan(network), eventHistogram(network)]
    return reports ? [reportSpan(network, reports), reportHistogram(network, reports)] : [null, null]
  }, [network, reports, isKnown])
  const { move, done } = useMove()
  const { isPlaying, toggle } = usePlay(at, span, unit)
  return (
    <section className="time on" aria-label={t('time.label')}>
      {span && histogram && (
        <div className="time-row">
          {canPlay() && (
            <button
              type="button"
              className="button play"
              onClick={toggle}
              aria-label={t(`time.${isPlaying ? 'pause' : 'play'}`)}
            >
              {isPlaying ? '⏸' : '▶'}
            </button>
          )}
          <TimeSlider {...{ at, vs, clock, span, unit, histogram }} onMove={move} onDone={done} />
        </div>
      )}
      <DateSentence at={at} span={span} isQuiet={isPlaying} />
      {within && <WindowSentence network={network} within={within} />}
      <div className="time-row">
        <DateForm at={at} vs={vs} />
        <label>
          {t('time.clock')}
          <select value={clock} onChange={event => explorer.navigate({ clock: event.target.value as Clock })}>
            {CLOCKS.map(one => (
              <option key={one} value={one}>
                {t(`time.${one}.name`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('time.step')}
          <select value={unit} onChange={event => setUnit(event.target.value as StepUnit)}>
            {STEP_UNITS.map(one => (
              <option key={one} value={one}>
                {t(`time.unit.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {children}
        <a
          className="button"
          {...link({ at: null, vs: null, clock: 'true', ...(within ? {} : { hideAbsent: false }) })}
        >
          {t('time.all')}
        </a>
        {moment?.changes && <Changes network={network} moment={moment} />}
      </div>
    </section>
  )
}

export function HideAbsent() {
  const { t } = useWords()
  const explorer = useExplorer()
  const hideAbsent = useExplorerState(state => state.location.hideAbsent)
  return (
    <label>
      <input
        type="checkbox"
        checked={hideAbsent}
        onChange={event => explorer.navigate({ hideAbsent: event.target.checked })}
      />
      {t('time.hideAbsent')}
    </label>
  )
}

/** What the map shows at its date, in words and numbers, or why it shows nothing of it yet. */
function DateSentence({ at, span, isQuiet }: { at: string; span: TimeSpan | null; isQuiet: boolean }) {
  const { t, language } = useWords()
  const clock = useExplorerState(state => state.location.clock)
  const moment = useExplorerState(momentOf)
  const failure = useExplorerState(failedReports)
  if (!moment?.state)
    return (
      <p className="time-sentence" role={failure ? 'alert' : 'status'}>
        {failure ? t('time.known.failed', { message: reasonOf(t, language, failure) }) : t('loading')}
      </p>
    )
  return (
    <p className="time-sentence" aria-live={isQuiet ? 'off' : 'polite'}>
      <strong>{momentWords(t, language, moment)}</strong> {outside(readDate(at), span, clock, t, language)}
    </p>
  )
}

function WindowSentence({ network, within }: { network: Network; within: Network }) {
  const { t, language } = useWords()
  const location = useExplorerState(state => state.location)
  const earliest = readDate(location.from ?? '')?.earliest ?? null
  const latest = readDate(location.to ?? '')?.latest ?? null
  const span = useMemo(() => timeSpan(network), [network])
  return (
    <p className="time-sentence window-sentence" aria-live="polite">
      <strong>{windowWords(t, language, { location, network, within })}</strong>{' '}
      {within.edges.size === 0 && t('time.window.none')}{' '}
      {!hasMoves(network) && outside({ earliest, latest }, span, 'window', t, language)}
    </p>
  )
}

/** The two dates as text, of any precision. */
export function DateForm({ at, vs }: { at: string; vs: string | null }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const [draft, setDraft] = useState({ at, vs: vs ?? '' })
  const [isWrong, setWrong] = useState(false)
  useEffect(() => {
    setDraft({ at, vs: vs ?? '' })
    setWrong(false)
  }, [at, vs])
  const apply = (event: FormEvent) => {
    event.preventDefault()
    const [first, second] = [draft.at.trim(), draft.vs.trim()].map(readPeriod)
    const wrong = !first || (draft.vs.trim() !== '' && !second)
    setWrong(wrong)
    if (!wrong) explorer.navigate({ at: first, vs: second ?? null })
  }
  return (
    <form onSubmit={apply} title={t('time.hint')} noValidate>
      {(['at', 'vs'] as const).map(name => (
        <label key={name}>
          {t(name === 'at' ? 'time.date' : 'time.second')}
          <input
            name={name}
            value={draft[name]}
            size={10}
            autoComplete="off"
            placeholder={name === 'vs' ? t('time.secondNone') : '2023-12-01'}
            aria-invalid={isWrong && !readPeriod(draft[name].trim()) && (name === 'at' || draft.vs.trim() !== '')}
            onChange={event => setDraft({ ...draft, [name]: event.target.value })}
          />
        </label>
      ))}
      <button type="submit" className="button">
        {t('time.apply')}
      </button>
      {isWrong && (
        <span className="cut" role="alert">
          {t('time.invalid')}
        </span>
      )}
    </form>
  )
}

/** Whether a date or window is before or after everything on the map. */
function outside(
  date: Bounds | null,
  span: TimeSpan | null,
  words: Clock | 'window',
  t: Translate,
  language: Language,
): string | null {
  if (!span) return t(`time.${words}.undated`)
  if (date?.latest && date.latest < span.first)
    return t(`time.${words}.beforeAll`, { first: dateWords(span.first, language) })
  if (date?.earliest && date.earliest > span.last)
    return t(`time.${words}.afterAll`, { last: dateWords(span.last, language) })
  return null
}
