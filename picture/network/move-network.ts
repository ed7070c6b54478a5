import { z } from 'zod'
import { RefSchema } from '../../cypher/wire.ts'
import type { Answer } from './answer.ts'
import { addRelationship, emptyNetwork, type Network, type NetworkEdge, type Relationship } from './network.ts'

/** The columns of `organisation-flows` that are drawn. */
const RowSchema = z.object({
  organisation: RefSchema.extend({ aliases: z.array(z.string()).nullish(), type: z.string().nullish() }),
  people: z.object({ min: z.number(), max: z.number() }),
  moves: z.array(z.object({ from: RefSchema, to: RefSchema, definite: z.number(), possible: z.number() })),
})

/** Moves from one organisation to another: departures that certainly led there, and others that possibly did. */
export interface Moves {
  definite: number
  possible: number
}

/**
 * Organisations, sized by their people, with the moves between them as lines. Moves back to the same organisation are no line. Sizes and
 * widths are shares of the largest one.
 */
export function drawMoves(rows: Answer['rows']): Network {
  const network = emptyNetwork()
  const read = rows.flatMap(row => RowSchema.safeParse(row).data ?? [])
  const largest = Math.max(1, ...read.map(({ people }) => people.max))
  for (const { organisation, people } of read) {
    const { id, name, aliases, type } = organisation
    const size = { ...people, share: people.max / largest }
    network.nodes.set(id, { id, kind: 'organisation', name, aliases: aliases ?? [], type: type ?? null, people: size })
  }
  for (const { from, to, definite, possible } of read.flatMap(({ moves }) => moves)) {
    if (from.id === to.id || !network.nodes.has(from.id) || !network.nodes.has(to.id)) continue
    const properties = { definite, possible, certainty: definite > 0 ? 'definite' : 'possible' }
    addRelationship(network, { type: 'MOVED', source: from.id, target: to.id, properties })
  }
  const lines = [...network.edges.values()]
  const most = Math.max(1, ...lines.map(({ relationships }) => movesUnder(relationships)))
  for (const { relationships } of lines) {
    const share = movesUnder(relationships) / most
    for (const { properties } of relationships) properties.share = share
  }
  return network
}

/** The moves under a line from one of its ends to the other; null without any. */
export function movesBetween({ relationships }: Pick<NetworkEdge, 'relationships'>, from: string): Moves | null {
  const found = relationships.find(({ type, source }) => type === 'MOVED' && source === from)
  return found ? movesOf(found) : null
}

/** Whether a network shows moves between organisations, and so has no dates. */
export const hasMoves = ({ nodes }: Network): boolean => [...nodes.values()].some(({ people }) => people !== undefined)

/** The ends of a line that have an arrow head, and its moves as a share of those of the widest line, 0 to 1; null if it has no moves. */
export function moveLine(relationships: readonly Relationship[], source: string, target: string) {
  const moved = relationships.filter(({ type }) => type === 'MOVED')
  const share = moved[0]?.properties.share
  if (typeof share !== 'number') return null
  const leadsTo = (end: string) => moved.some(one => one.target === end)
  return { share, headAtSource: leadsTo(source), headAtTarget: leadsTo(target) }
}

/** The width of a line, in pixels: its area grows with the moves. */
export const moveWidth = (share: number): number => 0.8 + 5.2 * Math.sqrt(share)

const movesOf = ({ properties: { definite, possible } }: Relationship): Moves => ({
  definite: Number(definite ?? 0),
  possible: Number(possible ?? 0),
})

const movesUnder = (relationships: readonly Relationship[]): number =>
  relationships.map(movesOf).reduce((sum, { definite, possible }) => sum + definite + possible, 0)
