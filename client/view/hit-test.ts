import type { DrawnGraph, DrawnSigma } from './drawing.ts'

/** A line can be hit this far from its middle, in pixels, however thin it is. */
const LINE_REACH = 2.5

export type Hit = { kind: 'node'; id: string } | { kind: 'edge'; id: string } | null

/**
 * What is drawn at a place of the canvas, in pixels from its upper left corner: the nearest node within `reach` pixels of its edge, or
 * else the nearest line. It is computed from the data: a hidden picture of what is where would double the drawing of each frame.
 */
export function hitAt(sigma: DrawnSigma, graph: DrawnGraph, place: { x: number; y: number }, reach: number): Hit {
  const node = nodeAt(sigma, graph, place, reach)
  if (node !== undefined) return { kind: 'node', id: node }
  const edge = edgeAt(sigma, graph, place)
  return edge === undefined ? null : { kind: 'edge', id: edge }
}

function nodeAt(sigma: DrawnSigma, graph: DrawnGraph, { x, y }: { x: number; y: number }, reach: number) {
  let nearest = reach
  let found: string | undefined
  for (const id of graph.nodes()) {
    const shown = sigma.getNodeDisplayData(id)
    if (!shown || shown.hidden) continue
    const at = sigma.framedGraphToViewport(shown)
    const distance = Math.hypot(at.x - x, at.y - y) - sigma.scaleSize(shown.size)
    if (distance > nearest) continue
    nearest = distance
    found = id
  }
  return found
}

function edgeAt(sigma: DrawnSigma, graph: DrawnGraph, place: { x: number; y: number }) {
  let nearest = 0
  let found: string | undefined
  graph.forEachEdge((id, _attributes, source, target) => {
    const shown = sigma.getEdgeDisplayData(id)
    const ends = [sigma.getNodeDisplayData(source), sigma.getNodeDisplayData(target)]
    const [from, to] = ends.map(end => end && !end.hidden && sigma.framedGraphToViewport(end))
    if (!shown || shown.hidden || !from || !to) return
    const distance = distanceToLine(place, from, to) - Math.max(LINE_REACH, sigma.scaleSize(shown.size) / 2)
    if (distance > nearest) return
    nearest = distance
    found = id
  })
  return found
}

/** From a point to the nearest point of the line between two others. */
export function distanceToLine(
  point: { x: number; y: number },
  from: { x: number; y: number },
  to: { x: number; y: number },
): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length
  const part = Math.min(1, Math.max(0, along))
  return Math.hypot(point.x - from.x - part * dx, point.y - from.y - part * dy)
}
