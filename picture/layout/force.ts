import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import { seededRandom } from './random.ts'

export interface Point {
  x: number
  y: number
}

/** Iterations: enough for a small graph to settle; fewer for a large one (θ 1 at 50k: 195 ms each). */
const iterations = (order: number) => Math.max(40, Math.min(600, Math.floor(120_000 / Math.max(1, order))))

/** Positions by ForceAtlas2 from seeded starting points, in an arbitrary unit. Connected nodes are close to each other. */
export function forceLayout(
  ids: string[],
  edges: readonly [string, string, number?][],
  seed: number,
): Map<string, Point> {
  const random = seededRandom(seed)
  const graph = new Graph({ type: 'undirected' })
  // By their numbers: the library keeps nodes in a plain object, where `__proto__` is no key.
  const numbers = new Map(ids.map((id, at) => [id, at]))
  for (const at of ids.keys()) graph.addNode(at, { x: random() * 100 - 50, y: random() * 100 - 50 })
  for (const [from, to, weight] of edges) {
    const [source, target] = [numbers.get(from), numbers.get(to)]
    if (source === undefined || target === undefined || source === target) continue
    graph.mergeEdge(source, target, weight === undefined ? {} : { weight })
  }
  const large = ids.length > 1000
  forceAtlas2.assign(graph, {
    iterations: iterations(ids.length),
    settings: {
      barnesHutOptimize: large,
      barnesHutTheta: 1,
      gravity: large ? 0.05 : 6,
      scalingRatio: 12,
      slowDown: 2,
      outboundAttractionDistribution: false,
    },
  })
  return new Map(
    ids.map((id, at) => {
      const { x, y } = graph.getNodeAttributes(at)
      return [id, { x, y }]
    }),
  )
}

/**
 * Fits points into a width and a height, centred on 0, and spreads them evenly: forces crowd the centre and leave the edge empty, so
 * each coordinate is moved towards its rank by `evenness` (0 keeps the shape, 1 keeps only the order).
 */
export function spread(points: Map<string, Point>, width: number, height: number, evenness: number) {
  const xs = evenOut(
    [...points].map(([id, { x }]) => [id, x]),
    evenness,
  )
  const ys = evenOut(
    [...points].map(([id, { y }]) => [id, y]),
    evenness,
  )
  return new Map([...points.keys()].map(id => [id, { x: (xs.get(id) ?? 0) * width, y: (ys.get(id) ?? 0) * height }]))
}

/** Maps any range to [-0.5, 0.5]. */
function evenOut(values: [string, number][], evenness: number): Map<string, number> {
  const sorted = values.toSorted((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  const low = sorted[0]?.[1] ?? 0
  const range = (sorted.at(-1)?.[1] ?? 0) - low || 1
  const last = Math.max(1, sorted.length - 1)
  return new Map(
    sorted.map(([id, value], rank) => [id, (1 - evenness) * ((value - low) / range) + evenness * (rank / last) - 0.5]),
  )
}
