import { emptyNetwork, mergeNetworks, type Network } from './network.ts'

/**
 * The part of a map that is in a window: what the question answers within the window, and the lines that only an expansion has, because
 * a neighbourhood has no window.
 */
export function networkInWindow(windowed: Network, whole: Network, expansions: readonly Network[]): Network {
  const further = expansions.map(expansion => {
    const { nodes, edges } = emptyNetwork()
    for (const [id, edge] of expansion.edges) {
      if (whole.edges.has(id)) continue
      edges.set(id, edge)
      for (const end of [edge.source, edge.target]) {
        const node = expansion.nodes.get(end)
        if (node) nodes.set(end, node)
      }
    }
    return { nodes, edges }
  })
  return mergeNetworks([windowed, ...further])
}
