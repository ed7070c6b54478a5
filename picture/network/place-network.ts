import type { Point } from '../layout/force.ts'
import type { LayoutJob } from '../layout/layout.ts'
import { edgesByNode, type Network } from './network.ts'
import { nodeBox } from './node-box.ts'

/** A fixed seed, so that an answer has one picture, for everyone and everywhere. */
const SEED = 20240514

/**
 * The layout of a network: the best connected nodes are the most important. Nodes with a place keep it, and the others are placed
 * around `centre`.
 */
export function layoutJob(
  network: Network,
  { places = new Map(), centre = null }: { places?: ReadonlyMap<string, Point>; centre?: string | null } = {},
): LayoutJob {
  const edges = edgesByNode(network)
  const degree = (id: string) => edges.get(id)?.length ?? 0
  const items = [...network.nodes.values()]
    .toSorted((a, b) => degree(b.id) - degree(a.id) || (a.id < b.id ? -1 : 1))
    .map(node => ({ ...nodeBox(node, degree(node.id)), ...places.get(node.id) }))
  const links = [...network.edges.values()].map(({ source, target }): [string, string] => [source, target])
  return { items, edges: links, seed: SEED, ...(centre === null ? {} : { centre }) }
}
