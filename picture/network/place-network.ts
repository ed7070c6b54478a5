import type { Point } from '../layout/force.ts'
import type { LayoutJob, Link } from '../layout/layout.ts'
import { moveLine } from './move-network.ts'
import { type Network, nodesByDegree } from './network.ts'
import { nodeBox } from './node-box.ts'

/** A fixed seed, so that an answer has one picture, for everyone and everywhere. */
const SEED = 20240514
/** How much more the line with the most moves pulls than a line of people. */
const MOST_WEIGHT = 10

/**
 * The layout of a network: the best connected nodes are the most important. Nodes with a place keep it, and the others are placed
 * around `centre`.
 */
export function layoutJob(
  network: Network,
  { places = new Map(), centre = null }: { places?: ReadonlyMap<string, Point>; centre?: string | null } = {},
): LayoutJob {
  const items = nodesByDegree(network).map(([node, degree]) => ({ ...nodeBox(node, degree), ...places.get(node.id) }))
  const links = [...network.edges.values()].map(({ source, target, relationships }): Link => {
    const line = moveLine(relationships, source, target)
    return line ? [source, target, MOST_WEIGHT * line.share] : [source, target]
  })
  return { items, edges: links, seed: SEED, ...(centre === null ? {} : { centre }) }
}
