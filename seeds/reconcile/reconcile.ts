import { definitelyBefore, liesAhead } from '../../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../../cypher/model.ts'
import { isStanding, type WeighedClaim } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import { boundByStay, boundInTurn } from './bounds.ts'
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

/** What all claims of one person come to; ends are ids of person and organisation. */
export interface Reconciled {
  joined: (Joined & Ends)[]
  left: (Left & Ends)[]
  tenures: (Tenure & Ends)[]
}

/**
 * Turns all claims of one person into events and tenures. The order of the claims does not matter. docs/time.md draws
 * every case.
 *
 * - Claims of one organisation and kind whose dates can agree are one event, dated by the best of them: the better
 *   status, then the narrower date, then the earlier publication. Role and manner are of the best that names one. A
 *   side that the date leaves open is closed by the others.
 * - Joinings and leavings take turns. Two of a kind with none of the other between them are one event, disputed, unless
 *   one source states both.
 * - A rumour that agrees with an event is a claim of it, of which it tells nothing; else it is an event of its own,
 *   disputed for being only a rumour, and never makes or ends a tenure. A denial disputes the events that it can mean;
 *   alone it makes none.
 * - A joining and the leaving after it are one tenure, and so is either of them alone. Presence belongs to the tenure
 *   that can hold it, else it is one of its own. An event is bounded by its own date and by the rest of its tenure: who is
 *   seen in June had not left in May.
 * - A stint named by a number is one of several stays in that order; by anything else it is a post, and posts held at
 *   one time are one tenure. So are the roles of one source that states when each began and ended, where they meet.
 * - Events after `limits.today` are scheduled and neither begin nor end a tenure. The death of the person and the end of
 *   the organisation bound every tenure.
 * - A joining whose origin a source states is paired with one leaving: see origins.ts.
 * - `within`, if given (see withinOf), names organisations that are parts of others so that who is in the part is in the
 *   whole, as a team in its company. A tenure in a part then bounds the one in the whole, and is bounded by it; neither
 *   makes or ends the other's events, so that leaving a team is never leaving the company.
 * - Each leaving tells which stays can have been the next: see steps.ts. `wholesOf`, if given, tells what an organisation is
 *   a part of: a move from a part to its whole is no next step.
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
    claims.filter(claim => claim.origin !== null && isStanding(claim)),
    ({ origin }) => origin ?? '',
  )
  const stays = new Map<string, NamedStay[]>()
  const apart = new Map<string, EventApart[]>()
  for (const organisation of [...byOrganisation.keys()].sort()) {
    const own = byOrganisation.get(organisation) ?? []
    const reconciled = reconcileOne(own, organisation, limits, onward.get(organisation))
    stays.set(organisation, reconciled.named)
    apart.set(organisation, reconciled.apart)
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
    for (const { name, event, status } of apart.get(organisation) ?? []) {
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
interface EventApart {
  name: string
  event: Event
  status?: { status: 'scheduled' }
}

/** All claims of one person at one organisation, and those of joinings elsewhere that name it as origin. */
function reconcileOne(
  claims: WeighedClaim[],
  organisation: string,
  { today, died, dissolved }: Limits,
  onward: WeighedClaim[] = [],
): { named: NamedStay[]; apart: EventApart[] } {
  const { spine, posts, rumours, denials, toCome } = sorted(claims, today)
  const stints = placePresence(pairStints(spine.joined, spine.left, onward), spine.present)
  const held = [...posts.keys()].sort().flatMap(label => postOf(label, posts.get(label) ?? emptyByKind()))
  const scheduled = scheduledOf(toCome)
  const rumoured = doubt([...stints, ...held], scheduled, rumours, denials, today)
  const organisationStays = boundInTurn(stints.map(stayOf))
  const stays = held.length > 0 ? uniteStays(organisationStays, held.map(stayOf)) : organisationStays
  const loose = scheduleEnd(stays, scheduled)
  for (const limit of [died, dissolved(organisation)]) for (const stay of stays) endBy(stay, limit)
  const name = namer(stays)
  const later = loose ? [...scheduled.joined, loose] : scheduled.joined
  return {
    named: stays.map(stay => ({ stay, name: name(stay.label) })),
    apart: [
      ...rumoured.map(event => ({ event, name: name(null, 'rumour ') })),
      ...later
        .filter(
          ({ bounds }) => ![died, dissolved(organisation)].some(limit => limit && definitelyBefore(limit, bounds)),
        )
        .map(event => ({ event, name: name(null, 'scheduled '), status: { status: 'scheduled' as const } })),
    ],
  }
}

function doubt(
  stints: Stint[],
  { joined, left }: Scheduled,
  rumours: WeighedClaim[],
  denials: WeighedClaim[],
  today: string | null,
): Event[] {
  if (rumours.length === 0 && denials.length === 0) return []
  const past = stints.flatMap(({ joined, left }) => [...(joined ? [joined] : []), ...(left ? [left] : [])])
  const events = [...past, ...joined, ...(left ? [left] : [])]
  // A rumour that somebody has left does not refer to a scheduled leaving.
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

function sorted(claims: WeighedClaim[], today: string | null) {
  const spine = emptyByKind()
  const posts = new Map<string, ByKind>()
  const rumours: WeighedClaim[] = []
  const denials: WeighedClaim[] = []
  const toCome: WeighedClaim[] = []
  const told: WeighedClaim[] = []
  for (const claim of claims) {
    const { event, status } = claim
    if (!isStanding(claim)) {
      if (event !== 'present') (status === 'denied' ? denials : rumours).push(claim)
    } else if (today !== null && liesAhead(claim, today)) toCome.push(claim)
    else told.push(claim)
  }
  const byRole = postsByRole(told)
  const promotions = promotionsOf(told.filter(claim => !byRole.has(claim)))
  for (const claim of told) {
    const { event, stint } = claim
    const label = stint === null || isNumbered(stint) ? byRole.get(claim) : stint
    if (label === undefined) spine[promotions.has(claim) ? 'present' : event].push(claim)
    else {
      const post = posts.get(label) ?? emptyByKind()
      posts.set(label, post)
      post[event].push(claim)
    }
  }
  return { spine, posts, rumours, denials, toCome }
}

const postOf = (label: string, { joined, left, present }: ByKind): Stint => ({
  label,
  ...(joined.length > 0 ? { joined: eventOf('joined', label, joined) } : {}),
  ...(left.length > 0 ? { left: eventOf('left', label, left) } : {}),
  presence: present.sort(byDateSeen).map(claim => ({ claim, sole: true })),
})

/** Each its own name; what no claim names is numbered, with numbers that none of them has taken. */
function namer(stays: Stay[]): (label: string | null, prefix?: string) => string {
  const taken = new Set(stays.flatMap(({ label }) => label ?? []))
  const given = new Set<string>()
  const numbers = new Map<string, number>()
  return (label, prefix = '') => {
    if (label !== null && !given.has(label)) {
      given.add(label)
      return label
    }
    // Two posts' names joined may be a third's.
    const before = label === null ? prefix : `${label} `
    let number = numbers.get(before) ?? 0
    do number++
    while (taken.has(`${before}${number}`) || given.has(`${before}${number}`))
    numbers.set(before, number)
    given.add(`${before}${number}`)
    return `${before}${number}`
  }
}
