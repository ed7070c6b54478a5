import { createRequire } from 'node:module'

/** ForceAtlas2 over flat matrices, one iteration a call, so that progress can be reported; the package declares no types for it. */
type Iterate = (settings: object, nodes: Float32Array, edges: Float32Array) => void

const require = createRequire(import.meta.url)
const iterate = require('graphology-layout-forceatlas2/iterate') as Iterate

/** Numbers for each node: x, y, two forces of two numbers, mass, convergence, size, fixed. For each edge: two nodes and a weight. */
const [PER_NODE, PER_EDGE] = [10, 3]
/** Below this number of nodes, exact forces take less time than approximate ones. */
const FEW = 1_000

export interface Edges {
  /** The numbers of the two nodes of each edge, one after the other. */
  ends: ArrayLike<number>
  /** One for each edge; 1 if they are not given. */
  weights?: ArrayLike<number>
}

/** Moves points, x and y in turn, by so many iterations. `done` is called after each. */
export function applyForces(
  points: Float32Array,
  { ends, weights }: Edges,
  iterations: number,
  done: () => void,
): void {
  const nodes = new Float32Array((points.length / 2) * PER_NODE)
  const edges = new Float32Array((ends.length / 2) * PER_EDGE)
  const [mass, convergence, size] = [6, 7, 8]
  for (let node = 0; node < points.length / 2; node++) {
    nodes.set(points.subarray(2 * node, 2 * node + 2), node * PER_NODE)
    for (const offset of [mass, convergence, size]) nodes[node * PER_NODE + offset] = 1
  }
  for (let edge = 0; edge < ends.length / 2; edge++) {
    const [from = 0, to = 0, weight = 1] = [ends[2 * edge], ends[2 * edge + 1], weights?.[edge]]
    edges.set([from * PER_NODE, to * PER_NODE, weight], edge * PER_EDGE)
    for (const end of [from, to]) nodes[end * PER_NODE + mass] = (nodes[end * PER_NODE + mass] ?? 0) + weight
  }
  const isLarge = points.length / 2 > FEW
  const settings = {
    ...{ linLogMode: false, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 1 },
    ...{ scalingRatio: 12, strongGravityMode: false, gravity: GRAVITY, slowDown: 2 },
    ...{ barnesHutOptimize: isLarge, barnesHutTheta: 1 },
  }
  for (let iteration = 0; iteration < iterations; iteration++) {
    iterate(settings, nodes, edges)
    done()
  }
  for (let node = 0; node < points.length / 2; node++)
    points.set(nodes.subarray(node * PER_NODE, node * PER_NODE + 2), 2 * node)
}

/** Enough to keep parts that nothing connects near the others. */
const GRAVITY = 1
