import { daysIn } from '../../cypher/dates/calendar.ts'
import type { Bounds } from '../../cypher/dates/relations.ts'
import { eventBounds, isEvent, isStated, tenuresOf } from './as-of.ts'
import type { Network } from './network.ts'
import type { Report, Reports } from './reported-by.ts'

/** A year or a month, its first and last day, and the joinings and leavings, or first reports, that surely or possibly happened in it. */
export interface EventBar {
  begin: string
  end: string
  definite: number
  /** Not counted as definite. A vague event is possible in every bar that it can fall into. */
  possible: number
}

export interface EventHistogram {
  unit: 'year' | 'month'
  bars: EventBar[]
}

/** Above this many months, bars are years. */
const MOST_MONTHS = 72

export interface TimeSpan {
  first: string
  last: string
}

/** The first and the last day that the tenures and events of a network mention; null without any. */
export const timeSpan = ({ edges }: Network): TimeSpan | null =>
  spanOf(
    [...edges.values()].flatMap(({ relationships }) => [
      ...tenuresOf(relationships).flatMap(({ begin, end, lastSeen }) => [...daysOf(begin), ...daysOf(end), lastSeen]),
      ...relationships.filter(isEvent).flatMap(event => daysOf(eventBounds(event))),
    ]),
  )

/** The first and the last day on which something of the network can first have been reported; null if no source has a date. */
export const reportSpan = (network: Network, reports: Reports): TimeSpan | null =>
  spanOf(reportsIn(network, reports).flatMap(daysOf))

function spanOf(days: readonly (string | null)[]): TimeSpan | null {
  let [first, last]: [string | null, string | null] = [null, null]
  for (const day of days) {
    if (day === null) continue
    if (first === null || day < first) first = day
    if (last === null || day > last) last = day
  }
  return first === null || last === null ? null : { first, last }
}

/** The stated joinings and leavings over the whole span, by month, or by year if that makes too many bars. */
export function eventHistogram(network: Network): EventHistogram | null {
  const span = timeSpan(network)
  const events = [...network.edges.values()].flatMap(({ relationships }) =>
    relationships.filter(one => isEvent(one) && isStated(one)).map(eventBounds),
  )
  return span && histogramOf(events, span)
}

/** The first reports of the network over the whole span, by month or year. */
export function reportHistogram(network: Network, reports: Reports): EventHistogram | null {
  const span = reportSpan(network, reports)
  return span && histogramOf(reportsIn(network, reports), span)
}

const reportsIn = ({ edges }: Network, { byEdge }: Reports): Report[] =>
  [...edges.keys()].flatMap(id => byEdge.get(id) ?? [])

function histogramOf(dates: readonly Bounds[], span: TimeSpan): EventHistogram {
  const months = monthOf(span.last) - monthOf(span.first) + 1
  const unit = months > MOST_MONTHS ? 'year' : 'month'
  const width = unit === 'year' ? 12 : 1
  const start = Math.floor(monthOf(span.first) / width)
  const bars = Array.from({ length: Math.floor(monthOf(span.last) / width) - start + 1 }, (_, at): EventBar => {
    const month = (start + at) * width
    return { begin: firstDay(month), end: lastDay(month + width - 1), definite: 0, possible: 0 }
  })
  const barAt = (day: string | null, open: number) => (day === null ? open : Math.floor(monthOf(day) / width) - start)
  for (const { earliest, latest } of dates) {
    if (earliest === null && latest === null) continue
    const [from, to] = [barAt(earliest, 0), barAt(latest, bars.length - 1)]
    const isSure = from === to && earliest !== null && latest !== null
    for (const bar of bars.slice(from, to + 1)) bar[isSure ? 'definite' : 'possible']++
  }
  return { unit, bars }
}

const daysOf = ({ earliest, latest }: Bounds) => [earliest, latest]

/** Months since the year 0. */
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

const monthText = (month: number) =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
const firstDay = (month: number) => `${monthText(month)}-01`
const lastDay = (month: number) => `${monthText(month)}-${daysIn(Math.floor(month / 12), (month % 12) + 1)}`
