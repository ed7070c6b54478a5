import type { Bounds, Certainty } from '../../cypher/dates/relations.ts'
import type { Row } from '../../picture/answer/row-columns.ts'
import { edgeAsOf, eventAsOf, isEvent } from '../../picture/network/as-of.ts'
import type { Network } from '../../picture/network/network.ts'

/** The columns of these rows. */
export const RELATIONSHIP_COLUMNS = [
  ...['name', 'event', 'organisation', 'on', 'earliest', 'latest', 'begin', 'end'],
  ...['role', 'manner', 'status', 'scheduledAsOf', 'disputed', 'claims'],
]

/** What each of these rows is at a date. A denial alone never holds. */
export const relationshipStates = ({ edges }: Network, at: Bounds): Certainty[] =>
  [...edges.values()].flatMap(({ relationships }) =>
    relationships.map(one => (isEvent(one) ? eventAsOf(one, at) : edgeAsOf([one], at).certainty)),
  )

/** One row for each relationship on the map: who, what, where and when, as far as sources say. */
export function relationshipRows({ nodes, edges }: Network): Row[] {
  return [...edges.values()].flatMap(({ relationships }) =>
    relationships.map(({ type, source, target, properties }) => ({
      name: refOf(nodes.get(source), source),
      event: EVENT[type] ?? type.toLowerCase(),
      organisation: refOf(nodes.get(target), target),
      ...dates(type, properties),
      role: Array.isArray(properties.roles) ? properties.roles : (properties.role ?? null),
      manner: properties.manner ?? null,
      status: properties.status ?? null,
      scheduledAsOf: properties.scheduledAsOf ?? null,
      disputed: properties.disputed === true ? true : null,
      claims: Array.isArray(properties.claims) ? properties.claims.length : null,
    })),
  )
}

const EVENT: Readonly<Record<string, string>> = {
  JOINED: 'joined',
  LEFT: 'left',
  WAS_AT: 'present',
  PART_OF: 'part-of',
  DENIED: 'denied',
}

const refOf = (node: { name: string } | undefined, id: string) => ({ id, name: node?.name ?? id })

/** The date of an event, or the bounds of a stay. */
function dates(type: string, properties: Row): Row {
  const { on = null, earliest, latest } = properties
  const event = earliest === undefined ? { on } : { on, earliest, latest: latest ?? null }
  if (type !== 'WAS_AT') return { ...event, begin: null, end: null }
  const bound = (name: string) => {
    const [first, last] = [properties[`${name}Earliest`] ?? null, properties[`${name}Latest`] ?? null]
    return first === null && last === null ? null : { on: null, earliest: first, latest: last }
  }
  return { on: null, begin: bound('begin'), end: bound('end') }
}
