import type { KeyboardEvent } from 'react'
import { addDays, dayNumber } from '../../cypher/dates/calendar.ts'
import { readDate } from '../../cypher/dates/grammar.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import type { EventHistogram, TimeSpan } from '../../picture/network/event-histogram.ts'
import { type StepUnit, startOf, stepByKey, within } from '../graph/step-day.ts'
import type { Clock } from '../store/location.ts'
import { useWords } from './context.ts'

/** A slider over all dates of the map, under a histogram of its events. A date outside them puts the thumb at an end. */
export function TimeSlider({
  at,
  vs,
  clock,
  span,
  unit,
  histogram,
  onMove,
  onDone,
}: {
  at: string
  /** The date that `at` is compared with. */
  vs: string | null
  clock: Clock
  span: TimeSpan
  unit: StepUnit
  histogram: EventHistogram
  onMove(day: string): void
  /** Called when a move may be finished: at once by the pointer, or after a while by the keyboard. */
  onDone(delay: number): void
}) {
  const { t, language } = useWords()
  const date = readDate(at)
  const day = within(date?.earliest ?? span.first, span)
  const press = (event: KeyboardEvent) => {
    const target = stepByKey(event.key, day, unit, span)
    if (target === null || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    onMove(within(target, span))
  }
  return (
    <div className="time-slider">
      {vs !== null && (
        <p className="compared quiet">{t(`time.compared.${sideOf(vs, span)}`, { date: dateWords(vs, language) })}</p>
      )}
      <Bars {...{ histogram, clock, span, vs }} />
      <input
        type="range"
        aria-label={t('time.label')}
        aria-valuetext={dateWords(at, language)}
        min={dayNumber(span.first)}
        max={dayNumber(span.last)}
        value={dayNumber(day)}
        onChange={event => {
          const moved = addDays('1970-01-01', event.target.valueAsNumber) ?? day
          onMove(within(startOf(moved, unit), span))
        }}
        onKeyDown={press}
        onKeyUp={() => onDone(KEY_REST)}
        onPointerUp={() => onDone(0)}
        onPointerCancel={() => onDone(0)}
        onBlur={() => onDone(0)}
      />
      <p className="ends quiet" aria-hidden="true">
        <span>{dateWords(span.first, language)}</span>
        <span>{dateWords(span.last, language)}</span>
      </p>
    </div>
  )
}

/** Whether the second date has a place on the scale. */
function sideOf(vs: string, { first, last }: TimeSpan): 'before' | 'within' | 'after' {
  const { earliest = null, latest = null } = readDate(vs) ?? {}
  if (latest !== null && latest < first) return 'before'
  return earliest !== null && earliest > last ? 'after' : 'within'
}

/** Several keys in a row are one move. */
const KEY_REST = 700

function Bars({
  histogram: { unit, bars },
  clock,
  span,
  vs,
}: {
  histogram: EventHistogram
  clock: Clock
  span: TimeSpan
  vs: string | null
}) {
  const { t, language } = useWords()
  const start = dayNumber(span.first)
  const days = dayNumber(span.last) - start + 1
  const most = Math.max(1, ...bars.map(({ definite, possible }) => definite + possible))
  const precision = unit === 'year' ? 4 : 7
  return (
    <div className="bars" role="img" aria-label={t(`time.${clock}.histogram`, { unit: t(`time.unit.${unit}`) })}>
      {bars.map(({ begin, end, definite, possible }) => {
        const [from, to] = [dayNumber(begin) - start, dayNumber(end) - start + 1]
        return (
          <div
            key={begin}
            title={t('time.bar', { date: dateWords(begin.slice(0, precision), language), definite, possible })}
            style={{ left: percent(from / days), width: percent(((to - from) / days) * 0.85) }}
          >
            <i className="possible" style={{ height: percent(possible / most) }} />
            <i className="definite" style={{ height: percent(definite / most) }} />
          </div>
        )
      })}
      {vs !== null && sideOf(vs, span) === 'within' && <Second vs={vs} span={span} />}
    </div>
  )
}

/** The second date: a band from its first to its last day. */
function Second({ vs, span }: { vs: string; span: TimeSpan }) {
  const { t, language } = useWords()
  const { earliest, latest } = readDate(vs) ?? { earliest: null, latest: null }
  const [first, last] = [dayNumber(span.first), dayNumber(span.last) + 1]
  const from = dayNumber(within(earliest ?? span.first, span))
  const to = dayNumber(within(latest ?? span.last, span)) + 1
  const shareOf = (days: number) => percent(days / (last - first))
  return (
    <div
      className="second"
      title={`${t('time.second')}${t('colon')}${dateWords(vs, language)}`}
      style={{ left: shareOf(from - first), width: shareOf(to - from) }}
    />
  )
}

const percent = (share: number) => `${share * 100}%`
