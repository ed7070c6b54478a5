import { type Network, otherEnd } from './network.ts'

/** Some nodes of a network with the lines between them; the network itself if that is all of it. */
export function keepNodes(network: Network, isKept: (id: string) => boolean): Network {
  const nodes = new Map([...network.nodes].filter(([id]) => isKept(id)))
  if (nodes.size === network.nodes.size) return network
  const edges = [...network.edges].filter(([, { source, target }]) => nodes.has(source) && nodes.has(target))
  return { nodes, edges: new Map(edges) }
}

/** A node and its neighbours; null if the network lacks the node. */
export function neighbourhood({ nodes, edges }: Network, id: string): Set<string> | null {
  if (!nodes.has(id)) return null
  const ends = [...edges.values()].filter(({ source, target }) => source === id || target === id)
  return new Set([id, ...ends.map(edge => otherEnd(edge, id))])
}

/** The network without hidden nodes, and if `near` is given, with that node and its neighbours alone. */
export function withoutHidden(network: Network, hidden: readonly string[], near: string | null): Network {
  const left = new Set(hidden)
  const around = near === null ? null : neighbourhood(network, near)
  return keepNodes(network, id => !left.has(id) && (around === null || around.has(id)))
}

/** What a network has in common with another: its own nodes and lines that the other has too. */
export function inBoth(network: Network, other: Network): Network {
  const nodes = new Map([...network.nodes].filter(([id]) => other.nodes.has(id)))
  const edges = new Map([...network.edges].filter(([id]) => other.edges.has(id)))
  return nodes.size === network.nodes.size && edges.size === network.edges.size ? network : { nodes, edges }
}
