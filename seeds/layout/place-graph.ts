import { createHash } from 'node:crypto'
import { applyForces, type Edges } from './force-matrices.ts'
import { medianGap } from './median-gap.ts'

/** A graph of numbered nodes: people first, then organisations. */
export interface NumberedGraph {
  people: number
  organisations: number
  /** The numbers of the two nodes of each line, one after the other. */
  lines: Uint32Array
}

export interface PlaceOptions {
  /** Another seed gives another layout; the same seed and graph give the same. */
  seed: number
  /** Iterations of the whole graph. */
  iterations: number
  /** Called with the iterations that are done and all of them. */
  progress?: (done: number, total: number) => void
}

/** The median distance from a node to the nearest other one, in units of the layout. */
export const GAP = 10

/** Iterations of the organisations alone, which are few. */
const FIRST_ITERATIONS = 300
/** A person with more organisations connects only the first of them: the number of pairs grows with its square. */
const MOST_ORGANISATIONS = 10

/**
 * Positions of all nodes by ForceAtlas2, x and y in turn. First the organisations alone, tied by the people that they share; then people
 * among their organisations, and all of them together. Nodes without a line are placed around the others. The unit is such that the
 * median distance from a node to its nearest neighbour is 10, about as many pixels at zoom 1. The centre is 0, and y grows downwards.
 */
export function placeGraph(
  graph: NumberedGraph,
  { seed, iterations, progress = () => {} }: PlaceOptions,
): Float32Array {
  const { people, organisations, lines } = graph
  const count = people + organisations
  const total = FIRST_ITERATIONS + iterations
  let done = 0
  const step = () => progress(++done, total)
  const points = scattered(count, seed)
  const first = points.slice(2 * people)
  applyForces(first, sharedPeople(graph), FIRST_ITERATIONS, step)
  // All nodes need more room than the organisations alone.
  const room = Math.sqrt(count / Math.max(1, organisations))
  points.set(
    first.map(value => value * room),
    2 * people,
  )
  placeAmongNeighbours(points, graph)
  const connected = [...new Set(lines)].sort((a, b) => a - b)
  const numbers = new Map(connected.map((node, at) => [node, at]))
  const inner = new Float32Array(connected.flatMap(node => [points[2 * node] ?? 0, points[2 * node + 1] ?? 0]))
  applyForces(inner, { ends: lines.map(node => numbers.get(node) ?? 0) }, iterations, step)
  const scale = GAP / (medianGap(inner) || GAP)
  const centre = centreOf(inner)
  for (const [at, node] of connected.entries())
    for (const axis of [0, 1] as const) points[2 * node + axis] = ((inner[2 * at + axis] ?? 0) - centre[axis]) * scale
  placeAround(points, numbers)
  return points
}

/** A place within a disc for each node, from the seed and its number. */
function scattered(count: number, seed: number): Float32Array {
  const points = new Float32Array(2 * count)
  for (let node = 0; node < count; node++) {
    const hash = createHash('sha256').update(`${seed} ${node}`).digest()
    const [radius, angle] = [Math.sqrt(hash.readUInt32LE(0) / 2 ** 32), (hash.readUInt32LE(4) / 2 ** 32) * 2 * Math.PI]
    const reach = 10 * Math.sqrt(count)
    points.set([reach * radius * Math.cos(angle), reach * radius * Math.sin(angle)], 2 * node)
  }
  return points
}

/** Pairs of organisations, with the number of people that they share; a part-of relation counts as one. */
function sharedPeople({ people, organisations, lines }: NumberedGraph): Edges {
  const at = new Map<number, number[]>()
  const weights = new Map<number, number>()
  const tie = (one: number, other: number) => {
    const key = Math.min(one, other) * organisations + Math.max(one, other)
    weights.set(key, (weights.get(key) ?? 0) + 1)
  }
  for (let line = 0; line < lines.length; line += 2) {
    const [from = 0, to = 0] = [lines[line], lines[line + 1]]
    if (from >= people) tie(from - people, to - people)
    else {
      const own = at.get(from) ?? []
      at.set(from, own)
      if (own.length < MOST_ORGANISATIONS) own.push(to - people)
    }
  }
  for (const own of at.values())
    for (const [place, one] of own.entries()) for (const other of own.slice(place + 1)) tie(one, other)
  const ends = [...weights.keys()].flatMap(key => [Math.floor(key / organisations), key % organisations])
  // By its logarithm: a pair that shares a hundred people is not a hundred times closer than one that shares one.
  return { ends, weights: [...weights.values()].map(weight => 1 + Math.log2(weight)) }
}

/** Each person is placed at the mean of the organisations that they are connected to, and beside it, so that no two are in one place. */
function placeAmongNeighbours(points: Float32Array, { people, lines }: NumberedGraph): void {
  const sums = new Float64Array(3 * people)
  for (let line = 0; line < lines.length; line += 2) {
    const [person = 0, organisation = 0] = [lines[line], lines[line + 1]]
    if (person >= people) continue
    for (const axis of [0, 1])
      sums[3 * person + axis] = (sums[3 * person + axis] ?? 0) + (points[2 * organisation + axis] ?? 0)
    sums[3 * person + 2] = (sums[3 * person + 2] ?? 0) + 1
  }
  for (let person = 0; person < people; person++) {
    const number = sums[3 * person + 2] ?? 0
    for (const axis of [0, 1])
      if (number > 0)
        points[2 * person + axis] = (sums[3 * person + axis] ?? 0) / number + BESIDE * (points[2 * person + axis] ?? 0)
  }
}

/** The part of its scattered place that a person keeps. */
const BESIDE = 0.1

/** The golden angle, with which a spiral never repeats a direction. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))

/** Places the nodes without a line on a spiral outside the others, as dense as these. */
function placeAround(points: Float32Array, connected: ReadonlyMap<number, number>): void {
  let radius = 0
  for (const node of connected.keys())
    radius = Math.max(radius, Math.hypot(points[2 * node] ?? 0, points[2 * node + 1] ?? 0))
  const inside = ((radius + 4 * GAP) / GAP) ** 2
  let turn = 0
  for (let node = 0; node < points.length / 2; node++) {
    if (connected.has(node)) continue
    const [far, angle] = [GAP * Math.sqrt(inside + turn), turn * GOLDEN_ANGLE]
    points.set([far * Math.cos(angle), far * Math.sin(angle)], 2 * node)
    turn++
  }
}

function centreOf(points: Float32Array): [number, number] {
  const sum = [0, 0]
  points.forEach((value, at) => {
    sum[at % 2] = (sum[at % 2] ?? 0) + value
  })
  const count = Math.max(1, points.length / 2)
  return [(sum[0] ?? 0) / count, (sum[1] ?? 0) / count]
}
