import { Calendar, canBeOne, type Span, spanOf, widthOf } from './calendar.ts'
import { type Claim, type Kind, SOURCES, type World } from './world.ts'

/** A joining or a leaving: its claims and its possible days. */
export interface Event {
  kind: Kind
  span: Span
  disputes: string[]
  claims: Claim[]
}

/** One stay with its reported begin and end. An unreported end is unknown, or open for the last stay. */
export interface Stay {
  joined: Event | null
  left: Event | null
  seen: Span[]
  open: boolean
}

/** The first day of a stay, and the day of leaving; Infinity if it has no end. */
export type Days = readonly [begin: number, end: number]

/** One possible history: the days of each stay of one person at one organisation. */
export type History = readonly Days[]

/** All conclusions from the claims of one person at one organisation. */
export interface Account {
  person: string
  organisation: string
  claims: Claim[]
  stays: Stay[]
  histories: History[]
  /** Events that are only rumours. */
  rumours: Event[]
  /** Whether each stay was over when the next began. Otherwise they are posts in an unknown order. */
  ordered: boolean
  calendar: Calendar
}

/** A case that the oracle does not decide: see README.md. */
export class Undecided extends Error {
  override name = 'Undecided'
}

const MOST_STAYS = 3
const MOST_HISTORIES = 4_000

/** The days to try for one person: those in the claims and the window. */
export const calendarOf = ({ claims, from, to }: World, person: string): Calendar =>
  new Calendar([...claims.filter(claim => claim.person === person).map(({ on }) => on), from, to].map(spanOf))

/**
 * Reads the claims of one person at one organisation.
 * @throws {Undecided} if the documented rules leave more than one reading, or too many histories to try
 */
export function accountOf(claims: Claim[], calendar: Calendar, today: number): Account {
  const { person, organisation } = claims[0] as Claim
  // An end later than today is scheduled, so there is no leaving.
  const past = claims.filter(({ event, on }) => event !== 'left' || (spanOf(on).first ?? -Infinity) <= today)
  const standing = past.filter(({ status }) => status === 'confirmed' || status === 'reported')
  const named = standing.filter(({ stint }) => stint !== '' && !/^\d+$/.test(stint))
  if (named.length > 0 && named.length < standing.length) throw new Undecided('posts beside claims that name none')
  if (standing.some(claim => leavesBeforeJoining(claim, standing)))
    throw new Undecided('a leaving before the joining of its stint, which the loader refuses')
  const ordered = named.length === 0
  const { stays, histories } = ordered ? inOrder(readingOf(standing), calendar) : postsOf(standing, calendar)
  if (past.length < claims.length && !(ordered && stays.at(-1)?.open))
    throw new Undecided('a scheduled leaving of somebody whose stay nobody tells of')
  const rumours = rumoursOf(past, stays)
  for (const denial of past.filter(({ status }) => status === 'denied'))
    for (const event of [...rumours, ...stays.flatMap(({ joined, left }) => [joined, left])])
      if (event?.kind === denial.event && denies(denial, event)) dispute(event, 'denied')
  return { person, organisation, claims, stays, histories, rumours, ordered, calendar }
}

function leavesBeforeJoining({ event, stint, on }: Claim, claims: Claim[]): boolean {
  const joined = claims.filter(other => other.event === 'joined' && other.stint === stint && other.on !== '')
  const { last } = spanOf(on)
  const isAfter = (claim: Claim) => last !== null && (spanOf(claim.on).first ?? -Infinity) > last
  return event === 'left' && stint !== '' && joined.length > 0 && joined.every(isAfter)
}

interface Reconstruction {
  stays: Stay[]
  histories: History[]
}
const inOrder = (stays: Stay[], calendar: Calendar): Reconstruction => ({
  stays,
  histories: orderedHistories(stays, calendar),
})

const denies = ({ on }: Claim, { span, claims }: Event): boolean =>
  canBeOne(span, spanOf(on)) && claims.some(claim => canBeOne(spanOf(claim.on), spanOf(on)))

function dispute(event: Event, reason: string): void {
  event.disputes = [...new Set([...event.disputes, reason])].sort()
}

/** A rumour that agrees with an event adds nothing; otherwise it is a separate event. */
function rumoursOf(claims: Claim[], stays: Stay[]): Event[] {
  const apart = claims.filter(
    ({ status, event, on }) =>
      status === 'rumoured' && !stays.some(stay => event !== 'present' && canMean(stay[event], spanOf(on))),
  )
  if (new Set(apart.map(({ event }) => event)).size < apart.length) throw new Undecided('several rumours')
  return apart
    .filter(({ event }) => event !== 'present')
    .map(claim => ({ kind: claim.event, span: spanOf(claim.on), disputes: ['rumoured'], claims: [claim] }))
}

/** Whether a rumour agrees with an event. */
function canMean(event: Event | null, span: Span): boolean {
  if (!event) return false
  const agrees = canBeOne(event.span, span)
  if (event.claims.some(({ on }) => canBeOne(spanOf(on), span) !== agrees))
    throw new Undecided('a rumour that agrees with some claims of an event')
  return agrees
}

/** The stay of each claim. */
type Arrangement = { claim: Claim; stay: number }[]

interface Reading {
  stays: Stay[]
  cost: [disputes: number, events: number, stays: number]
}

/** The unique reading with the fewest disputes, then the fewest events, then the fewest stays. */
function readingOf(claims: Claim[]): Stay[] {
  if (claims.length === 0) return []
  let best: Reading[] = []
  let fewest = Infinity
  for (let count = 1; count <= MOST_STAYS; count++) {
    for (const arrangement of arrangementsOf(claims, count)) {
      const reading = read(arrangement, count)
      if (!reading) continue
      fewest = Math.min(fewest, reading.cost[1])
      const order = best[0] ? compare(reading.cost, best[0].cost) : -1
      if (order < 0) best = [reading]
      else if (order === 0) best.push(reading)
    }
    // More stays only add events.
    if (best[0]?.cost[0] === 0) break
  }
  const distinct = new Map(best.map(({ stays }) => [signature(stays), stays]))
  const [stays, ...others] = distinct.values()
  if (!stays || others.length > 0) throw new Undecided('claims that can be read in several ways')
  const events = best[0]?.cost[1] ?? 0
  const assumesMore =
    isSplit(stays) || stays.some(({ joined }) => joined === null) || stays.slice(0, -1).some(isUnended)
  if (isLoose(stays) || (events > fewest && assumesMore)) throw new Undecided('one more event or a dispute')
  if (stays.some(hasStrayDate)) throw new Undecided('a disputed date beyond the rest of its stay')
  if (stays.some(({ joined, left }) => isVague(joined) || isVague(left)))
    throw new Undecided('an open side that several claims can close')
  return stays
}

/** Whether a dispute has a claim with an open side, or several claims differ on a side that another one leaves open. */
function isVague(event: Event | null): boolean {
  if (!event || event.claims.length < 2) return false
  const spans = event.claims.map(({ on }) => spanOf(on))
  return (['first', 'last'] as const).some(side => {
    const days = new Set(spans.map(span => span[side]))
    return days.has(null) && (event.disputes.includes('date') || days.size > 2)
  })
}

/** Whether claims of two sources that can mean one event are read as two events. */
const isSplit = (stays: Stay[]): boolean =>
  stays.some((stay, at) =>
    stays
      .slice(at + 1)
      .some(other =>
        (['joined', 'left'] as const).some(kind =>
          stay[kind]?.claims.some(a =>
            other[kind]?.claims.some(b => a.source !== b.source && canBeOne(spanOf(a.on), spanOf(b.on))),
          ),
        ),
      ),
  )

/** Whether one of the disputed dates contradicts the other event of the stay. */
function hasStrayDate({ joined, left }: Stay): boolean {
  if (!joined || !left) return false
  const isAfter = (a: Span, b: Span) => (a.first ?? -Infinity) > (b.last ?? Infinity)
  const isDisputed = ({ disputes }: Event) => disputes.includes('date')
  return (
    (isDisputed(left) && left.claims.some(({ on }) => isAfter(joined.span, spanOf(on)))) ||
    (isDisputed(joined) && joined.claims.some(({ on }) => isAfter(spanOf(on), left.span)))
  )
}

const isUnended = ({ left }: Stay): boolean => left === null

/** Whether two joinings by different sources have no leaving between them, or one that can also have been after both. */
const isLoose = (stays: Stay[]): boolean =>
  stays.some(({ joined, left }, at) => {
    const next = stays[at + 1]?.joined
    if (!joined || !next) return false
    const sources = new Set(joined.claims.map(({ source }) => source))
    return (
      !next.claims.some(({ source }) => sources.has(source)) && (left?.span.last ?? Infinity) > (next.span.first ?? 0)
    )
  })

const compare = (a: number[], b: number[]): number =>
  a.map((cost, at) => cost - (b[at] ?? 0)).find(difference => difference !== 0) ?? 0

const signature = (stays: Stay[]): string =>
  JSON.stringify(
    stays.map(({ joined, left, seen }) => [
      ...[joined, left].map(event => event && [event.span, event.disputes, event.claims.map(({ origin }) => origin)]),
      seen.map(span => JSON.stringify(span)).sort(),
    ]),
  )

/** All assignments of claims to stays; a source never states one event in two rows. */
function* arrangementsOf(claims: Claim[], count: number, done: Arrangement = []): Generator<Arrangement> {
  const claim = claims[done.length]
  if (!claim) {
    yield done
    return
  }
  for (let stay = 0; stay < count; stay++) {
    if (claim.stint !== '' && Number(claim.stint) !== stay + 1) continue
    const twice = done.some(
      other =>
        other.stay === stay &&
        claim.event !== 'present' &&
        other.claim.event === claim.event &&
        other.claim.source === claim.source,
    )
    if (!twice) yield* arrangementsOf(claims, count, [...done, { claim, stay }])
  }
}

function read(arrangement: Arrangement, count: number): Reading | null {
  const stays: Stay[] = []
  const numbered = arrangement.some(({ claim }) => claim.stint !== '')
  for (let at = 0; at < count; at++) {
    const own = arrangement.filter(({ stay }) => stay === at).map(({ claim }) => claim)
    if (own.length === 0) return null
    const stay: Stay = {
      joined: eventOf('joined', own),
      left: eventOf('left', own),
      seen: own.filter(({ event }) => event === 'present').map(({ on }) => spanOf(on)),
      open: false,
    }
    const before = stays.at(-1)
    if (before && !numbered && !areParted(before, stay)) return null
    stays.push(stay)
  }
  const last = stays.at(-1)
  if (last) last.open = last.left === null
  if (!canBe(stays)) return null
  const events = stays.flatMap(({ joined, left }) => [joined, left]).filter(event => event !== null)
  const datesToo = (event: Event) => groupsOf(event.claims.map(({ on }) => spanOf(on))) - 1
  return { stays, cost: [events.reduce((sum, event) => sum + datesToo(event), 0), events.length, count] }
}

/** The minimum number of groups of dates that agree. */
function groupsOf(spans: Span[]): number {
  let groups = 0
  let day = -Infinity
  for (const { first, last } of spans.toSorted((a, b) => (a.last ?? Infinity) - (b.last ?? Infinity)))
    if (groups === 0 || (first ?? -Infinity) > day) {
      groups++
      day = last ?? Infinity
    }
  return groups
}

/**
 * Whether there is evidence that two stays are two: a leaving and a return or a later sighting, a sighting before a joining, or one source
 * with two joinings or two leavings.
 */
function areParted(before: Stay, after: Stay): boolean {
  const stated = (a: Event | null, b: Event | null) =>
    a !== null && b !== null && a.claims.some(({ source }) => b.claims.some(other => other.source === source))
  if (before.left && after.left && !after.joined) return stated(before.left, after.left)
  if (before.left) return true
  return after.joined !== null && (before.joined === null || stated(before.joined, after.joined))
}

/** Whether the days allow each stay to end before the next begins and to contain all its sightings. */
function canBe(stays: Stay[]): boolean {
  let day = -Infinity
  for (const { joined, left, seen } of stays) {
    day = Math.max(day, joined?.span.first ?? -Infinity)
    if (day > (joined?.span.last ?? Infinity) || seen.some(({ last }) => day > (last ?? Infinity))) return false
    day = Math.max(day, left?.span.first ?? -Infinity, ...seen.map(({ first }) => first ?? -Infinity))
    if (day > (left?.span.last ?? Infinity)) return false
  }
  return true
}

const STATUSES = ['confirmed', 'reported']

/** The event of these claims: dated by the best of them if all can agree, otherwise bounded by all. */
function eventOf(kind: 'joined' | 'left', all: Claim[]): Event | null {
  const claims = all.filter(({ event }) => event === kind)
  if (claims.length === 0) return null
  const spans = claims.map(({ on }) => spanOf(on))
  const agree = spans.every((a, at) => spans.slice(at + 1).every(b => canBeOne(a, b)))
  const manners = new Set(
    claims.map(({ manner }) => manner).filter(manner => manner !== '' && manner !== 'undisclosed'),
  )
  const disputes = [...(agree ? [] : ['date']), ...(kind === 'left' && manners.size > 1 ? ['manner'] : [])]
  return { kind, span: agree ? bestOf(claims) : hullOf(spans), disputes, claims }
}

function bestOf(claims: Claim[]): Span {
  const [best, ...others] = claims.toSorted(
    (a, b) =>
      STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
      finite(widthOf(spanOf(a.on))) - finite(widthOf(spanOf(b.on))) ||
      dateOf(a.source).localeCompare(dateOf(b.source)),
  )
  const { first, last } = spanOf(best?.on ?? '')
  const isAsGood = ({ on, status }: Claim) =>
    status === best?.status && widthOf(spanOf(on)) === Infinity && on !== best.on
  if (widthOf({ first, last }) === Infinity && others.some(isAsGood)) throw new Undecided('two dates with an open side')
  const sides = others.map(({ on }) => spanOf(on))
  return {
    first: first ?? most(sides.map(side => side.first)),
    last: last ?? least(sides.map(side => side.last)),
  }
}
const dateOf = (source: string) => SOURCES[source] ?? ''
const finite = (width: number) => Math.min(width, Number.MAX_SAFE_INTEGER)
const most = (days: (number | null)[]) => days.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
const least = (days: (number | null)[]) => days.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null)

const hullOf = (spans: Span[]): Span => ({
  first: spans.some(({ first }) => first === null) ? null : least(spans.map(({ first }) => first)),
  last: spans.some(({ last }) => last === null) ? null : most(spans.map(({ last }) => last)),
})

/** All choices of days for consecutive stays. */
function orderedHistories(stays: Stay[], calendar: Calendar): History[] {
  let histories: History[] = [[]]
  for (const stay of stays)
    histories = histories.flatMap(before => {
      const after = before.at(-1)?.[1] ?? -Infinity
      return capped(daysOf(stay, calendar, after)).map(days => [...before, days])
    })
  return capped(histories)
}

function capped<T>(values: T[]): T[] {
  if (values.length > MOST_HISTORIES) throw new Undecided('too many histories')
  return values
}

/**
 * The possible begins and ends of one stay. A sighting is on or after the joining and not after the last day. A stay with an open end
 * continues beyond the days of joining and of sightings.
 */
function daysOf({ joined, left, seen, open }: Stay, calendar: Calendar, after: number): Days[] {
  const anyDay = { first: null, last: null }
  const ends = [...calendar.within(left?.span ?? anyDay), ...(open ? [Infinity] : [])]
  return calendar
    .within(joined?.span ?? anyDay)
    .filter(begin => begin >= after && seen.every(({ last }) => begin <= (last ?? Infinity)))
    .flatMap(begin => {
      const until = Math.max(begin, ...seen.map(({ first }) => first ?? -Infinity))
      return ends.filter(end => (open ? end > until : end >= until)).map((end): Days => [begin, end])
    })
}

/** Posts: those that certainly meet are one stay; the order of the others is unknown. */
function postsOf(claims: Claim[], calendar: Calendar): Reconstruction {
  const names = [...new Set(claims.map(({ stint }) => stint))]
  let groups = names.map(name => {
    const own = claims.filter(({ stint }) => stint === name).map(claim => ({ ...claim, stint: '' }))
    const reading = read(
      own.map(claim => ({ claim, stay: 0 })),
      1,
    )
    if (!reading || own.some((a, at) => own.slice(at + 1).some(b => a.event === b.event)))
      throw new Undecided('a post with several accounts')
    const [stay] = reading.stays as [Stay]
    return { stay, days: distinct(daysOf(stay, calendar, -Infinity)) }
  })
  for (let merged = true; merged; ) {
    merged = false
    for (const [at, a] of groups.entries()) {
      const b = groups.slice(at + 1).find(other => surelyMeet(goingOn(a), goingOn(other)))
      if (!b) continue
      if (!surelyMeet(a.days, b.days)) throw new Undecided('a post that nobody ends, and a later one')
      groups = [...groups.filter(group => group !== a && group !== b), asOne(a, b)]
      merged = true
      break
    }
  }
  let histories: History[] = [[]]
  for (const { days } of groups)
    histories = capped(histories.flatMap(before => days.map((one): History => [...before, one])))
  return { stays: groups.map(({ stay }) => stay), histories }
}

interface Group {
  stay: Stay
  days: Days[]
}

/** The possible days of a post, which continues without a reported end. */
const goingOn = ({ stay, days }: Group): Days[] => (stay.open ? days.filter(([, end]) => end === Infinity) : days)

/** The next may begin on the day on which the last ends, or on the day after. */
const surelyMeet = (some: Days[], others: Days[]): boolean =>
  some.every(([begin, end]) => others.every(([from, to]) => Math.max(begin, from) <= Math.min(end, to) + 1))

/** Two posts as one stay: the joining of the first, the leaving of the last to end. */
function asOne(a: Group, b: Group): Group {
  const days = distinct(
    capped(
      a.days.flatMap(([begin, end]) => b.days.map(([from, to]): Days => [Math.min(begin, from), Math.max(end, to)])),
    ),
  )
  const open = a.stay.open || b.stay.open
  const event = (one: Event | null, other: Event | null): Event | null =>
    one && other && { ...one, claims: [...one.claims, ...other.claims] }
  return {
    days,
    stay: {
      joined: event(a.stay.joined, b.stay.joined),
      left: open ? null : event(a.stay.left, b.stay.left),
      seen: [...a.stay.seen, ...b.stay.seen],
      open,
    },
  }
}

const distinct = (all: Days[]): Days[] => [...new Map(all.map(days => [days.join(' '), days])).values()]

/** The days of the begin (0) or the end (1) of a stay, over all histories. */
export const daysOfEvent = ({ histories }: Account, stay: number, side: 0 | 1): number[] => [
  ...new Set(histories.map(history => history[stay]?.[side] ?? Number.NaN)),
]
