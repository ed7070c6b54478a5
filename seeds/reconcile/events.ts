import { type Bounds, canAgree } from '../../cypher/dates.ts'
import type { Dispute } from '../../cypher/model.ts'
import { byReliability, compare, isAsReliable, type WeighedClaim } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import { TimeIndex } from './time-index.ts'

export type EventKind = 'joined' | 'left'

/** One event and its claims. */
export interface Event {
  kind: EventKind
  /** The stint that its claims name, if any. */
  label: string | null
  /** All claims in no particular order: supporting claims, rumours and denials. */
  claims: WeighedClaim[]
  /** Supporting claims, the most reliable first. For a rumoured event these are the rumours. */
  supporting: WeighedClaim[]
  /** The most reliable dated claim, or the most reliable one if no claim has a date. */
  best: WeighedClaim
  /** The date of the best claim; a span if equally reliable claims contradict it. */
  on: string | null
  /**
   * The bounds of the best date, with an open side closed by other claims. If the claims disagree, the hull of all
   * their dates.
   */
  bounds: Bounds
  /** The intersection of all supporting dates. If they disagree, `earliest` is after `latest`. */
  common: Bounds
  disputes: Set<Dispute>
}

/** The value of a property in the most reliable claim that has one. */
export function firstOf<K extends keyof WeighedClaim>({ supporting }: Event, property: K): WeighedClaim[K] | null {
  for (const claim of supporting) if (claim[property] !== null) return claim[property]
  return null
}

/** Builds one event from its supporting claims, whether or not they agree. */
export function eventOf(kind: EventKind, label: string | null, claims: WeighedClaim[]): Event {
  const supporting = claims.length > 1 ? claims.toSorted(byReliability) : claims
  const best = supporting.find(({ on }) => on !== null) ?? supporting[0]
  if (!best) throw new Error('an event has no claim')
  const common = supporting.length > 1 ? intersection(supporting) : best
  const agree = common.earliest === null || common.latest === null || common.earliest <= common.latest
  const bounds = agree
    ? { earliest: best.earliest ?? common.earliest, latest: best.latest ?? common.latest }
    : hull(supporting.filter(({ on }) => on !== null))
  const on = agree ? best.on : dateAmong(supporting, best, bounds)
  return {
    kind,
    label,
    claims: [...supporting],
    supporting,
    best,
    on,
    bounds,
    common,
    disputes: disputesOf(kind, supporting, agree),
  }
}

/**
 * The best date, or the span of all equally reliable dates if they contradict each other, because the sources then do
 * not settle the date.
 */
function dateAmong(supporting: WeighedClaim[], best: WeighedClaim, { earliest, latest }: Bounds): string | null {
  const competing = supporting.filter(claim => claim.on !== null && isAsReliable(claim, best))
  if (competing.every(claim => canAgree(claim, best))) return best.on
  const first = competing.find(claim => claim.earliest === earliest)
  const last = competing.find(claim => claim.latest === latest)
  const from = earliest === null ? '..' : first && PLAIN.test(first.on ?? '') ? first.on : earliest
  const to = latest === null ? '..' : last && PLAIN.test(last.on ?? '') ? last.on : latest
  return `${from}/${to}`
}
/** Dates that are valid as an end of an interval without a change of meaning. */
const PLAIN = /^\d{4}(-\d\d){0,2}$/

/** Merges two events that turn out to be the same event with a disputed date. */
export const merged = (a: Event, b: Event): Event =>
  eventOf(a.kind, a.label ?? b.label, [...a.supporting, ...b.supporting])

/** The points on which the supporting claims disagree. */
function disputesOf(kind: EventKind, supporting: WeighedClaim[], agree: boolean): Set<Dispute> {
  const disputes = new Set<Dispute>()
  if (supporting.length > 1 && kind === 'left' && mannersOf(supporting).size > 1) disputes.add('manner')
  if (supporting.some(({ status }) => status === 'rumoured')) disputes.add('rumoured')
  if (agree) return disputes
  disputes.add('date')
  if (rolesExplain(supporting)) disputes.add('role')
  return disputes
}

/** The manners that the claims name. "undisclosed" contradicts no other manner. */
export const mannersOf = (claims: WeighedClaim[]): Set<string> =>
  new Set(claims.flatMap(({ manner }) => (manner === null || manner === 'undisclosed' ? [] : manner)))

/** Whether the claims agree within each role, so that the sources may mean two posts. */
function rolesExplain(supporting: WeighedClaim[]): boolean {
  const roles = new Map<string, WeighedClaim[]>()
  for (const claim of supporting) {
    if (claim.on === null) continue
    if (claim.role === null) return false
    const role = claim.role.toLowerCase()
    roles.set(role, [...(roles.get(role) ?? []), claim])
  }
  return [...roles.values()].every(claims => {
    const { earliest, latest } = intersection(claims)
    return earliest === null || latest === null || earliest <= latest
  })
}

/**
 * Groups claims of one kind into events. The claims of an event can all be true at once. Claims without a date are
 * returned separately.
 *
 * Claims that name the same stint form one event, even if they disagree. The other claims with two bounds are taken in
 * the order of their last possible day; each joins the first event that it agrees with. This gives the fewest possible
 * events, and a claim that repeats another adds no event. A date with one open side could mean any event on that side:
 * "by" joins the last of them, "not before" the first.
 *
 * Each `separate` claim is an event of its own, even if its date agrees with another. The `rest` are claims of further
 * sources that also report separate events: each joins an event that has no claim by its source yet.
 */
export function clusterEvents(
  kind: EventKind,
  claims: WeighedClaim[],
  { separate, rest }: SeparateClaims = NONE_SEPARATE,
): { events: Event[]; undated: WeighedClaim[] } {
  const named = claims.filter(({ stint }) => stint !== null)
  const free = named.length > 0 ? claims.filter(({ stint }) => stint === null) : claims
  const bounded = free.filter(({ earliest, latest }) => earliest !== null && latest !== null)
  const clusters = named.length > 0 ? byStint(named) : []
  const { left: others, clusters: own } = seedClusters(bounded, separate)
  clusters.push(...own)
  const each = rest.size > 0 ? joinEach(clusters, others, rest) : others
  clusters.push(...coverIntervals(joinAny(clusters, each, 'first')))
  if (bounded.length < free.length) {
    const by = free.filter(({ earliest, latest }) => earliest === null && latest !== null)
    const from = free.filter(({ earliest, latest }) => earliest !== null && latest === null)
    const alone = [...joinAny(clusters, by, 'last'), ...joinAny(clusters, from, 'first')]
    clusters.push(...coverIntervals(alone))
  }
  return {
    events: clusters.map(({ label, claims: members }) => eventOf(kind, label, members)),
    undated: free.filter(claim => !isDated(claim)),
  }
}

/** Claims that one-source.ts identified as separate events, whatever their dates. */
export interface SeparateClaims {
  separate: ReadonlySet<WeighedClaim>
  rest: ReadonlySet<WeighedClaim>
}
export const NONE_SEPARATE: SeparateClaims = { separate: new Set(), rest: new Set() }

function seedClusters(claims: WeighedClaim[], separate: ReadonlySet<WeighedClaim>) {
  if (separate.size === 0) return { left: claims, clusters: [] as Cluster[] }
  const seeds = claims.filter(claim => separate.has(claim)).sort(byRow)
  return {
    left: claims.filter(claim => !separate.has(claim)),
    clusters: seeds.map((claim): Cluster => ({ label: null, claims: [claim], ...narrowed(claim, ANY) })),
  }
}

/**
 * Adds each claim to the first cluster that agrees with it and has no claim by its source. Returns the remaining
 * claims.
 */
function joinEach(clusters: Cluster[], claims: WeighedClaim[], rest: ReadonlySet<WeighedClaim>): WeighedClaim[] {
  const joined = new Set<WeighedClaim>()
  for (const claim of claims.filter(one => rest.has(one)).sort(byRow)) {
    const free = clusters.find(
      cluster => canAgree(cluster, claim) && cluster.claims.every(({ source }) => source !== claim.source),
    )
    if (!free) continue
    add(free, claim)
    joined.add(claim)
  }
  return claims.filter(claim => !joined.has(claim))
}

const ANY: Bounds = { earliest: null, latest: null }

/** Its bounds are the intersection of the dates of its claims. */
interface Cluster extends Bounds {
  label: string | null
  claims: WeighedClaim[]
}

const isDated = ({ earliest, latest }: WeighedClaim): boolean => earliest !== null || latest !== null
const isOne = ({ earliest, latest }: Bounds): boolean => earliest === null || latest === null || earliest <= latest

function byStint(claims: WeighedClaim[]): Cluster[] {
  const named = [...groupBy(claims, ({ stint }) => stint)].map(([label, same]) => ({ label, claims: same }))
  named.sort((a, b) => compare(a.label ?? '', b.label ?? ''))
  return named.map(one => ({ ...one, ...intersection(one.claims) }))
}

/** Adds each claim to the first or last cluster that it agrees with. Returns the claims that agree with no cluster. */
function joinAny(clusters: Cluster[], claims: WeighedClaim[], which: 'first' | 'last'): WeighedClaim[] {
  if (clusters.length === 0 || claims.length === 0) return claims
  // The index keeps the initial bounds of each cluster. They narrow as claims join, so the index checks the current
  // bounds again.
  const index = new TimeIndex(clusters.filter(isOne), cluster => cluster)
  return claims.toSorted(byLast).filter(claim => {
    const cluster = index[which](claim)
    if (cluster) add(cluster, claim)
    return !cluster
  })
}

function add(cluster: Cluster, claim: WeighedClaim): void {
  cluster.claims.push(claim)
  Object.assign(cluster, narrowed(cluster, claim))
}

/**
 * The fewest groups of mutually compatible claims: the greedy interval stabbing algorithm, in the order of last days.
 */
function coverIntervals(claims: WeighedClaim[]): Cluster[] {
  const clusters: Cluster[] = []
  const sorted = claims.length > 1 ? claims.toSorted(byLast) : claims
  let point = ''
  let cluster: Cluster | undefined
  for (const claim of sorted) {
    if (!cluster || (claim.earliest ?? '') > point) {
      point = claim.latest ?? '9999-12-31'
      cluster = { label: null, claims: [], earliest: null, latest: null }
      clusters.push(cluster)
    }
    add(cluster, claim)
  }
  return clusters
}

const byLast = (a: WeighedClaim, b: WeighedClaim): number =>
  compare(a.latest ?? '9999-12-31', b.latest ?? '9999-12-31') || compare(a.earliest ?? '', b.earliest ?? '')

/** By date, then by position in the source. */
export const byRow = (a: WeighedClaim, b: WeighedClaim): number =>
  byLast(a, b) || compare(a.locator ?? '', b.locator ?? '') || compare(a.id, b.id)

const narrowed = (a: Bounds, b: Bounds): Bounds => ({
  earliest: a.earliest === null || (b.earliest !== null && b.earliest > a.earliest) ? b.earliest : a.earliest,
  latest: a.latest === null || (b.latest !== null && b.latest < a.latest) ? b.latest : a.latest,
})

const intersection = (dates: Bounds[]): Bounds => dates.reduce(narrowed, { earliest: null, latest: null })

function hull(dates: Bounds[]): Bounds {
  let { earliest = null, latest = null } = dates[0] ?? {}
  for (const date of dates) {
    if (earliest !== null && (date.earliest === null || date.earliest < earliest)) earliest = date.earliest
    if (latest !== null && (date.latest === null || date.latest > latest)) latest = date.latest
  }
  return { earliest, latest }
}
