import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { readDate } from '../../cypher/dates/grammar.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { eventHistogram, timeSpan } from '../../picture/network/event-histogram.ts'
import type { Network } from '../../picture/network/network.ts'
import { STEP_UNITS, type StepUnit, stepDay } from '../graph/step-day.ts'
import { readPeriod } from '../store/location.ts'
import { momentOf, momentWords } from '../store/moment.ts'
import { Changes, TimeLegend } from './Changes.tsx'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { type Span, TimeSlider, within } from './TimeSlider.tsx'

/** The date of the map: none, one, or two to compare. */
export function TimeControl() {
  const { t } = useWords()
  const explorer = useExplorer()
  const network = useExplorerState(state => state.network)
  const at = useExplorerState(state => state.location.at)
  const span = useMemo(() => network && timeSpan(network), [network])
  if (!network || (!span && !at)) return null
  if (at) return <DateOfMap at={at} network={network} span={span} />
  return (
    <section className="time" aria-label={t('time.label')}>
      <p className="time-row">
        <span className="quiet">{t('time.all')}</span>
        <button type="button" className="button" onClick={() => explorer.navigate({ at: span?.last ?? null })}>
          {t('time.choose')}
        </button>
      </p>
    </section>
  )
}

function DateOfMap({ at, network, span }: { at: string; network: Network; span: Span | null }) {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const vs = useExplorerState(state => state.location.vs)
  const hideAbsent = useExplorerState(state => state.location.hideAbsent)
  const moment = useExplorerState(momentOf)
  const [unit, setUnit] = useState<StepUnit>('month')
  const histogram = useMemo(() => eventHistogram(network), [network])
  const { move, done } = useMove()
  const { isPlaying, toggle } = usePlay(at, span, unit, move, done)
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
          <TimeSlider {...{ at, span, unit, histogram }} onMove={move} onDone={done} />
        </div>
      )}
      <p className="time-sentence" aria-live={isPlaying ? 'off' : 'polite'}>
        <strong>{moment && momentWords(t, language, moment)}</strong> {outside(at, span, t, language)}
      </p>
      <div className="time-row">
        <DateForm at={at} vs={vs} />
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
        <label>
          <input
            type="checkbox"
            checked={hideAbsent}
            onChange={event => explorer.navigate({ hideAbsent: event.target.checked })}
          />
          {t('time.hideAbsent')}
        </label>
        <a className="button" {...link({ at: null, vs: null, hideAbsent: false })}>
          {t('time.all')}
        </a>
        {moment?.changes && <Changes network={network} moment={moment} />}
        <TimeLegend isComparison={vs !== null} />
      </div>
    </section>
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

/** Moves the date without the browser's history, until a finished move becomes one entry. */
export function useMove() {
  const explorer = useExplorer()
  const isMoving = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useMemo(
    () => ({
      move(at: string) {
        clearTimeout(timer.current)
        isMoving.current = true
        explorer.navigate({ at }, 'none')
      },
      done(delay: number) {
        if (!isMoving.current) return
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          isMoving.current = false
          explorer.navigate({}, 'push')
        }, delay)
      },
    }),
    [explorer],
  )
}

/** How long each step is shown. */
const FRAME = 600

/** Playing moves the map by itself, so it is not offered to readers who prefer reduced motion. */
const canPlay = () => !window.matchMedia('(prefers-reduced-motion: reduce)').matches

function usePlay(
  at: string,
  span: Span | null,
  unit: StepUnit,
  move: (at: string) => void,
  done: (delay: number) => void,
) {
  const [isPlaying, setPlaying] = useState(false)
  const day = span && within(readDate(at)?.earliest ?? span.first, span)
  useEffect(() => {
    if (!isPlaying || !span || !day) return
    if (day === span.last) {
      setPlaying(false)
      done(0)
      return
    }
    const timer = setTimeout(() => move(within(stepDay(day, unit, 1), span)), FRAME)
    return () => clearTimeout(timer)
  }, [isPlaying, day, span, unit, move, done])
  const toggle = () => {
    if (isPlaying) done(0)
    // At the end, it plays from the beginning.
    else if (span && day === span.last) move(span.first)
    setPlaying(!isPlaying)
  }
  return { isPlaying, toggle }
}

function outside(at: string, span: Span | null, t: ReturnType<typeof useWords>['t'], language: 'en' | 'zh') {
  const date = readDate(at)
  if (!span) return t('time.undated')
  if (date?.latest && date.latest < span.first) return t('time.beforeAll', { first: dateWords(span.first, language) })
  if (date?.earliest && date.earliest > span.last) return t('time.afterAll', { last: dateWords(span.last, language) })
  return null
}
