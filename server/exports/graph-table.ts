import { z } from 'zod'
import type { Bounds } from '../../cypher/dates/relations.ts'
import { eventBounds, isEvent, networkAsOf, partOf, tenuresOf } from '../../picture/network/as-of.ts'
import type { Network, NetworkNode, Relationship } from '../../picture/network/network.ts'
import type { ClaimSources } from './claim-sources.ts'
import { sourceWords } from './source-words.ts'

/** The columns of the table of nodes, in the names that Gephi reads. */
export const NodeRowSchema = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.string(),
  type: z.string().nullable(),
  aliases: z.array(z.string()),
  peopleMin: z.int().nullable(),
  peopleMax: z.int().nullable(),
})
export type NodeRow = z.infer<typeof NodeRowSchema>

const text = z.string().nullable()
/**
 * The columns of the table of edges: one row for each relationship. An event has `on` as written, with `earliest` and `latest`; a tenure
 * and a part-of relation have the bounds of their begin and end. Null is unknown or open. `asOf` is whether the two were connected at
 * the chosen date; `definite` and `possible` are numbers of moves.
 */
export const EdgeRowSchema = z.object({
  id: z.string(),
  source: z.string(),
  target: z.string(),
  relationship: z.string(),
  ...{ on: text, earliest: text, latest: text, announced: text },
  ...{ beginEarliest: text, beginLatest: text, endEarliest: text, endLatest: text },
  open: z.boolean().nullable(),
  lastSeen: text,
  roles: z.array(z.string()),
  ...{ manner: text, status: text, scheduledAsOf: text },
  disputed: z.boolean().nullable(),
  disputes: z.array(z.string()),
  ...{ certainty: text, asOf: text },
  definite: z.int().nullable(),
  possible: z.int().nullable(),
  claims: z.array(z.string()),
  sources: z.array(z.string()),
})
export type EdgeRow = z.infer<typeof EdgeRowSchema>

export interface GraphTable {
  nodes: NodeRow[]
  edges: EdgeRow[]
}

export interface DateOfGraph {
  at: Bounds | null
  /** Whether what is surely not there at the date is left out. */
  hideAbsent: boolean
}

/** The network as two tables. An edge keeps the vagueness of its dates: nothing in a row is more precise than its claims. */
export function graphTable(whole: Network, sources: ClaimSources, { at, hideAbsent }: DateOfGraph): GraphTable {
  const state = at && networkAsOf(whole, at)
  const network =
    state && hideAbsent ? partOf(whole, edge => (state.edges.get(edge)?.certainty ?? 'no') !== 'no') : whole
  const idOf = uniqueIds()
  const edges = [...network.edges.values()].flatMap(edge =>
    edge.relationships.map(relationship => ({
      ...edgeRow(relationship, sources),
      id: idOf(relationship),
      asOf: state?.edges.get(edge.id)?.certainty ?? null,
    })),
  )
  return { nodes: [...network.nodes.values()].map(nodeRow), edges }
}

const nodeRow = ({ id, name, kind, type, aliases, people }: NetworkNode): NodeRow => ({
  ...{ id, label: name, kind, type, aliases },
  ...{ peopleMin: people?.min ?? null, peopleMax: people?.max ?? null },
})

function edgeRow(relationship: Relationship, sources: ClaimSources): Omit<EdgeRow, 'id' | 'asOf'> {
  const { type, source, target, properties } = relationship
  const claims = textsIn(properties.claims)
  const of = (name: string) => textOf(properties[name])
  return {
    ...{ source, target, relationship: type },
    ...datesOf(relationship),
    announced: of('announced'),
    roles: of('role') === null ? textsIn(properties.roles) : textsIn([properties.role]),
    ...{ manner: of('manner'), status: of('status'), scheduledAsOf: of('scheduledAsOf') },
    disputed: typeof properties.disputed === 'boolean' ? properties.disputed : null,
    disputes: textsIn(properties.disputes),
    certainty: of('certainty'),
    ...{ definite: numberOf(properties.definite), possible: numberOf(properties.possible) },
    claims,
    sources: sources.of(claims, of('source')).map(sourceWords),
  }
}

type Dates = Pick<
  EdgeRow,
  'on' | 'earliest' | 'latest' | 'beginEarliest' | 'beginLatest' | 'endEarliest' | 'endLatest' | 'open' | 'lastSeen'
>

function datesOf(relationship: Relationship): Dates {
  const { type, properties } = relationship
  const none = { earliest: null, latest: null }
  const isAnEvent = isEvent(relationship)
  const [tenure] = isAnEvent ? [] : tenuresOf([relationship])
  const { begin, end } = tenure ?? { begin: none, end: none }
  const written = type === 'PART_OF' ? writtenPeriod(properties) : textOf(properties.on)
  return {
    ...{ on: written, ...(isAnEvent ? eventBounds(relationship) : none) },
    ...{ beginEarliest: begin.earliest, beginLatest: begin.latest },
    ...{ endEarliest: end.earliest, endLatest: end.latest },
    open: typeof properties.open === 'boolean' ? properties.open : null,
    lastSeen: tenure?.lastSeen ?? null,
  }
}

function writtenPeriod({ from, to }: Relationship['properties']): string | null {
  const [begin, end] = [textOf(from), textOf(to)]
  return begin === null && end === null ? null : `${begin ?? '..'}/${end ?? '..'}`
}

/**
 * The days between which an edge can have held: from its first possible day to its last. A bound that no source gives is null, so that the
 * spell is open there; null for an edge without dates, and for one whose dates contradict each other.
 */
export function spellOf(edge: EdgeRow): { start: string | null; end: string | null } | null {
  const start = edge.earliest ?? edge.beginEarliest
  const end = edge.latest ?? (edge.open ? null : edge.endLatest)
  if (start === null && end === null) return null
  return start !== null && end !== null && start > end ? null : { start, end }
}

/** The database's ids, with the type before them; those of edges that are made from a list may repeat, and get a number. */
function uniqueIds(): (relationship: Relationship) => string {
  const seen = new Map<string, number>()
  return ({ type, source, target, properties }) => {
    const id = `${type} ${textOf(properties.id) ?? `${source} ${target}`}`
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    return times === 1 ? id : `${id} ${times}`
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : []

/** The columns of a table with the types of their values; a list is a text in JSON. */
export const typedColumns = (schema: z.ZodObject): [column: string, type: 'string' | 'boolean' | 'integer'][] =>
  Object.entries(schema.shape).map(([column, member]) => {
    const inner = member instanceof z.ZodNullable ? member.unwrap() : member
    return [column, inner instanceof z.ZodBoolean ? 'boolean' : inner instanceof z.ZodNumber ? 'integer' : 'string']
  })

/** The text of a value in a file; null if there is none. */
export function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.length > 0 ? JSON.stringify(value) : null
  return String(value)
}
