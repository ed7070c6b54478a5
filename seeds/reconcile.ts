import { parseDate } from '../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../cypher/model.ts'
import { groupBy } from './group.ts'
import { identify } from './id.ts'
import { isStanding, type WeighedClaim } from './reconcile/claim.ts'
import { byWorth, clusterEvents, type EventCluster, firstOf } from './reconcile/events.ts'
import { pairStints } from './reconcile/stints.ts'
import { tenureOf } from './reconcile/tenures.ts'

/** What all claims of one person come to; ends are ids of person and organisation. */
export interface Reconciled {
  joined: (Joined & Ends)[]
  left: (Left & Ends)[]
  tenures: (Tenure & Ends)[]
}
/**
 * Turns all claims of one person into events and tenures. The order of the claims does not matter.
 *
 * - Claims of one organisation and kind whose dates can agree are one event, dated by the best of them: the better
 *   status, then the narrower date, then the earlier publication.
 * - Claims that cannot agree are still one event, a disputed one, unless an event of the other kind can lie between
 *   them: who joins, leaves and joins again has joined twice.
 * - A rumour that agrees with an event is a claim of it; else it is an event of its own, disputed for being only a
 *   rumour, and never makes or ends a tenure. A denial disputes the event that it denies; alone it makes none.
 * - A joining and the first leaving that can come after it are one stint, and so is either of them alone. Presence
 *   belongs to the stint that can hold it, else it is a stint of its own.
 */
export function reconcile(claims: WeighedClaim[]): Reconciled {
  const result: Reconciled = { joined: [], left: [], tenures: [] }
  const byOrganisation = groupBy(claims, ({ organisation }) => organisation)
  for (const organisation of [...byOrganisation.keys()].sort())
    reconcileOne(byOrganisation.get(organisation) ?? [], result)
  return result
}

function reconcileOne(claims: WeighedClaim[], result: Reconciled): void {
  const [first] = claims
  if (!first) return
  const ends = { person: first.person, organisation: first.organisation }
  const { events, rumours } = clusterEvents(claims)
  const presence = claims.filter(claim => claim.event === 'present' && isStanding(claim))
  for (const stint of pairStints(events, presence)) {
    if (stint.joined) result.joined.push(joinedOf(stint.joined, stint.label, ends))
    if (stint.left) result.left.push(leftOf(stint.left, stint.label, ends))
    const id = identify('stay', ends.person, ends.organisation, stint.label)
    result.tenures.push({ ...ends, ...tenureOf(stint, id) })
  }
  for (const [at, rumour] of rumours.entries()) {
    const name = `rumour ${at + 1}`
    if (rumour.kind === 'joined') result.joined.push(joinedOf(rumour, name, ends))
    else result.left.push(leftOf(rumour, name, ends))
  }
}

const common = (event: EventCluster, stint: string, { person, organisation }: Ends) => ({
  id: identify(event.kind, person, organisation, stint),
  person,
  organisation,
  stint,
  on: event.best.on,
  earliest: event.bounds.earliest,
  latest: event.bounds.latest,
  announced: announcedOf(event),
  role: firstOf(event, 'role'),
  manner: firstOf(event, 'manner'),
  status: event.best.status,
  disputed: event.disputed,
  claims: event.claims.map(({ id }) => id).sort(),
})

/** By the same rule as the date itself, but of what each source says of the announcement. */
const announcedOf = ({ claims }: EventCluster): string | null => {
  const announced = claims.filter(claim => claim.announced !== null)
  if (announced.length < 2) return announced[0]?.announced ?? null
  const told = announced.map(claim => ({ ...claim, ...parseDate(claim.announced ?? '') }))
  return told.sort(byWorth)[0]?.announced ?? null
}

const joinedOf = (event: EventCluster, stint: string, ends: Ends): Joined & Ends => ({
  kind: 'joined',
  ...common(event, stint, ends),
  origin: firstOf(event, 'origin'),
})

const leftOf = (event: EventCluster, stint: string, ends: Ends): Left & Ends => ({
  kind: 'left',
  ...common(event, stint, ends),
  destination: firstOf(event, 'destination'),
})
