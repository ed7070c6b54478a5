import { edgeMeaning } from '../../picture/network/edge-kind.ts'
import { edgeId, edgesByNode, type Network, otherEnd } from '../../picture/network/network.ts'

/**
 * The organisation with the most departures; ties are broken by the number of connections, then by id. Null without any
 * organisation.
 */
export function bestConnected(network: Network): string | null {
  const edges = edgesByNode(network)
  const ranked = [...network.nodes.values()]
    .filter(node => node.kind === 'organisation')
    .map(({ id }) => {
      const own = edges.get(id) ?? []
      return { id, left: own.filter(e => e.relationships.some(r => r.type === 'LEFT')).length, degree: own.length }
    })
    .sort((a, b) => b.left - a.left || b.degree - a.degree || (a.id < b.id ? -1 : 1))
  return ranked[0]?.id ?? null
}

/** Nodes and edges that are emphasised during a selection; the others are faded. */
export interface Focus {
  nodes: Set<string>
  edges: Set<string>
}

/**
 * A person with all their organisations; an organisation with its people and, for those who left it, their other
 * organisations; an edge with its two ends; two nodes without an edge with the neighbours that they share. Null if nothing is selected
 * or the selection is not drawn.
 */
export function focusOf(network: Network, selection: readonly string[]): Focus | null {
  const [first, second] = selection
  const node = first === undefined ? undefined : network.nodes.get(first)
  if (!node) return null
  if (second !== undefined) {
    const id = edgeId(node.id, second)
    if (network.edges.has(id)) return { nodes: new Set([node.id, second]), edges: new Set([id]) }
    return network.nodes.has(second) ? sharedFocus(network, node.id, second) : null
  }
  const edges = edgesByNode(network)
  const focus: Focus = { nodes: new Set([node.id]), edges: new Set() }
  for (const edge of edges.get(node.id) ?? []) {
    const other = otherEnd(edge, node.id)
    include(focus, edge.id, other)
    const { kind } = edgeMeaning(edge.relationships)
    if (node.kind !== 'organisation' || (kind !== 'left' && kind !== 'both')) continue
    for (const onward of edges.get(other) ?? []) include(focus, onward.id, otherEnd(onward, other))
  }
  return focus
}

function sharedFocus(network: Network, one: string, other: string): Focus {
  const edges = edgesByNode(network)
  const others = new Map((edges.get(other) ?? []).map(edge => [otherEnd(edge, other), edge.id]))
  const focus: Focus = { nodes: new Set([one, other]), edges: new Set() }
  for (const edge of edges.get(one) ?? []) {
    const shared = otherEnd(edge, one)
    const onward = others.get(shared)
    if (onward === undefined) continue
    include(focus, edge.id, shared)
    include(focus, onward, shared)
  }
  return focus
}

const include = ({ nodes, edges }: Focus, edge: string, node: string) => {
  edges.add(edge)
  nodes.add(node)
}

/** What a step of a story highlights: its nodes, its lines with their ends, and lines between its nodes. Null if it highlights nothing drawn. */
export function storyFocus(
  network: Network,
  { nodes, lines }: { nodes: readonly string[]; lines: readonly (readonly [string, string])[] },
): Focus | null {
  const edges = lines.map(([one, other]) => edgeId(one, other)).filter(id => network.edges.has(id))
  const ends = edges.flatMap(id => {
    const edge = network.edges.get(id)
    return edge ? [edge.source, edge.target] : []
  })
  const marked = new Set([...nodes, ...ends].filter(id => network.nodes.has(id)))
  if (marked.size === 0) return null
  const named = new Set(nodes)
  const between = [...network.edges.values()].filter(({ source, target }) => named.has(source) && named.has(target))
  return { nodes: marked, edges: new Set([...edges, ...between.map(({ id }) => id)]) }
}
