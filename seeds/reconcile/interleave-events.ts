import type { Bounds } from '../../cypher/dates.ts'
import { compare } from '../claims/claim.ts'
import { type Event, type EventKind, eventOf } from './events.ts'
import { byMiddle, byTime } from './time-index.ts'

/**
 * Orders events so that joinings and leavings alternate: a person who joins must leave before joining again. The order
 * follows the dates as far as they allow and starts with a joining where possible. Consecutive events of one kind are
 * merged into one event with a disputed date. They stay separate if their claims name different stints, or if one
 * source states both, because a source does not contradict itself.
 */
export function interleaveEvents(events: Event[]): Event[] {
  if (events.length < 2) return events
  const runs = runsOf(events)
  return byDate(runs) ?? runs.flatMap(run => bySources(run).map(asOne))
}

/** The number of runs of events of one kind, in alternating order. */
export const alternations = (events: Event[]): number => runsOf(events).length

/** Whether joinings and leavings alternate without merging any of them. */
export const alternate = (events: Event[]): boolean => runsOf(events).every(({ length }) => length === 1)

/**
 * Events that alternate without merging, ordered within each kind by the middle of their dates. Dates may allow several
 * orders; stays are numbered in this one. Undefined if this order does not alternate, or if claims name stints.
 */
function byDate(runs: Event[][]): Event[] | undefined {
  const events = runs.map(([first]) => first).filter(event => event !== undefined)
  if (events.length < 3 || runs.some(({ length }) => length > 1)) return undefined
  if (events.some(({ label }) => label !== null)) return undefined
  const sorted = events.toSorted((a, b) => byMiddle(a.bounds, b.bounds))
  const queues = { joined: sorted.filter(isJoining), left: sorted.filter(event => !isJoining(event)) }
  const ordered = events.flatMap(({ kind }) => queues[kind].shift() ?? [])
  let day = ''
  for (const { bounds } of ordered) {
    day = compare(day, bounds.earliest ?? '') < 0 ? (bounds.earliest ?? '') : day
    if (day > orLast(bounds)) return undefined
  }
  return ordered
}

const isJoining = ({ kind }: Event): boolean => kind === 'joined'

/** The events in order, consecutive ones of one kind grouped. */
function runsOf(events: Event[]): Event[][] {
  const queues = { joined: queueOf(events, 'joined'), left: queueOf(events, 'left') }
  const runs: Event[][] = []
  let kind: EventKind = 'left'
  while (queues.joined.at < queues.joined.events.length || queues.left.at < queues.left.events.length) {
    const other: EventKind = kind === 'joined' ? 'left' : 'joined'
    const place = placeBefore(queues[other], queues[kind], runs.length === 0)
    const event: Event | undefined = place === undefined ? take(queues[kind]) : take(queues[other], place)
    if (!event) break
    const run = runs.at(-1)
    if (run && event.kind === kind && mayShare(run, event)) run.push(event)
    else runs.push([event])
    kind = event.kind
  }
  return runs
}

/** Splits a run before each event that has a source in common with the events before it. */
function bySources(run: Event[]): Event[][] {
  if (run.length < 2) return [run]
  const cut: Event[][] = []
  let sources = new Set<string>()
  for (const event of run) {
    const own = event.supporting.map(({ source }) => source)
    const last = cut.at(-1)
    if (last && !own.some(source => sources.has(source))) last.push(event)
    else {
      cut.push([event])
      sources = new Set()
    }
    for (const source of own) sources.add(source)
  }
  return cut
}

/** Events of one kind, ordered by last possible day. `from[i]` is the earliest first day among events i and later. */
interface Queue {
  events: Event[]
  from: string[]
  at: number
}

function queueOf(all: Event[], kind: EventKind): Queue {
  const events = all.filter(event => event.kind === kind)
  if (events.length > 1) events.sort((a, b) => byLast(a.bounds, b.bounds) || compare(a.label ?? '', b.label ?? ''))
  const queue: Queue = { events, from: [], at: 0 }
  setFrom(queue, 0, events.length - 1)
  return queue
}

const byLast = (a: Bounds, b: Bounds): number => compare(orLast(a), orLast(b)) || byTime(a, b)
const orLast = ({ latest }: Bounds): string => latest ?? '9999-12-31'

function setFrom({ events, from }: Queue, first: number, last: number): void {
  for (let at = last; at >= first; at--) {
    const own = events[at]?.bounds.earliest ?? ''
    const later = from[at + 1]
    from[at] = later !== undefined && later < own ? later : own
  }
}

function take(queue: Queue, place = queue.at): Event | undefined {
  const event = queue.events[place]
  if (!event) return undefined
  if (place > queue.at) {
    queue.events.splice(place, 1)
    queue.events.splice(queue.at, 0, event)
    setFrom(queue, queue.at, place)
  }
  queue.at++
  return event
}

/**
 * The position of an event in `queue` that can precede all remaining events of `other` and ends first; undefined if
 * there is none. An event known only as "by some day" is no reason to separate two events of the other kind.
 */
function placeBefore(queue: Queue, other: Queue, first: boolean): number | undefined {
  const head = queue.events[queue.at]
  if (!head) return undefined
  const competing = other.events[other.at]
  if (!competing || byTime(head.bounds, competing.bounds) <= 0) return queue.at
  const by = orLast(competing.bounds)
  if ((queue.from[queue.at] ?? '') > by) return undefined
  for (let at = queue.at; at < queue.events.length; at++) {
    const { earliest } = queue.events[at]?.bounds ?? {}
    if (earliest === null ? first : (earliest ?? '') <= by) return at
  }
  return undefined
}

const labelOf = (run: Event[]): string | null => run.find(({ label }) => label !== null)?.label ?? null
const mayShare = (run: Event[], { label }: Event): boolean => {
  if (label === null) return true
  const named = labelOf(run)
  return named === null || named === label
}

function asOne(run: Event[]): Event {
  const [first] = run
  if (!first) throw new Error('a run of events is empty')
  if (run.length === 1) return first
  return eventOf(
    first.kind,
    labelOf(run),
    run.flatMap(({ supporting }) => supporting),
  )
}
