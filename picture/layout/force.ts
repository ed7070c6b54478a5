import DEFAULTS from 'graphology-layout-forceatlas2/defaults.js'
import iterate from 'graphology-layout-forceatlas2/iterate.js'
import { seededRandom } from './random.ts'

export interface Point {
  x: number
  y: number
}

/** Iterations: enough for a small graph to settle; fewer for a large one (θ 1 at 50k: 195 ms each). */
const iterations = (order: number) => Math.max(40, Math.min(600, Math.floor(120_000 / Math.max(1, order))))

/** The columns of the library's table of nodes: x, y, four of its own, mass, convergence, size, fixed. */
const NODE_COLUMNS = 10

/**
 * Positions by ForceAtlas2 from seeded starting points, in an arbitrary unit. Connected nodes are close to each other. The library's
 * tables are filled here: its own way to them needs a graph object, which weighs more than the rest of a picture's script.
 */
export function forceLayout(
  ids: string[],
  edges: readonly [string, string, number?][],
  seed: number,
): Map<string, Point> {
  const random = seededRandom(seed)
  const nodes = new Float32Array(ids.length * NODE_COLUMNS)
  for (const at of ids.keys())
    nodes.set([random() * 100 - 50, random() * 100 - 50, 0, 0, 0, 0, 1, 1, 1, 0], at * NODE_COLUMNS)
  const pairs = pairsOf(ids, edges)
  // The mass of a node is one more than the weight of its lines.
  for (const [source, target, weight] of pairs)
    for (const end of [source, target]) nodes[end + 6] = (nodes[end + 6] ?? 1) + weight
  const lines = Float32Array.from(pairs.flat())
  const large = ids.length > 1000
  const settings = {
    ...DEFAULTS,
    barnesHutOptimize: large,
    barnesHutTheta: 1,
    gravity: large ? 0.05 : 6,
    scalingRatio: 12,
    slowDown: 2,
  }
  for (let left = iterations(ids.length); left > 0; left--) iterate(settings, nodes, lines)
  return new Map(ids.map((id, at) => [id, { x: nodes[at * NODE_COLUMNS] ?? 0, y: nodes[at * NODE_COLUMNS + 1] ?? 0 }]))
}

/** The rows of the library's table of lines: where both ends are in the table of nodes, and the weight. */
type Pair = [source: number, target: number, weight: number]

/** One line for each pair of different nodes; the last weight that is given counts, and 1 without any. */
function pairsOf(ids: string[], edges: readonly [string, string, number?][]): Pair[] {
  const places = new Map(ids.map((id, at) => [id, at * NODE_COLUMNS]))
  const pairs = new Map<string, Pair>()
  for (const [from, to, weight] of edges) {
    const [source, target] = [places.get(from), places.get(to)]
    if (source === undefined || target === undefined || source === target) continue
    const key = `${Math.min(source, target)} ${Math.max(source, target)}`
    const known = pairs.get(key)
    if (!known) pairs.set(key, [source, target, weight ?? 1])
    else if (weight !== undefined) known[2] = weight
  }
  return [...pairs.values()]
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
