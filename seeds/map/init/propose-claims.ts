import { type EventWord, eventOf, mannerOf } from './column-values.ts'
import type { Column } from './columns.ts'
import { type Entity, of } from './propose-entities.ts'
import type { Roles } from './roles.ts'

export type When = Record<string, true | string[]>

export interface Claim {
  when?: When
  unless?: When
  person: string | string[]
  organisation: string | string[]
  event: string
  [column: string]: unknown
}

/** Placeholder for the organisation of all rows if no column names it. */
export const THE_ORGANISATION: Entity = { id: 'the-organisation', name: 'TODO', type: 'TODO' }

/** The claims of a row, without sources. */
export function claimsOf(roles: Roles): Claim[] {
  const { organisation, previous, next, event, date, start, end } = roles
  const isMove = !organisation && previous && next
  // The dates of a whole stay are more informative than a status.
  if (event && !isMove && !start && !end) return ofEvents(roles, event)
  if (isMove) return ofMoves(roles)
  if (start || end || previous || next || roles.manner) return ofStays(roles)
  return [at(roles, organisation, 'present', date, roleOf(roles))]
}

const at = (
  { person }: Roles,
  organisation: Entity | undefined,
  event: EventWord,
  on?: Column,
  more: Partial<Claim> = {},
): Claim => {
  const { when, unless, ...fields } = more
  return {
    ...(when && { when }),
    ...(unless && { unless }),
    person: person?.id ?? 'TODO',
    organisation: (organisation ?? THE_ORGANISATION).id,
    event,
    ...(on && { on: of(on.name) }),
    ...fields,
  }
}

const originOf = (organisation: Entity | undefined) => (organisation ? { origin: organisation.id } : {})
const roleOf = ({ role }: Roles) => (role ? { role: of(role.name) } : {})
/** Names a post after its role and start. The word "post" prevents a bare year, which would mean a numbered stay. */
const stintOf = ({ posts, role, start }: Roles) =>
  posts && start ? { stint: `post ${role ? `${of(role.name)} ` : ''}${of(start.name)}` } : {}
const leavingOf = ({ manner, reason, announced }: Roles) => ({
  ...(announced && { announced: of(announced.name) }),
  ...(manner && { manner: of(manner.name, '|manner') }),
  ...(reason && { reason: of(reason.name) }),
})
const given = (entity: Entity): When => (entity.given === undefined ? {} : { [entity.given]: true })

/** Each row is a move from one organisation to another on one day. */
function ofMoves(roles: Roles): Claim[] {
  const { previous, next, start, end, date } = roles
  return [
    previous && at(roles, previous, 'left', end ?? date, { when: given(previous), ...leavingOf(roles) }),
    next && at(roles, next, 'joined', start ?? date, { when: given(next), ...originOf(previous) }),
  ].filter(claim => claim !== undefined)
}

/** Each row is a stay, possibly with origin and destination. */
function ofStays(roles: Roles): Claim[] {
  const { previous, next, start, end, date, termsOnly } = roles
  const organisation = roles.organisation ?? THE_ORGANISATION
  const role = { ...roleOf(roles), ...stintOf(roles) }
  // With both an origin and a destination, a single date may belong to either.
  const onDate = start || end || (previous && next) ? undefined : date
  const joins = filled(start) ?? (previous && given(previous))
  const leaves =
    filled(end) ?? statusOfLeavers(roles) ?? (next && given(next)) ?? (start ? undefined : knownManners(roles))
  const beginning = termsOnly ? ('present' as const) : ('joined' as const)
  const origin = termsOnly ? {} : originOf(previous)
  return [
    joins && at(roles, organisation, beginning, start ?? onDate, { when: joins, ...origin, ...role }),
    leaves && at(roles, organisation, 'left', end ?? onDate, { when: leaves, ...role, ...leavingOf(roles) }),
    // The day of a leaving is not the day of the next joining.
    next && at(roles, next, 'joined', undefined, { when: given(next), ...originOf(organisation) }),
    previous && at(roles, previous, 'left', undefined, { when: given(previous) }),
    at(roles, organisation, 'present', onDate, { unless: { ...joins, ...leaves }, ...role }),
  ].filter(claim => claim !== undefined)
}

/** The condition that a column is not empty. */
export const filled = (column: Column | undefined): When | undefined => column && { [column.name]: true }

const knownManners = ({ manner }: Roles): When | undefined =>
  manner && { [manner.name]: manner.texts.filter(text => mannerOf(text) !== '') }

/** Without a column of end dates, a status such as "terminated" means that the person left. */
function statusOfLeavers({ event, end }: Roles): When | undefined {
  const left = event && !end ? event.texts.filter(text => eventOf(text) === 'left') : []
  return event && left.length > 0 ? { [event.name]: left } : undefined
}

/** A column names the event of each row, and possibly another names the club on the other side. */
function ofEvents(roles: Roles, event: Column): Claim[] {
  const { counterpart, previous, next, date, start, end } = roles
  const organisation = roles.organisation ?? THE_ORGANISATION
  const saying = (word: EventWord) => event.texts.filter(text => eventOf(text) === word)
  const [joined, left, present] = [saying('joined'), saying('left'), saying('present')]
  const when = (texts: string[], other?: Entity): { when: When } => ({
    when: { [event.name]: texts, ...(other && given(other)) },
  })
  const role = counterpart ? {} : roleOf(roles)
  const [went, came] = [counterpart ?? next, counterpart ?? previous]
  // Both sides of a transfer share its date. A "Destination" beside the date of a leaving has no date.
  const other = counterpart ? date : undefined
  const claims = [
    joined.length > 0 &&
      at(roles, organisation, 'joined', date ?? start, { ...when(joined), ...originOf(came), ...role }),
    joined.length > 0 && came && at(roles, came, 'left', other, when(joined, came)),
    left.length > 0 && at(roles, organisation, 'left', date ?? end, { ...when(left), ...role, ...leavingOf(roles) }),
    left.length > 0 && went && at(roles, went, 'joined', other, { ...when(left, went), ...originOf(organisation) }),
    present.length > 0 && at(roles, organisation, 'present', date ?? start, { ...when(present), ...role }),
  ]
  return claims.filter(claim => typeof claim === 'object')
}
