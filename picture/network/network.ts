/** The network to draw, as plain data without DOM or renderer. */

/** `other` nodes, such as claims and sources, occur only in answers to ad hoc Cypher. */
export type NodeKind = 'person' | 'organisation' | 'other'

export interface NetworkNode {
  id: string
  kind: NodeKind
  name: string
  aliases: string[]
  /** Type of an organisation (company, team, university, …); null for people. */
  type: string | null
  /** The people who were there, in a network of moves: certainly, at most, and as a share of the largest organisation. */
  people?: { min: number; max: number; share: number }
}

export const RELATIONSHIP_TYPES = ['JOINED', 'LEFT', 'WAS_AT', 'PART_OF'] as const
/** Not in the database: a claim that denies a relationship, and the moves from one organisation to another. */
export type RelationshipType = (typeof RELATIONSHIP_TYPES)[number] | 'DENIED' | 'MOVED' | 'OTHER'

/** A relationship from the database, with the ids of its nodes as ends. */
export interface Relationship {
  type: RelationshipType
  source: string
  target: string
  properties: Record<string, unknown>
}

/** All relationships between two nodes; they are drawn as one line. */
export interface NetworkEdge {
  id: string
  source: string
  target: string
  relationships: Relationship[]
}

export interface Network {
  nodes: Map<string, NetworkNode>
  edges: Map<string, NetworkEdge>
}

export const emptyNetwork = (): Network => ({ nodes: new Map(), edges: new Map() })

/** The same for both directions. Unambiguous, because ids contain no space. */
export const edgeId = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

export function addRelationship({ edges }: Network, relationship: Relationship): void {
  const { source, target } = relationship
  const id = edgeId(source, target)
  const edge = edges.get(id)
  if (!edge) edges.set(id, { id, source, target, relationships: [relationship] })
  else if (!edge.relationships.some(known => isSame(known, relationship))) edge.relationships.push(relationship)
}

export interface DoubtedClaim {
  id: string
  event?: string | undefined
  status?: string | undefined
}

/** Claims that support no relationship: a rumour is drawn as the event that it reports, a denial as a denial. */
export function addDoubted(network: Network, person: string, organisation: string, claims: DoubtedClaim[]): void {
  for (const { id, event, status } of claims) {
    const told = event === 'joined' ? 'JOINED' : event === 'left' ? 'LEFT' : 'WAS_AT'
    const properties = { id, status: status ?? 'rumoured', claims: [id] }
    const type = status === 'denied' ? 'DENIED' : told
    addRelationship(network, { type, source: person, target: organisation, properties })
  }
}

/** Relationships are identified by the database's ids; those made from rows of a list have no id and are identified by type. */
const isSame = (a: Relationship, b: Relationship) =>
  a.type === b.type && a.source === b.source && (a.properties.id ?? null) === (b.properties.id ?? null)

/** Merges networks without changing them. The first version of a node or relationship wins. */
export function mergeNetworks(networks: Network[]): Network {
  const all = emptyNetwork()
  for (const { nodes, edges } of networks) {
    for (const [id, node] of nodes) if (!all.nodes.has(id)) all.nodes.set(id, node)
    for (const { relationships } of edges.values())
      for (const relationship of relationships) addRelationship(all, relationship)
  }
  return all
}

export const otherEnd = (edge: { source: string; target: string }, id: string): string =>
  edge.source === id ? edge.target : edge.source

/** The edges of every node. */
export function edgesByNode({ nodes, edges }: Network): Map<string, NetworkEdge[]> {
  const found = new Map<string, NetworkEdge[]>([...nodes.keys()].map(id => [id, []]))
  for (const edge of edges.values()) {
    found.get(edge.source)?.push(edge)
    if (edge.target !== edge.source) found.get(edge.target)?.push(edge)
  }
  return found
}

/** All nodes with the number of their edges: the largest first in a network of moves, and otherwise the best connected. */
export function nodesByDegree(network: Network): [node: NetworkNode, degree: number][] {
  const edges = edgesByNode(network)
  return [...network.nodes.values()]
    .map((node): [NetworkNode, number] => [node, edges.get(node.id)?.length ?? 0])
    .sort(([a, degree], [b, other]) => byPeople(a, b) || other - degree || (a.id < b.id ? -1 : 1))
}

/** The organisation with more people first. */
export const byPeople = (a: NetworkNode, b: NetworkNode): number => (b.people?.max ?? 0) - (a.people?.max ?? 0)

/** The part of a network that its lines connect, and the nodes that no line does. A network without any line is kept whole. */
export function connectedPart(network: Network): { connected: Network; unconnected: NetworkNode[] } {
  if (network.edges.size === 0) return { connected: network, unconnected: [] }
  const ends = new Set([...network.edges.values()].flatMap(({ source, target }) => [source, target]))
  const unconnected = [...network.nodes.values()].filter(({ id }) => !ends.has(id))
  if (unconnected.length === 0) return { connected: network, unconnected }
  return {
    connected: { nodes: new Map([...network.nodes].filter(([id]) => ends.has(id))), edges: network.edges },
    unconnected,
  }
}

/** Number of claims behind the network. */
export function countClaims({ edges }: Network): number {
  const claims = new Set<unknown>()
  for (const { relationships } of edges.values())
    for (const { properties } of relationships)
      if (Array.isArray(properties.claims)) for (const claim of properties.claims) claims.add(claim)
  return claims.size
}
