import { type Bounds, definitelyBefore } from '../../cypher/dates.ts'
import { compare, type WeighedClaim } from '../claims/claim.ts'
import { clusterEvents, type Event, eventOf, merged } from './events.ts'
import { interleaveEvents } from './interleave-events.ts'
import { separateClaims } from './one-source.ts'
import { byMiddle, byTime } from './time-index.ts'

/** One stay as far as the sources report it: a joining, a leaving, both, or only presence. */
export interface Stint {
  /** The name of the stint in the claims; null if they give no name. */
  label: string | null
  joined?: Event
  left?: Event
  presence: Presence[]
  /** The stint began after this day, when the stint before it ended. */
  after?: string | null
  /** The stint ended by this day, when the next one began. No source reports the end itself. */
  before?: string | null
}

/** Evidence that the person was present; `sole` if no other stint can contain it. */
export interface Presence {
  claim: WeighedClaim
  sole: boolean
}

/** A stint with a number is one of several successive stays. With any other name it is a post: see posts.ts. */
export const isNumbered = (label: string): boolean => /^\d{1,9}$/.test(label)

/**
 * The order of two stays at one organisation by their numbers, which their dates may leave open; 0 unless both are
 * numbered.
 */
export const byNumber = (label: string, other: string): number =>
  isNumbered(label) && isNumbered(other) ? Number(label) - Number(other) : 0

/**
 * The stays of one person at one organisation that joinings and leavings report. Stays with presence alone are added
 * later.
 */
export function pairStints(joinings: WeighedClaim[], leavings: WeighedClaim[], onward: WeighedClaim[] = []): Stint[] {
  const separate = separateClaims(joinings, leavings, onward)
  const joined = clusterEvents('joined', joinings, separate)
  const left = clusterEvents('left', leavings, separate)
  const events = joined.events.length > 0 ? [...joined.events, ...left.events] : left.events
  const stints = new Stints(events)
  // An event without any dated claim has no position in time.
  const withoutDate = events.filter(({ bounds }) => isUnknown(bounds))
  for (const event of interleaveEvents(
    withoutDate.length > 0 ? events.filter(one => !withoutDate.includes(one)) : events,
  ))
    stints.place(event)
  for (const event of withoutDate) stints.place(event)
  if (left.undated.length > 0) stints.placeUndated('left', left.undated)
  if (joined.undated.length > 0) stints.placeUndated('joined', joined.undated)
  return stints.all
}

const isUnknown = ({ earliest, latest }: Bounds): boolean => earliest === null && latest === null

class Stints {
  readonly all: Stint[] = []
  readonly #named = new Map<string, Stint>()
  /** Stints that have, or will have, an event of a kind that names them. */
  readonly #reservedNames: ReadonlySet<string>

  constructor(events: Event[]) {
    this.#reservedNames = new Set(events.flatMap(({ kind, label }) => (label === null ? [] : `${kind} ${label}`)))
  }

  /**
   * Adds the event to the stint of its name. Otherwise a leaving ends the preceding stint if that can take its name.
   * Otherwise the event starts a new stint.
   */
  place(event: Event): void {
    const { kind, label } = event
    const named = label === null ? undefined : this.#named.get(label)
    if (named) named[kind] = named[kind] ? merged(named[kind], event) : event
    else if (kind === 'left' && this.#endsLast(event)) this.#name(this.#last(), event)
    else this.#add(kind, event)
  }

  /** An undated leaving ends the last stay. With several leavings, it means the last one. */
  placeUndated(kind: Event['kind'], claims: WeighedClaim[]): void {
    const withKind = this.all.filter(stint => stint[kind])
    const [stint] = withKind.toSorted((a, b) => byTime(boundsOf(b[kind]), boundsOf(a[kind])) || byBegin(b, a))
    const open = kind === 'left' ? this.all.findLast(({ left }) => !left) : this.all.find(({ joined }) => !joined)
    const event = eventOf(kind, stint?.label ?? null, [...(stint?.[kind]?.supporting ?? []), ...claims])
    const holder = stint ?? open
    if (holder) holder[kind] = event
    else this.#add(kind, event)
  }

  #last(): Stint | undefined {
    return this.all.at(-1)
  }

  #endsLast({ label, bounds }: Event): boolean {
    const last = this.#last()
    if (!last?.joined || last.left || definitelyBefore(bounds, last.joined.bounds)) return false
    if (last.label === label) return true
    if (label === null) return !this.#reservedNames.has(`left ${last.label}`)
    return last.label === null && !this.#reservedNames.has(`joined ${label}`)
  }

  #name(stint: Stint | undefined, event: Event): void {
    if (!stint) return
    stint.left = event
    stint.label ??= event.label
    if (stint.label !== null) this.#named.set(stint.label, stint)
  }

  #add(kind: Event['kind'], event: Event): void {
    const stint: Stint = { label: event.label, presence: [], [kind]: event }
    this.all.push(stint)
    if (event.label !== null) this.#named.set(event.label, stint)
  }
}

const boundsOf = (event: Event | undefined): Bounds => event?.bounds ?? { earliest: null, latest: null }

/** The known bounds of a stint's begin, from its first dated claim of any kind. */
export function beginOf({ joined, left, presence }: Stint): Bounds {
  const seen = joined ? undefined : presence.find(({ claim, sole }) => sole && !isUnknown(claim))
  return joined?.bounds ?? seen?.claim ?? boundsOf(left)
}

const byBegin = (a: Stint, b: Stint): number =>
  byMiddle(beginOf(a), beginOf(b)) || compare(a.label ?? '', b.label ?? '')

/** Sorts stints and bounds each by its neighbours. */
export function sequence(stints: Stint[]): Stint[] {
  if (stints.length < 2) return stints
  stints.sort(byBegin)
  // Numbers determine the order where they are given, whatever the dates.
  const numbered = stints.filter(isNumberedStint).sort((a, b) => Number(a.label) - Number(b.label))
  let taken = 0
  for (const [at, stint] of stints.entries()) if (isNumberedStint(stint)) stints[at] = numbered[taken++] ?? stint
  for (const [at, stint] of stints.entries()) {
    const previous = stints[at - 1]
    const next = stints[at + 1]
    stint.after = previous?.left && surelyFollows(previous, stint) ? previous.left.bounds.earliest : null
    stint.before = next && surelyFollows(stint, next) ? (next.joined?.bounds ?? beginOf(next)).latest : undefined
  }
  return stints
}

const isNumberedStint = ({ label }: Stint): boolean => label !== null && isNumbered(label)

function surelyFollows(a: Stint, b: Stint): boolean {
  const [early, late] = [a.left?.bounds ?? beginOf(a), b.left && !b.joined ? b.left.bounds : beginOf(b)]
  if (isNumberedStint(a) && isNumberedStint(b))
    return Number(a.label) < Number(b.label) && !definitelyBefore(late, early)
  return definitelyBefore(early, late)
}
