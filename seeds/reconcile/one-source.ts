import { canAgree, definitelyBefore } from '../../cypher/dates.ts'
import { compare, type WeighedClaim } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import {
  byRow,
  clusterEvents,
  type Event,
  type EventKind,
  eventOf,
  NONE_SEPARATE,
  type SeparateClaims,
} from './events.ts'
import { alternate, alternations } from './interleave-events.ts'

/**
 * Reads each source by itself before sources are compared. Two sources that report the same joining mean one event. One
 * source that reports two joinings with a leaving between them means two events, even within one year or on one day.
 */

type Dated = WeighedClaim & { earliest: string; latest: string }
const isBounded = (claim: WeighedClaim): claim is Dated =>
  claim.stint === null && claim.earliest !== null && claim.latest !== null

/**
 * Finds claims of sources whose joinings and leavings alternate, if compatible dates would merge some of them. If
 * several sources have such claims, the claims of the largest source become the events and the others join them.
 * `onward` are joinings elsewhere that name this organisation as origin.
 */
export function separateClaims(
  joinings: WeighedClaim[],
  leavings: WeighedClaim[],
  onward: WeighedClaim[] = [],
): SeparateClaims {
  if (joinings.length < 2 && leavings.length < 2) return NONE_SEPARATE
  const bySource = groupBy([...joinings, ...leavings].filter(isBounded), ({ source }) => source)
  const alternating = [...bySource].flatMap(([source, claims]) => {
    const own = claims.length > 2 ? alternatingClaims(claims, onward) : []
    return own.length > 0 ? [[source, own] as const] : []
  })
  alternating.sort(([a, one], [b, other]) => other.length - one.length || compare(a, b))
  const [first, ...others] = alternating
  if (!first) return NONE_SEPARATE
  return { separate: new Set(first[1]), rest: new Set(others.flatMap(([, claims]) => claims)) }
}

/**
 * The claims of one source that are separate events: all of them if they alternate, otherwise those with a date that
 * the source repeats.
 */
function alternatingClaims(claims: Dated[], onward: WeighedClaim[]): WeighedClaim[] {
  const of = (kind: EventKind) => claims.filter(({ event }) => event === kind)
  const [joined, left] = [of('joined'), of('left')]
  const merged = [...clusterEvents('joined', joined).events, ...clusterEvents('left', left).events]
  if (merged.length === claims.length) return []
  // A source that repeats a date may have stated the same event twice, unless it also names two origins or two
  // destinations.
  const repeats = merged.every(({ supporting, on }) => supporting.every(claim => claim.on === on))
  const elsewhere = merged.filter(event => placeCount(event, onward) > 1)
  if (repeats && elsewhere.length === 0 && alternate(merged)) return []
  const single = claims.toSorted(byRow).map(asEvent)
  return alternate(single) ? claims : repeatsAmong(merged, elsewhere)
}

const asEvent = (claim: WeighedClaim): Event => eventOf(claim.event as EventKind, null, [claim])

/**
 * The claims of events that are really several: an event of the other kind can lie between two of their claims, so that
 * splitting adds an alternation.
 */
function repeatsAmong(merged: Event[], candidates: Event[]): WeighedClaim[] {
  const separate: WeighedClaim[] = []
  let events = merged
  for (const event of candidates) {
    const split = [...events.filter(other => other !== event), ...event.supporting.toSorted(byRow).map(asEvent)]
    if (alternations(split) < alternations(events) + event.supporting.length - 1) continue
    events = split
    separate.push(...event.supporting)
  }
  return separate
}

/** The number of different origins of a joining, or destinations of a leaving, that the event's source names. */
function placeCount({ kind, supporting, bounds }: Event, onward: WeighedClaim[]): number {
  if (supporting.length < 2) return 1
  if (kind === 'joined') return new Set(supporting.flatMap(({ origin }) => origin ?? [])).size
  const destinations = onward.filter(joining => joining.source === supporting[0]?.source && canAgree(joining, bounds))
  return new Set(destinations.map(({ organisation }) => organisation)).size
}

/** A joining, and a leaving if there is one, in one role according to one source. */
interface Post {
  role: string
  joined: Dated
  left?: Dated
}

/**
 * Finds posts that one source distinguishes by role: each role has its own joining and leaving, and two of the posts
 * meet. Sources rarely agree on the name of a role, but each names a post consistently. Claims of other sources join
 * the post with compatible dates. Returns the name of the post for each of its claims.
 */
export function postsByRole(claims: WeighedClaim[]): Map<WeighedClaim, string> {
  const named = new Map<WeighedClaim, string>()
  const bounded = claims.filter(isBounded).filter(({ event }) => event !== 'present')
  if (bounded.length < 3) return named
  const bySource = [...groupBy(bounded, ({ source }) => source)].sort(([a], [b]) => compare(a, b))
  const found = bySource.flatMap(([, own]) => postsOf(own) ?? [])
  if (found.length === 0) return named
  // The same post in two sources is one post.
  const posts = found.filter((post, at) => !found.slice(0, at).some(before => isSame(before, post)))
  const names = namesOf(posts)
  for (const [at, post] of posts.entries())
    for (const claim of [post.joined, post.left]) if (claim) named.set(claim, names[at] ?? '')
  for (const claim of bounded) {
    if (named.has(claim)) continue
    const kind = claim.event === 'joined' ? 'joined' : 'left'
    const agreeing = [...posts.entries()].filter(([, { [kind]: own }]) => own && canAgree(own, claim))
    const equal = agreeing.find(([, { [kind]: own }]) => own?.on === claim.on && own?.role === claim.role)
    const [at] = equal ?? (kind === 'joined' ? agreeing[0] : agreeing.at(-1)) ?? []
    if (at !== undefined) named.set(claim, names[at] ?? '')
  }
  return named
}

const isSame = (a: Post, b: Post): boolean =>
  a.role === b.role && a.joined.on === b.joined.on && a.left?.on === b.left?.on && a.joined.source !== b.joined.source

/**
 * The posts of one source in the order of their begin; undefined unless they cover all its claims and two of them meet.
 */
function postsOf(claims: Dated[]): Post[] | undefined {
  const byRole = groupBy(claims, ({ role }) => role)
  if (byRole.size < 2) return undefined
  const posts: Post[] = []
  for (const [role, own] of byRole) {
    const rows = own.sort((a, b) => byRow(a, b) || compare(a.event, b.event))
    const joined = rows.filter(({ event }) => event === 'joined')
    const left = rows.filter(({ event }) => event === 'left')
    if (role === null || joined.length === 0 || joined.length < left.length || joined.length > left.length + 1)
      return undefined
    for (const [at, begin] of joined.entries()) {
      const [end, next] = [left[at], joined[at + 1]]
      if ((end && definitelyBefore(end, begin)) || (end && next && definitelyBefore(next, end))) return undefined
      posts.push({ role, joined: begin, ...(end ? { left: end } : {}) })
    }
  }
  posts.sort((a, b) => byRow(a.joined, b.joined) || compare(a.left?.latest ?? '9999', b.left?.latest ?? '9999'))
  const isOpen = ({ left }: Post) => left === undefined
  if (posts.slice(0, -1).some(isOpen)) return undefined
  const meets = posts.some(({ joined }, at) => at > 0 && joined.latest <= (posts[at - 1]?.left?.earliest ?? ''))
  return meets ? posts : undefined
}

/** Names posts by role. A bare number would mean a numbered stay. */
function namesOf(posts: Post[]): string[] {
  const times = new Map<string, number>()
  return posts.map(({ role }) => {
    const time = (times.get(role) ?? 0) + 1
    times.set(role, time)
    const name = /^\d+$/.test(role) ? `post ${role}` : role
    return time === 1 ? name : `${name} (${time})`
  })
}

/** A claim that names an origin, or states that the person returned, means a joining. */
const mayBePromotion = ({ manner, origin }: WeighedClaim): boolean =>
  origin === null && (manner === null || manner === 'promoted' || manner === 'appointed')

/**
 * Joinings that are promotions: the same source reports an earlier joining in another role, and no source reports a leaving
 * that can lie between. Such a claim proves presence, not a second joining.
 */
export function promotionsOf(claims: WeighedClaim[]): Set<WeighedClaim> {
  const found = new Set<WeighedClaim>()
  const joinings = claims.filter(isBounded).filter(({ event, role }) => event === 'joined' && role !== null)
  if (joinings.length < 2) return found
  const leavings = claims.filter(({ event }) => event === 'left')
  for (const own of groupBy(joinings, ({ source }) => source).values()) {
    let before: Dated | undefined
    for (const joining of own.sort(byRow)) {
      const period = before && { earliest: before.earliest, latest: joining.latest }
      if (
        before &&
        period &&
        before.role !== joining.role &&
        mayBePromotion(joining) &&
        definitelyBefore(before, joining)
      )
        if (!leavings.some(leaving => canAgree(leaving, period))) found.add(joining)
      before = joining
    }
  }
  return found
}
