import { definitelyBefore, liesAhead } from '../../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../../cypher/model.ts'
import { isAffirmed, type WeighedClaim } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import { boundByStay, boundSuccessive } from './bounds.ts'
import { placeDenials, placeRumours } from './doubts.ts'
import { type Event, eventOf } from './events.ts'
import { endBy, type Limits, NO_LIMITS } from './limits.ts'
import { postsByRole, promotionsOf } from './one-source.ts'
import { pairOrigins } from './origins.ts'
import { boundParts, type Within } from './parts.ts'
import { uniteStays } from './posts.ts'
import { byDateSeen, placePresence } from './presence.ts'
import { joinedOf, leftOf, tenureOf } from './rows.ts'
import { type Scheduled, scheduledOf, scheduleEnd } from './scheduled.ts'
import { findSteps, type WholesOf } from './steps.ts'
import { isNumbered, pairStints, type Stint } from './stints.ts'
import { type Stay, stayOf } from './tenures.ts'

/** The result for one person. Ends are ids of person and organisation. */
export interface Reconciled {
  joined: (Joined & Ends)[]
  left: (Left & Ends)[]
  tenures: (Tenure & Ends)[]
}

/**
 * Turns all claims of one person into events and tenures. The order of the claims does not matter. docs/time.md
 * illustrates every case.
 *
 * - Claims of one kind about one organisation whose dates can agree form one event. The best claim dates it: by status,
 *   then the narrower date, then the earlier publication. Role and manner come from the best claim that has one. Other
 *   claims close an open side of the date.
 * - Joinings and leavings alternate. Two events of one kind without one of the other kind between them are merged into
 *   one disputed event, unless one source states both.
 * - A rumour that agrees with an event is listed as a claim of it but does not support it. Otherwise it is an event of
 *   its own, disputed as a mere rumour, and never begins or ends a tenure. A denial disputes the events that it may
 *   refer to; alone it creates no event.
 * - A joining and the leaving after it form one tenure, and so does either of them alone. Presence belongs to the
 *   tenure that can contain it, otherwise it forms a tenure of its own. Each event is bounded by its own date and by
 *   the rest of its tenure: a person seen in June had not left in May.
 * - A stint with a number is one of several successive tenures. A stint with any other name is a post, and posts held
 *   at the same time form one tenure. So do the roles of one source that states begin and end of each, if they meet.
 * - Events after `limits.today` are scheduled and neither begin nor end a tenure. The death of the person and the
 *   dissolution of the organisation bound every tenure.
 * - A joining with a stated origin is paired with one leaving: see origins.ts.
 * - `within` (see withinOf) names organisations that are parts of others, such as a team in its company: members of the
 *   part are members of the whole. The tenures in part and whole bound each other, but neither creates or ends events
 *   of the other. Leaving a team is never leaving the company.
 * - Each leaving lists the tenures that can have been the next: see steps.ts. `wholesOf` gives the wholes of an
 *   organisation: a move from a part to its whole is no next step.
 */
export function reconcile(
  claims: WeighedClaim[],
  within: Within = new Map(),
  limits: Limits = NO_LIMITS,
  wholesOf: WholesOf = () => NO_WHOLES,
): Reconciled {
  const result: Reconciled = { joined: [], left: [], tenures: [] }
  const byOrganisation = groupBy(claims, ({ organisation }) => organisation)
  const onward = groupBy(
    claims.filter(claim => claim.origin !== null && isAffirmed(claim)),
    ({ origin }) => origin ?? '',
  )
  const stays = new Map<string, NamedStay[]>()
  const unattached = new Map<string, UnattachedEvent[]>()
  for (const organisation of [...byOrganisation.keys()].sort()) {
    const own = byOrganisation.get(organisation) ?? []
    const reconciled = reconcileOne(own, organisation, limits, onward.get(organisation))
    stays.set(organisation, reconciled.named)
    unattached.set(organisation, reconciled.unattached)
  }
  if (within.size > 0) boundParts(new Map([...stays].map(([id, named]) => [id, named.map(({ stay }) => stay)])), within)
  for (const [organisation, named] of stays) {
    const ends = { person: claims[0]?.person ?? '', organisation }
    for (const { name, stay } of named) {
      if (stay.joined) result.joined.push(boundByStay(joinedOf(stay.joined, name, ends), stay.begin))
      if (stay.left) result.left.push(boundByStay(leftOf(stay.left, name, ends), stay.end))
      else if (stay.scheduled) result.left.push({ ...leftOf(stay.scheduled, name, ends), status: 'scheduled' })
      result.tenures.push(tenureOf(stay, name, ends))
    }
    for (const { name, event, status } of unattached.get(organisation) ?? []) {
      if (event.kind === 'joined') result.joined.push({ ...joinedOf(event, name, ends), ...status })
      else result.left.push({ ...leftOf(event, name, ends), ...status })
    }
  }
  pairOrigins(result.joined, result.left, result.tenures)
  findSteps(result.joined, result.left, result.tenures, wholesOf)
  return result
}

const NO_WHOLES: ReadonlySet<string> = new Set()

interface NamedStay {
  name: string
  stay: Stay
}

/** An event that belongs to no stay: a rumour, or a scheduled event. */
interface UnattachedEvent {
  name: string
  event: Event
  status?: { status: 'scheduled' }
}

/** Handles all claims of one person about one organisation, and joinings elsewhere that name it as origin. */
function reconcileOne(
  claims: WeighedClaim[],
  organisation: string,
  { today, died, dissolved }: Limits,
  onward: WeighedClaim[] = [],
): { named: NamedStay[]; unattached: UnattachedEvent[] } {
  const { organisationClaims, posts, rumours, denials, future } = sortClaims(claims, today)
  const stints = placePresence(
    pairStints(organisationClaims.joined, organisationClaims.left, onward),
    organisationClaims.present,
  )
  const postStints = [...posts.keys()].sort().flatMap(label => postOf(label, posts.get(label) ?? emptyByKind()))
  const scheduled = scheduledOf(future)
  const rumoured = placeDoubts([...stints, ...postStints], scheduled, rumours, denials, today)
  const organisationStays = boundSuccessive(stints.map(stayOf))
  const stays = postStints.length > 0 ? uniteStays(organisationStays, postStints.map(stayOf)) : organisationStays
  const unattachedLeaving = scheduleEnd(stays, scheduled)
  for (const limit of [died, dissolved(organisation)]) for (const stay of stays) endBy(stay, limit)
  const name = stayNamer(stays)
  const later = unattachedLeaving ? [...scheduled.joined, unattachedLeaving] : scheduled.joined
  return {
    named: stays.map(stay => ({ stay, name: name(stay.label) })),
    unattached: [
      ...rumoured.map(event => ({ event, name: name(null, 'rumour ') })),
      ...later
        .filter(
          ({ bounds }) => ![died, dissolved(organisation)].some(limit => limit && definitelyBefore(limit, bounds)),
        )
        .map(event => ({ event, name: name(null, 'scheduled '), status: { status: 'scheduled' as const } })),
    ],
  }
}

function placeDoubts(
  stints: Stint[],
  { joined, left }: Scheduled,
  rumours: WeighedClaim[],
  denials: WeighedClaim[],
  today: string | null,
): Event[] {
  if (rumours.length === 0 && denials.length === 0) return []
  const past = stints.flatMap(({ joined, left }) => [...(joined ? [joined] : []), ...(left ? [left] : [])])
  const events = [...past, ...joined, ...(left ? [left] : [])]
  // A rumour that a person has left does not refer to a scheduled leaving.
  const isAhead = (claim: WeighedClaim) => today !== null && liesAhead(claim, today)
  const rumoured = [
    ...placeRumours(
      rumours.filter(claim => !isAhead(claim)),
      past,
    ),
    ...placeRumours(rumours.filter(isAhead), events),
  ]
  placeDenials(denials, [...events, ...rumoured])
  return rumoured
}

type ByKind = Record<WeighedClaim['event'], WeighedClaim[]>
const emptyByKind = (): ByKind => ({ joined: [], left: [], present: [] })

function sortClaims(claims: WeighedClaim[], today: string | null) {
  const organisationClaims = emptyByKind()
  const posts = new Map<string, ByKind>()
  const rumours: WeighedClaim[] = []
  const denials: WeighedClaim[] = []
  const future: WeighedClaim[] = []
  const past: WeighedClaim[] = []
  for (const claim of claims) {
    const { event, status } = claim
    if (!isAffirmed(claim)) {
      if (event !== 'present') (status === 'denied' ? denials : rumours).push(claim)
    } else if (today !== null && liesAhead(claim, today)) future.push(claim)
    else past.push(claim)
  }
  const byRole = postsByRole(past)
  const promotions = promotionsOf(past.filter(claim => !byRole.has(claim)))
  for (const claim of past) {
    const { event, stint } = claim
    const label = stint === null || isNumbered(stint) ? byRole.get(claim) : stint
    if (label === undefined) organisationClaims[promotions.has(claim) ? 'present' : event].push(claim)
    else {
      const post = posts.get(label) ?? emptyByKind()
      posts.set(label, post)
      post[event].push(claim)
    }
  }
  return { organisationClaims, posts, rumours, denials, future }
}

const postOf = (label: string, { joined, left, present }: ByKind): Stint => ({
  label,
  ...(joined.length > 0 ? { joined: eventOf('joined', label, joined) } : {}),
  ...(left.length > 0 ? { left: eventOf('left', label, left) } : {}),
  presence: present.sort(byDateSeen).map(claim => ({ claim, sole: true })),
})

/** Names each stay uniquely. An unnamed stay gets the next free number. */
function stayNamer(stays: Stay[]): (label: string | null, prefix?: string) => string {
  const taken = new Set(stays.flatMap(({ label }) => label ?? []))
  const used = new Set<string>()
  const numbers = new Map<string, number>()
  return (label, prefix = '') => {
    if (label !== null && !used.has(label)) {
      used.add(label)
      return label
    }
    // The combined name of two posts may equal the name of a third.
    const before = label === null ? prefix : `${label} `
    let number = numbers.get(before) ?? 0
    do number++
    while (taken.has(`${before}${number}`) || used.has(`${before}${number}`))
    numbers.set(before, number)
    used.add(`${before}${number}`)
    return `${before}${number}`
  }
}
