import { type Bounds, definitelyBefore } from '../../cypher/dates.ts'
import { compare, type WeighedClaim } from '../claims/claim.ts'
import { clusterEvents, type Event, eventOf, merged } from './events.ts'
import { interleaveEvents } from './interleave-events.ts'
import { toldApart } from './one-source.ts'
import { byMiddle, byTime } from './time-index.ts'

/** One stay, as far as the sources tell: a joining, a leaving, either alone, or presence alone. */
export interface Stint {
  /** What the claims call it; null if they do not. */
  label: string | null
  joined?: Event
  left?: Event
  presence: Presence[]
  /** By then it had begun after the stint before it ended. */
  after?: string | null
  /** By then it had ended, though no one says when, for the next one began. */
  before?: string | null
}

/** Somebody was seen; `sole` if it can have been in this stint alone. */
export interface Presence {
  claim: WeighedClaim
  sole: boolean
}

/** A stint that claims number is one of several stays, one after the other. Named otherwise it is a post: see posts.ts. */
export const isNumbered = (label: string): boolean => /^\d{1,9}$/.test(label)

/** The order of two stays at one organisation by their numbers, which their dates may leave open; 0 unless both have one. */
export const byNumber = (label: string, other: string): number =>
  isNumbered(label) && isNumbered(other) ? Number(label) - Number(other) : 0

/** The stays that claims of one person at one organisation tell of, but for those of which they tell presence alone. */
export function pairStints(joinings: WeighedClaim[], leavings: WeighedClaim[], onward: WeighedClaim[] = []): Stint[] {
  const apart = toldApart(joinings, leavings, onward)
  const joined = clusterEvents('joined', joinings, apart)
  const left = clusterEvents('left', leavings, apart)
  const events = joined.events.length > 0 ? [...joined.events, ...left.events] : left.events
  const stints = new Stints(events)
  // An event of a stint that no claim dates has no place in time.
  const timeless = events.filter(({ bounds }) => isUnknown(bounds))
  for (const event of interleaveEvents(timeless.length > 0 ? events.filter(one => !timeless.includes(one)) : events))
    stints.place(event)
  for (const event of timeless) stints.place(event)
  if (left.undated.length > 0) stints.placeUndated('left', left.undated)
  if (joined.undated.length > 0) stints.placeUndated('joined', joined.undated)
  return stints.all
}

const isUnknown = ({ earliest, latest }: Bounds): boolean => earliest === null && latest === null

class Stints {
  readonly all: Stint[] = []
  private readonly named = new Map<string, Stint>()
  /** Stints that have, or will have, an event of a kind that names them. */
  private readonly bespoken: ReadonlySet<string>

  constructor(events: Event[]) {
    this.bespoken = new Set(events.flatMap(({ kind, label }) => (label === null ? [] : `${kind} ${label}`)))
  }

  /** Into the stint of its name; else a leaving ends the stint before, if that may bear its name; else a new one. */
  place(event: Event): void {
    const { kind, label } = event
    const named = label === null ? undefined : this.named.get(label)
    if (named) named[kind] = named[kind] ? merged(named[kind], event) : event
    else if (kind === 'left' && this.endsLast(event)) this.name(this.last(), event)
    else this.add(kind, event)
  }

  /** Who left, nobody says when, has left the last stay; of several leavings, the last is meant. */
  placeUndated(kind: Event['kind'], claims: WeighedClaim[]): void {
    const told = this.all.filter(stint => stint[kind])
    const [stint] = told.toSorted((a, b) => byTime(boundsOf(b[kind]), boundsOf(a[kind])) || byBegin(b, a))
    const open = kind === 'left' ? this.all.findLast(({ left }) => !left) : this.all.find(({ joined }) => !joined)
    const event = eventOf(kind, stint?.label ?? null, [...(stint?.[kind]?.supporting ?? []), ...claims])
    const holder = stint ?? open
    if (holder) holder[kind] = event
    else this.add(kind, event)
  }

  private last(): Stint | undefined {
    return this.all.at(-1)
  }

  private endsLast({ label, bounds }: Event): boolean {
    const last = this.last()
    if (!last?.joined || last.left || definitelyBefore(bounds, last.joined.bounds)) return false
    if (last.label === label) return true
    if (label === null) return !this.bespoken.has(`left ${last.label}`)
    return last.label === null && !this.bespoken.has(`joined ${label}`)
  }

  private name(stint: Stint | undefined, event: Event): void {
    if (!stint) return
    stint.left = event
    stint.label ??= event.label
    if (stint.label !== null) this.named.set(stint.label, stint)
  }

  private add(kind: Event['kind'], event: Event): void {
    const stint: Stint = { label: event.label, presence: [], [kind]: event }
    this.all.push(stint)
    if (event.label !== null) this.named.set(event.label, stint)
  }
}

const boundsOf = (event: Event | undefined): Bounds => event?.bounds ?? { earliest: null, latest: null }

/** What is known of when a stint began: its first claim with a date, whatever that says. */
export function beginOf({ joined, left, presence }: Stint): Bounds {
  const seen = joined ? undefined : presence.find(({ claim, sole }) => sole && !isUnknown(claim))
  return joined?.bounds ?? seen?.claim ?? boundsOf(left)
}

const byBegin = (a: Stint, b: Stint): number =>
  byMiddle(beginOf(a), beginOf(b)) || compare(a.label ?? '', b.label ?? '')

/** In order, each with what its neighbours say of it. */
export function sequence(stints: Stint[]): Stint[] {
  if (stints.length < 2) return stints
  stints.sort(byBegin)
  // Numbers tell the order where they are given, whatever the dates.
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
