import { dayNumber } from '../../cypher/dates/calendar.ts'
import { readDate } from '../../cypher/dates/grammar.ts'
import { NO_DAY, NODE_KINDS } from '../../cypher/network-columns.ts'
import type { WholeNetwork } from '../api/network-reply.ts'
import type { DayRange } from './line-states.ts'
import { type Neighbours, neighboursOf } from './neighbours.ts'
import { type Extent, extentOf, NodeGrid } from './node-grid.ts'

export interface Places {
  x: Float32Array<ArrayBuffer>
  y: Float32Array<ArrayBuffer>
}

/** The network with what is derived from it once: places, sizes, the lines of each node, and what finds a node. */
export interface ReadyNetwork extends Places {
  network: WholeNetwork
  /** Diameter of each node in CSS pixels. */
  sizes: Float32Array<ArrayBuffer>
  extent: Extent
  neighbours: Neighbours
  grid: NodeGrid
  /** Numbers of the nodes, the best connected organisations first, then people. */
  ranked: Uint32Array
  /** First and last day that a spell mentions, since 1970-01-01; null without any. */
  span: { first: number; last: number } | null
  numberOf(id: string): number | undefined
  kindOf(node: number): 'person' | 'organisation'
}

export function makeReady(network: WholeNetwork, { x, y }: Places): ReadyNetwork {
  const neighbours = neighboursOf(network)
  const extent = extentOf(x, y)
  const kindOf = (node: number) => NODE_KINDS[network.columns.nodeKind[node] ?? 0] ?? 'person'
  const sizes = Float32Array.from({ length: network.nodes }, (_, node) => sizeOf(kindOf(node), neighbours.degree(node)))
  let numbers: Map<string, number> | undefined
  return {
    ...{ network, x, y, sizes, extent, neighbours, kindOf, grid: new NodeGrid(x, y, extent) },
    ranked: rank(network.nodes, node => (kindOf(node) === 'organisation' ? 1e6 : 0) + neighbours.degree(node)),
    span: spanOf(network),
    // Few sessions ask, and a map of 50,000 texts takes longer than the first frame can spare.
    numberOf(id) {
      numbers ??= new Map(network.ids.map((one, node) => [one, node]))
      return numbers.get(id)
    },
  }
}

/** Diameter of the largest nodes in CSS pixels at zoom 1. */
export const LARGEST_SIZE = 26

const sizeOf = (kind: 'person' | 'organisation', degree: number): number =>
  kind === 'person' ? 3 : Math.min(LARGEST_SIZE, 5 + 0.6 * Math.sqrt(degree))

function rank(count: number, weightOf: (node: number) => number): Uint32Array {
  const weights = Float64Array.from({ length: count }, (_, node) => weightOf(node))
  return Uint32Array.from({ length: count }, (_, node) => node).sort(
    (a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b,
  )
}

function spanOf({ columns }: WholeNetwork): ReadyNetwork['span'] {
  let [first, last] = [Infinity, -Infinity]
  for (const days of [
    columns.beginEarliest,
    columns.beginLatest,
    columns.endEarliest,
    columns.endLatest,
    columns.lastSeen,
  ])
    for (const day of days) {
      if (day === NO_DAY) continue
      if (day < first) first = day
      if (day > last) last = day
    }
  return first <= last ? { first, last } : null
}

/** The days of a date as written; null if it is no date. */
export function daysOf(text: string | null): DayRange | null {
  const date = text === null ? null : readDate(text)
  if (!date) return null
  const numberOf = (day: string | null) => (day === null ? NO_DAY : dayNumber(day))
  return { earliest: numberOf(date.earliest), latest: numberOf(date.latest) }
}
