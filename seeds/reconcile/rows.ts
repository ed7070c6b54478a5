import { parseDate } from '../../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../../cypher/model.ts'
import { scheduledAsOf } from '../../cypher/scheduled-as-of.ts'
import { byReliability, type WeighedClaim } from '../claims/claim.ts'
import { identifyOf } from '../lib/id.ts'
import { type Event, firstOf } from './events.ts'
import type { Stay } from './tenures.ts'

/** The properties that joined and left events share when they are written. */
const common = (event: Event, stint: string, { person, organisation }: Ends) => ({
  id: identifyOf(person, event.kind, organisation, stint),
  person,
  organisation,
  stint,
  on: event.on,
  earliest: event.bounds.earliest,
  latest: event.bounds.latest,
  announced: announcedOf(event),
  role: firstOf(event, 'role'),
  manner: firstOf(event, 'manner'),
  status: event.supporting[0]?.status ?? event.best.status,
  scheduledAsOf: scheduledAsOf(
    event.supporting.map(claim => ({ bounds: claim.on === null ? event.bounds : claim, published: claim.published })),
  ),
  disputed: event.disputes.size > 0,
  disputes: event.disputes.size > 1 ? [...event.disputes].sort() : [...event.disputes],
  claims: idsOf(event.claims),
})

const idsOf = (claims: WeighedClaim[]): string[] => {
  const ids = claims.map(({ id }) => id)
  return ids.length > 1 ? ids.sort() : ids
}

/** Chooses the date of the announcement by the same rules as the date of the event. */
const announcedOf = ({ supporting: claims }: Event): string | null => {
  const announced = claims.filter(claim => claim.announced !== null)
  if (announced.length < 2) return announced[0]?.announced ?? null
  const dated = announced.map(claim => ({ ...claim, ...parseDate(claim.announced ?? '') }))
  return dated.sort(byReliability)[0]?.announced ?? null
}

export const joinedOf = (event: Event, stint: string, ends: Ends): Joined & Ends => ({
  kind: 'joined',
  ...common(event, stint, ends),
  origin: firstOf(event, 'origin'),
  originLeft: null,
  originCertainty: null,
})

export const leftOf = (event: Event, stint: string, ends: Ends): Left & Ends => ({
  kind: 'left',
  ...common(event, stint, ends),
  destination: firstOf(event, 'destination'),
  next: [],
  nextAt: [],
  nextCertainty: [],
})

export const tenureOf = (stay: Stay, stint: string, { person, organisation }: Ends): Tenure & Ends => ({
  kind: 'tenure',
  id: identifyOf(person, 'stay', organisation, stint),
  person,
  organisation,
  stint,
  roles: stay.roles,
  beginEarliest: stay.begin.earliest,
  beginLatest: stay.begin.latest,
  endEarliest: stay.end.earliest,
  endLatest: stay.end.latest,
  open: stay.open,
  lastSeen: stay.lastSeen,
  claims: idsOf(stay.claims),
})
