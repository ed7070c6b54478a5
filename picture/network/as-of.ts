import { readDate } from '../../cypher/dates/grammar.ts'
import { asOf, type Bounds, type Certainty, type TenureBounds } from '../../cypher/dates/relations.ts'
import { type EdgeMeaning, edgeMeaning } from './edge-kind.ts'
import type { Network, NetworkEdge, Relationship } from './network.ts'

/** The state of a line: whether it holds, or was reported, and what it means with the events that can have happened, or been reported. */
export interface EdgeAsOf {
  certainty: Certainty
  meaning: EdgeMeaning
}

/** Numbers of people: surely there, and possibly but not surely. */
export interface Headcount {
  definite: number
  possible: number
}

export interface NetworkAsOf {
  edges: Map<string, EdgeAsOf>
  /** A node is as certain as the most certain of its lines. */
  nodes: Map<string, Certainty>
  /** People at any organisation. */
  people: Headcount
  organisations: Map<string, Headcount>
}

const UNKNOWN: Bounds = { earliest: null, latest: null }
const FOREVER = '9999-12-31'
export const RANK: Readonly<Record<Certainty, number>> = { no: 0, possible: 1, definite: 2 }

/**
 * The network as of a date. A vague date or a period is an unknown day within its bounds, as in `present-at`: definite on every
 * day, possible on some day. A line that only rumours or denials support has no tenure, so it never holds.
 */
export const networkAsOf = (network: Network, at: Bounds): NetworkAsOf =>
  networkOfStates(network, ({ relationships }) => edgeAsOf(relationships, at))

/** The network whose lines have these states. */
export function networkOfStates({ nodes, edges }: Network, stateOf: (edge: NetworkEdge) => EdgeAsOf): NetworkAsOf {
  const states = new Map([...edges].map(([id, edge]) => [id, stateOf(edge)]))
  const certainties = new Map<string, Certainty>([...nodes.keys()].map(id => [id, 'no']))
  const organisations = new Map<string, Headcount>()
  const people = new Map<string, Certainty>()
  for (const { id, source, target, relationships } of edges.values()) {
    const certainty = states.get(id)?.certainty ?? 'no'
    for (const end of [source, target]) raise(certainties, end, certainty)
    if (relationships.some(isPartOf)) continue
    raise(people, source, certainty)
    count(organisations, target, certainty)
  }
  const all = [...people.values()]
  const of = (certainty: Certainty) => all.filter(one => one === certainty).length
  return {
    edges: states,
    nodes: certainties,
    people: { definite: of('definite'), possible: of('possible') },
    organisations,
  }
}

/** Some lines of a network with their ends. */
export function partOf({ nodes, edges }: Network, isIncluded: (edge: string) => boolean): Network {
  const kept = [...edges].filter(([id]) => isIncluded(id))
  const ends = new Set(kept.flatMap(([, { source, target }]) => [source, target]))
  return { nodes: new Map([...nodes].filter(([id]) => ends.has(id))), edges: new Map(kept) }
}

/**
 * The state of one line. Its meaning is that of the tenure with the events that had surely happened, and those that possibly had
 * if the tenure is not certain either.
 */
export function edgeAsOf(relationships: Relationship[], at: Bounds): EdgeAsOf {
  const certainty = best(tenuresOf(relationships).map(tenure => asOf(tenure, at)))
  const hasHappened = (event: Relationship) => {
    const happened = eventAsOf(event, at)
    return happened === 'definite' || (happened === 'possible' && certainty !== 'definite' && isStated(event))
  }
  const happened = relationships.filter(one => !isEvent(one) || hasHappened(one))
  const { kind } = edgeMeaning(happened.length > 0 ? happened : [{ type: 'WAS_AT', properties: {} }])
  return { certainty, meaning: { kind, doubtful: certainty === 'possible' } }
}

/** Whether a joining or leaving has happened by then. Rumoured and scheduled events are at most possible. */
export function eventAsOf(event: Pick<Relationship, 'properties'>, at: Bounds): Certainty {
  if (event.properties.status === 'denied') return 'no'
  const since = { begin: eventBounds(event), end: UNKNOWN, open: true, lastSeen: FOREVER }
  const certainty = asOf(since, at)
  return certainty === 'definite' && !isStated(event) ? 'possible' : certainty
}

/** The bounds of an event; those of its date as written if a list gives no others. */
export function eventBounds({ properties }: Pick<Relationship, 'properties'>): Bounds {
  const [earliest, latest] = [text(properties.earliest), text(properties.latest)]
  return earliest !== null || latest !== null ? { earliest, latest } : dateBounds(properties.on)
}

/** The tenures under a line, and the periods of a part-of relation. */
export function tenuresOf(relationships: Relationship[]): TenureBounds[] {
  const stays = relationships.filter(
    ({ type, properties }) => type === 'WAS_AT' && typeof properties.open === 'boolean',
  )
  if (stays.length > 0) return stays.map(tenureOf)
  // Lists give some events without a tenure. A source that affirms one implies a tenure.
  return relationships.flatMap(relationship => {
    const { type, properties } = relationship
    if (isPartOf(relationship)) return [periodOf(properties)]
    if (!isStated(relationship)) return []
    if (type === 'JOINED') return [{ begin: eventBounds(relationship), end: UNKNOWN, open: true, lastSeen: null }]
    if (type === 'LEFT') return [{ begin: UNKNOWN, end: eventBounds(relationship), open: false, lastSeen: null }]
    return type === 'WAS_AT' ? [{ begin: UNKNOWN, end: UNKNOWN, open: false, lastSeen: null }] : []
  })
}

function tenureOf({ properties }: Relationship): TenureBounds {
  const day = (name: string) => text(properties[name])
  return {
    begin: { earliest: day('beginEarliest'), latest: day('beginLatest') },
    end: { earliest: day('endEarliest'), latest: day('endLatest') },
    open: properties.open === true,
    lastSeen: day('lastSeen'),
  }
}

const periodOf = ({ from, to }: Relationship['properties']): TenureBounds => ({
  begin: dateBounds(from),
  end: dateBounds(to),
  open: text(to) === null,
  lastSeen: null,
})

export const best = (certainties: readonly Certainty[]): Certainty =>
  certainties.reduce((one, other) => (RANK[other] > RANK[one] ? other : one), 'no')

export const isEvent = ({ type }: Pick<Relationship, 'type'>): boolean => type === 'JOINED' || type === 'LEFT'
const isPartOf = ({ type }: Pick<Relationship, 'type'>) => type === 'PART_OF'
export const isStated = ({ properties: { status } }: Pick<Relationship, 'properties'>): boolean =>
  status !== 'rumoured' && status !== 'denied' && status !== 'scheduled'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const dateBounds = (written: unknown): Bounds => (typeof written === 'string' ? readDate(written) : null) ?? UNKNOWN

const raise = (found: Map<string, Certainty>, id: string, certainty: Certainty): void =>
  void found.set(id, best([found.get(id) ?? 'no', certainty]))

function count(found: Map<string, Headcount>, id: string, certainty: Certainty): void {
  const { definite, possible } = found.get(id) ?? { definite: 0, possible: 0 }
  found.set(id, {
    definite: definite + (certainty === 'definite' ? 1 : 0),
    possible: possible + (certainty === 'possible' ? 1 : 0),
  })
}
