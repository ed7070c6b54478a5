import { type Bounds, definitelyBefore } from '../../cypher/dates.ts'
import { isAffirmed, type WeighedClaim } from '../claims/claim.ts'
import type { Event } from './events.ts'
import type { Stint } from './stints.ts'

/** A tenure before it gets its name: its events, bounds and supporting claims. */
export interface Stay {
  label: string | null
  joined: Event | undefined
  left: Event | undefined
  /** The scheduled end of an ongoing stay. */
  scheduled?: Event | undefined
  begin: Bounds
  end: Bounds
  /** No source reports an end. */
  open: boolean
  lastSeen: string | null
  roles: string[]
  claims: WeighedClaim[]
}

/**
 * Computes the bounds of one stint and narrows them by other evidence: a person seen on a day has begun by then and has
 * not yet left; a person who comes back had left. If the claims of a stint contradict that order, the bounds are
 * widened instead, so that nothing in between is certain, and the event is disputed.
 */
export function stayOf(stint: Stint): Stay {
  const { joined, left, presence, label } = stint
  const sole = presence.flatMap(one => (one.sole ? one.claim : []))
  const { after, before } = neighbours(stint, sole)
  const open = !left && before === undefined
  const begin = { earliest: joined ? joined.bounds.earliest : after, latest: joined?.bounds.latest ?? null }
  const end = { earliest: left?.bounds.earliest ?? null, latest: left?.bounds.latest ?? before ?? null }
  if (!inOrder(end.earliest, end.latest)) end.latest = null
  const seen = widenContradictedBounds(stint, sole, begin, end)
  const seenFrom = greatest([begin.earliest, ...seen.map(({ earliest }) => earliest)])
  const beginLatest = least([begin.latest, ...seen.map(({ latest }) => latest), end.latest])
  const endEarliest = greatest([end.earliest, seenFrom])
  if (inOrder(begin.earliest, beginLatest)) begin.latest = beginLatest
  if (inOrder(endEarliest, end.latest)) end.earliest = endEarliest
  const all = claimsOf(stint)
  return {
    label,
    joined,
    left,
    begin,
    end: open ? { earliest: null, latest: null } : end,
    open,
    lastSeen: open ? seenFrom : null,
    roles: rolesOf(all),
    claims: all,
  }
}

/** The bounds from the neighbouring stints, unless the stint's own claims contradict them. */
function neighbours({ joined, left, after, before }: Stint, seen: WeighedClaim[]) {
  const own = [...seen, joined?.bounds ?? NEVER, left?.bounds ?? NEVER]
  return {
    after: after && own.every(({ latest }) => inOrder(after, latest)) ? after : null,
    before: before === undefined || own.some(({ earliest }) => !inOrder(earliest, before)) ? undefined : before,
  }
}
const NEVER: Bounds = { earliest: null, latest: null }

/**
 * Returns the presence claims within the stint. Widens the bounds for the other presence claims, and for a leaving
 * before the joining.
 */
function widenContradictedBounds(
  { joined, left }: Stint,
  seen: WeighedClaim[],
  begin: Bounds,
  end: Bounds,
): WeighedClaim[] {
  const early = (date: Bounds): boolean => joined !== undefined && definitelyBefore(date, joined.bounds)
  const late = (date: Bounds): boolean => left !== undefined && definitelyBefore(left.bounds, date)
  for (const date of left ? [left.bounds, ...seen] : seen) {
    if (!early(date)) continue
    joined?.disputes.add('order')
    begin.earliest = date.earliest === null ? null : least([begin.earliest, date.earliest])
  }
  for (const date of joined ? [joined.bounds, ...seen] : seen) {
    if (!late(date)) continue
    left?.disputes.add('order')
    end.latest = date.latest === null ? null : greatest([end.latest, date.latest])
  }
  return seen.filter(claim => !early(claim) && !late(claim))
}

const claimsOf = ({ joined, left, presence }: Stint): WeighedClaim[] => {
  if (presence.length === 0 && !left) return joined?.claims ?? []
  return [...(joined?.claims ?? []), ...presence.map(({ claim }) => claim), ...(left?.claims ?? [])]
}

const rolesOf = (claims: WeighedClaim[]): string[] => [
  ...new Set(claims.flatMap(claim => (claim.role !== null && isAffirmed(claim) ? claim.role : []))),
]

export function least(days: (string | null)[]): string | null {
  let least: string | null = null
  for (const day of days) if (day !== null && (least === null || day < least)) least = day
  return least
}

export function greatest(days: (string | null)[]): string | null {
  let greatest: string | null = null
  for (const day of days) if (day !== null && (greatest === null || day > greatest)) greatest = day
  return greatest
}

/** Whether `from` is not after `to`; an unknown day is always in order. */
export const inOrder = (from: string | null, to: string | null): boolean => from === null || to === null || from <= to
