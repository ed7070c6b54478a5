import type { Query } from '../../cypher/query.ts'
import {
  DoubtedSchema,
  type WireNode,
  WireNodeSchema,
  type WireRelationship,
  WireRelationshipSchema,
} from '../../cypher/wire.ts'
import type { Answer } from './answer.ts'
import { drawRows, LISTS } from './draw-rows.ts'
import { drawMoves } from './move-network.ts'
import {
  addDoubted,
  addRelationship,
  emptyNetwork,
  type Network,
  type NetworkNode,
  RELATIONSHIP_TYPES,
} from './network.ts'

/** Whether the answers of a question are networks. */
export const drawsNetwork = ({ name, picture }: Pick<Query, 'name' | 'picture'>): boolean =>
  picture?.kind === 'network' || LISTS.has(name)

/**
 * The network in a reply: every node and relationship in its rows, at any depth. If the rows list people and
 * organisations instead, the network is drawn from their columns.
 */
export function readReply(reply: Answer): Network {
  const nodes = new Map<string, WireNode>()
  const relationships = new Map<string, WireRelationship>()
  for (const value of reply.rows.flatMap(row => Object.values(row)).flat()) {
    const kind = (value as { kind?: unknown } | null)?.kind
    if (kind === 'node') keep(nodes, WireNodeSchema.safeParse(value).data)
    else if (kind === 'relationship') keep(relationships, WireRelationshipSchema.safeParse(value).data)
  }
  if (reply.query === 'organisation-flows') return drawMoves(reply.rows)
  if (nodes.size === 0) return drawRows(reply)

  const network = emptyNetwork()
  for (const node of nodes.values()) network.nodes.set(idOf(node), readNode(node))
  for (const { type, start, end, properties } of relationships.values()) {
    const [source, target] = [nodes.get(start), nodes.get(end)]
    const known = RELATIONSHIP_TYPES.find(name => name === type)
    // The limit may have cut off a neighbour; then its relationship has only one end.
    if (!source || !target || !known) continue
    addRelationship(network, { type: known, source: idOf(source), target: idOf(target), properties })
  }
  for (const row of reply.rows) drawDoubted(network, row)
  return network
}

/** A row of two nodes may contain claims that support no relationship between them. */
function drawDoubted(network: Network, { doubted, ...row }: Answer['rows'][number]): void {
  const claims = DoubtedSchema.safeParse(doubted).data ?? []
  if (claims.length === 0) return
  const ends = Object.values(row).flatMap(value => WireNodeSchema.safeParse(value).data ?? [])
  const person = ends.find(({ labels }) => labels.includes('Person'))
  const organisation = ends.find(end => end !== person)
  if (person && organisation) addDoubted(network, idOf(person), idOf(organisation), claims)
}

const keep = <Value extends { key: string }>(found: Map<string, Value>, value: Value | undefined) => {
  if (value) found.set(value.key, value)
}

const idOf = ({ key, properties: { id } }: WireNode) => (typeof id === 'string' ? id : key)

function readNode(node: WireNode): NetworkNode {
  const { name, aliases, type } = node.properties
  const id = idOf(node)
  return {
    id,
    kind: node.labels.includes('Person') ? 'person' : 'organisation',
    name: typeof name === 'string' ? name : id,
    aliases: Array.isArray(aliases) ? aliases.filter(alias => typeof alias === 'string') : [],
    type: typeof type === 'string' ? type : null,
  }
}
