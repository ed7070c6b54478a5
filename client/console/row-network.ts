import type { DecodedGraph } from '../../cypher/graph-columns.ts'
import type { WireNode } from '../../cypher/wire.ts'
import {
  addRelationship,
  emptyNetwork,
  type Network,
  type NodeKind,
  RELATIONSHIP_TYPES,
} from '../../picture/network/network.ts'

/** A larger picture would be unreadable and slow to lay out. */
export const MOST_DRAWN = 1500

export interface Drawing {
  network: Network
  /** Counts of the answer; fewer may be drawn. */
  nodes: number
  relationships: number
  drawnNodes: number
  drawnRelationships: number
}

/**
 * The picture of an answer: its first nodes and the relationships between them. Nodes are identified by the key of the database,
 * because nodes of different kinds may have the same `id`.
 */
export function drawAnswer({ nodes, relationships }: DecodedGraph, most = MOST_DRAWN): Drawing {
  const network = emptyNetwork()
  for (const node of nodes.values()) {
    if (network.nodes.size >= most) break
    const { aliases, type } = node.properties
    network.nodes.set(node.key, {
      id: node.key,
      kind: kindOf(node),
      name: captionOf(node),
      aliases: Array.isArray(aliases) ? aliases.filter(alias => typeof alias === 'string') : [],
      type: typeof type === 'string' ? type : null,
    })
  }
  let drawn = 0
  for (const { type, start, end, key, properties } of relationships.values()) {
    if (!network.nodes.has(start) || !network.nodes.has(end)) continue
    const known = RELATIONSHIP_TYPES.find(name => name === type) ?? 'OTHER'
    addRelationship(network, { type: known, source: start, target: end, properties: { ...properties, id: key } })
    drawn++
  }
  return {
    network,
    nodes: nodes.size,
    relationships: relationships.size,
    drawnNodes: network.nodes.size,
    drawnRelationships: drawn,
  }
}

const kindOf = ({ labels }: WireNode): NodeKind =>
  labels.includes('Person') ? 'person' : labels.includes('Organisation') ? 'organisation' : 'other'

const LONGEST = 60

/** The caption of a node: its name or title, otherwise its most informative property, otherwise its labels. */
export function captionOf({ labels, properties }: Pick<WireNode, 'labels' | 'properties'>): string {
  const { name, title, event, on, id } = properties
  const claim = typeof event === 'string' ? `${event} ${typeof on === 'string' ? on : ''}`.trim() : null
  const text = [name, title, claim, id].find(one => typeof one === 'string' && one.trim() !== '')
  const caption = String(text ?? (labels.map(label => `:${label}`).join('') || '()'))
  return caption.length > LONGEST ? `${caption.slice(0, LONGEST - 1)}…` : caption
}
