import { canAgree } from '../../cypher/dates.ts'
import { compare, type WeighedClaim } from '../claims/claim.ts'
import { clusterEvents, type Event, type EventKind, eventOf, mannersOf } from './events.ts'
import { byTime, TimeIndex } from './time-index.ts'

/**
 * An undated claim could mean any event of its kind, so it joins the last one. Without dated events it becomes an event
 * of its own.
 */
function withUndated(kind: EventKind, events: Event[], undated: WeighedClaim[]): Event[] {
  if (undated.length === 0) return events
  const sorted = events.toSorted((a, b) => byTime(a.bounds, b.bounds) || compare(a.label ?? '', b.label ?? ''))
  const last = sorted.pop()
  return [...sorted, last ? eventOf(kind, last.label, [...last.supporting, ...undated]) : eventOf(kind, null, undated)]
}

/**
 * Attaches each rumour to an event that it may refer to. Returns the remaining rumours as events of their own. A rumour
 * is listed among the claims of the event but does not support it.
 */
export function placeRumours(rumours: WeighedClaim[], events: Event[]): Event[] {
  const own: Event[] = []
  for (const kind of ['joined', 'left'] as const) {
    const of = rumours.filter(({ event }) => event === kind)
    if (of.length === 0) continue
    const index = new TimeIndex(
      events.filter(event => event.kind === kind),
      ({ bounds }) => bounds,
    )
    const alone = of.filter(rumour => {
      const event = candidatesOf(index, rumour).next().value
      event?.claims.push(rumour)
      return !event
    })
    const { events: clustered, undated } = clusterEvents(kind, alone)
    own.push(...withUndated(kind, clustered, undated))
  }
  return own
}

/**
 * A denial disputes every event if it may refer to one of the event's claims. Exception: it denies a manner that no
 * supporting claim names. Denying a dismissal does not deny a resignation.
 */
export function placeDenials(denials: WeighedClaim[], events: Event[]): void {
  for (const kind of ['joined', 'left'] as const) {
    const of = denials.filter(({ event }) => event === kind)
    if (of.length === 0) continue
    const index = new TimeIndex(
      events.filter(event => event.kind === kind),
      ({ bounds }) => bounds,
    )
    const manners = new Map<Event, Set<string>>()
    for (const denial of of)
      for (const event of firstFew(deniedBy(index, denial))) {
        event.claims.push(denial)
        const named = manners.get(event) ?? mannersOf(event.supporting)
        manners.set(event, named)
        if (denial.manner === null || named.size === 0 || named.has(denial.manner)) event.disputes.add('denied')
      }
  }
}

/**
 * Caps the events that one denial disputes, so that malformed input with thousands of denials and events does not take
 * quadratic time.
 */
const MOST_DENIED = 100

function* firstFew<T>(items: Iterable<T>): Generator<T> {
  let left = MOST_DENIED
  for (const item of items) {
    if (left-- === 0) return
    yield item
  }
}

/** The events that a rumour may refer to: with the same stint, if it names one, and with compatible dates. */
function* candidatesOf(index: TimeIndex<Event>, rumour: WeighedClaim): Generator<Event, undefined> {
  for (const event of index.all(rumour)) if (mayBeOfStint(rumour, event) && canAgree(event.common, rumour)) yield event
}

function* deniedBy(index: TimeIndex<Event>, denial: WeighedClaim): Generator<Event, undefined> {
  for (const event of index.all(denial))
    if (mayBeOfStint(denial, event) && event.supporting.some(claim => canAgree(claim, denial))) yield event
}

const mayBeOfStint = ({ stint }: WeighedClaim, { label }: Event): boolean =>
  stint === null || label === null || stint === label
