import { groupBy } from '../group.ts'
import { isStanding, type WeighedClaim } from './claim.ts'
import { clusterEvents, type Event, eventOf } from './events.ts'
import type { Stay } from './tenures.ts'
import { byTime } from './time-index.ts'

/**
 * What claims say of days that are yet to come. It has happened to nobody: it is an event that is scheduled, and neither
 * begins nor ends a stay.
 */
export interface Scheduled {
  joined: Event[]
  left: Event | undefined
  /** All claims of the end to come, also of posts that are to end before the last one. */
  ending: WeighedClaim[]
}

/**
 * Joinings that are to come, and the end that is: of several posts, the last end, for until then somebody is there.
 */
export function scheduledOf(claims: WeighedClaim[]): Scheduled {
  const of = (event: WeighedClaim['event']) => claims.filter(claim => claim.event === event)
  const ending = of('left')
  const ends = [...groupBy(ending, ({ stint }) => stint)].map(([label, same]) => eventOf('left', label, same))
  return { joined: clusterEvents('joined', of('joined')).events, left: ends.sort(byEnd).at(-1), ending }
}

const byEnd = (a: Event, b: Event): number =>
  byTime({ ...a.bounds, earliest: a.bounds.latest }, { ...b.bounds, earliest: b.bounds.latest })

/**
 * Gives the end to come to the stay that goes on until then: the last that nobody ended. If there is none, somebody who
 * is to leave is there since nobody says when, unless they are to join before. Returns the end if no stay can have it.
 */
export function scheduleEnd(stays: Stay[], { joined, left, ending }: Scheduled): Event | undefined {
  if (!left) return undefined
  if (joined.some(({ bounds }) => byTime(bounds, left.bounds) <= 0)) return left
  let stay = stays.findLast(({ open }) => open)
  if (!stay) {
    stay = since(left.label)
    stays.push(stay)
  }
  stay.scheduled = left
  stay.claims = [...stay.claims, ...ending]
  const roles = ending.filter(isStanding).flatMap(({ role }) => role ?? [])
  stay.roles = [...new Set([...stay.roles, ...roles])]
  return undefined
}

const since = (label: string | null): Stay => ({
  label,
  joined: undefined,
  left: undefined,
  begin: { earliest: null, latest: null },
  end: { earliest: null, latest: null },
  open: true,
  lastSeen: null,
  roles: [],
  claims: [],
})
