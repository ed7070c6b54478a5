import { isAffirmed, type WeighedClaim } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import { clusterEvents, type Event, eventOf } from './events.ts'
import type { Stay } from './tenures.ts'
import { byTime } from './time-index.ts'

export interface Scheduled {
  joined: Event[]
  left: Event | undefined
  /** All claims of scheduled leavings, including posts that end before the last one. */
  ending: WeighedClaim[]
}

/** Turns claims about future days into scheduled events. If several posts are to end, the last end counts. */
export function scheduledOf(claims: WeighedClaim[]): Scheduled {
  const of = (event: WeighedClaim['event']) => claims.filter(claim => claim.event === event)
  const ending = of('left')
  const ends = [...groupBy(ending, ({ stint }) => stint)].map(([label, same]) => eventOf('left', label, same))
  return { joined: clusterEvents('joined', of('joined')).events, left: ends.sort(byEnd).at(-1), ending }
}

const byEnd = (a: Event, b: Event): number =>
  byTime({ ...a.bounds, earliest: a.bounds.latest }, { ...b.bounds, earliest: b.bounds.latest })

/**
 * Attaches the scheduled leaving to the last open stay. If no stay is open, the person is there since an unknown day, so a
 * stay is added, unless a scheduled joining comes first. Returns the leaving if it belongs to no stay.
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
  const roles = ending.filter(isAffirmed).flatMap(({ role }) => role ?? [])
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
