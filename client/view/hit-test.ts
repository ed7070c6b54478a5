import { moveWidth } from '../../picture/network/move-network.ts'
import { LARGEST_NODE } from '../../picture/network/node-box.ts'
import { EDGE_LOOKS } from '../style/theme.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'

/** A line can be hit this far from its middle, in pixels, however thin it is. */
const LINE_REACH = 2.5
/** The selected line is twice as wide. */
const WIDEST_LINE = 2 * Math.max(moveWidth(1), ...Object.values(EDGE_LOOKS).map(({ width }) => width))

interface Point {
  x: number
  y: number
}

export type Hit = { kind: 'node'; id: string } | { kind: 'edge'; id: string } | null

/**
 * What is drawn at a place of the canvas, in pixels from its upper left corner: the nearest node within `reach` pixels of its edge, or
 * else the nearest line. It is computed from the data: a hidden picture of what is where would double the drawing of each frame.
 */
export function hitAt(sigma: DrawnSigma, graph: DrawnGraph, place: Point, reach: number): Hit {
  const pointer = sigma.viewportToGraph(place)
  const scale = sigma.getGraphToViewportRatio()
  const node = nodeAt(sigma, graph, pointer, scale, reach)
  if (node !== undefined) return { kind: 'node', id: node }
  const edge = edgeAt(sigma, graph, pointer, scale)
  return edge === undefined ? null : { kind: 'edge', id: edge }
}

// Sigma copies the look of a node or line for each call, so only those near the pointer are asked for.

function nodeAt(sigma: DrawnSigma, graph: DrawnGraph, pointer: Point, scale: number, reach: number) {
  const largest = sigma.scaleSize(LARGEST_NODE)
  let nearest = reach
  let found: string | undefined
  graph.forEachNode((id, place) => {
    const away = distance(pointer, place) * scale
    if (away - largest > nearest) return
    const shown = sigma.getNodeDisplayData(id)
    if (!shown || shown.hidden) return
    const beyond = away - sigma.scaleSize(shown.size)
    if (beyond > nearest) return
    nearest = beyond
    found = id
  })
  return found
}

function edgeAt(sigma: DrawnSigma, graph: DrawnGraph, pointer: Point, scale: number) {
  const widest = Math.max(LINE_REACH, sigma.scaleSize(WIDEST_LINE) / 2)
  let nearest = 0
  let found: string | undefined
  graph.forEachEdge((id, _attributes, source, target, from, to) => {
    const away = distanceToLine(pointer, from, to) * scale
    if (away - widest > nearest) return
    const shown = sigma.getEdgeDisplayData(id)
    const isHidden = [source, target].some(end => sigma.getNodeDisplayData(end)?.hidden ?? true)
    if (!shown || shown.hidden || isHidden) return
    const beyond = away - Math.max(LINE_REACH, sigma.scaleSize(shown.size) / 2)
    if (beyond > nearest) return
    nearest = beyond
    found = id
  })
  return found
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y)

/** From a point to the nearest point of the line between two others. */
export function distanceToLine(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length
  const part = Math.min(1, Math.max(0, along))
  return distance(point, { x: from.x + part * dx, y: from.y + part * dy })
}
