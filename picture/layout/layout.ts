import { around, type Box, type Frame } from './box.ts'
import { forceLayout, type Point, spread } from './force.ts'
import { separate, settle } from './separate.ts'

/** A node's box. Items with a position keep it. The most important come first. */
export type Item = Omit<Box, 'x' | 'y'> & { x?: number; y?: number }

/** The ends of a line, and how strongly it pulls them together; 1 if it is not given. */
export type Link = [string, string, number?]

export interface LayoutJob {
  items: Item[]
  edges: Link[]
  seed: number
  /** The node around which new items are placed if other items have positions. */
  centre?: string
}

export interface LayoutResult {
  positions: Map<string, Point>
  /** The area that shows everything. */
  frame: Frame
}

const GAP = 10
/** Margin between the boxes and the edge of the space. */
const MARGIN = 10
/** Share of the space that boxes may fill, so that the lines between them remain visible. */
const FILL = 0.5
/** Width to height of the space, whatever canvas will show it. */
const ASPECT = 1.5
const MIN_WIDTH = 960
/** A few nodes may spread over this many times the area of their boxes. */
const ROOMY = 8
/** Above this number of nodes, boxes may overlap, and only labels with enough room are drawn. */
const LARGE = 1500

/**
 * Places all items: y downwards, without overlap unless the graph is large. The positions depend on the job alone: a canvas shows
 * them by its camera.
 */
export function layout(job: LayoutJob): LayoutResult {
  const standing = job.items.filter(isPlaced)
  return standing.length > 0 ? placeNewcomers(job, standing) : layoutAll(job)
}

const areaOf = (items: Item[]): number =>
  items.reduce((sum, box) => sum + (box.left + box.right + GAP) * (box.top + box.bottom + GAP), 0)

/** The size of the space that items need. */
function spaceFor(items: Item[]): { width: number; height: number } {
  const width = Math.max(MIN_WIDTH, Math.sqrt((areaOf(items) / FILL) * ASPECT))
  return { width, height: width / ASPECT }
}

function layoutAll({ items, edges, seed }: LayoutJob): LayoutResult {
  const { width, height } = spaceFor(items)
  const frame: Frame = { x: [MARGIN, width - MARGIN], y: [MARGIN, height - MARGIN] }
  const forced = forceLayout(
    items.map(({ id }) => id),
    edges,
    seed,
  )
  // A few nodes in opposite corners would not look connected.
  const reach = 0.94 * Math.min(1, Math.max(0.3, Math.sqrt((areaOf(items) * ROOMY) / (width * height))))
  const points = spread(forced, width * reach, height * reach, 0.6)
  const boxes = items.map(item => {
    const { x, y } = points.get(item.id) ?? { x: 0, y: 0 }
    return { ...item, x: x + width / 2, y: y + height / 2 }
  })
  const apart = items.length > LARGE ? boxes : separate(boxes, frame, GAP)
  return result(apart, { x: [0, width], y: [0, height] })
}

/** New items are placed in the nearest free places around `centre`; the others do not move. */
function placeNewcomers({ items, centre }: LayoutJob, standing: Box[]): LayoutResult {
  const { width, height } = spaceFor(standing)
  const frame = around(standing, { x: [0, width], y: [0, height] })
  const middle = standing.find(({ id }) => id === centre) ?? { x: width / 2, y: height / 2 }
  const newcomers = items.filter(item => !isPlaced(item))
  const radius = Math.max(120, 18 * Math.sqrt(newcomers.length))
  const wished = newcomers.map((item, at) => {
    const angle = (at / newcomers.length) * 2 * Math.PI
    return { ...item, x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) }
  })
  const placed = settle(wished, standing, frame, GAP)
  return result([...standing, ...placed], frame)
}

const isPlaced = (item: Item): item is Box => item.x !== undefined && item.y !== undefined

const result = (boxes: Box[], frame: Frame): LayoutResult => ({
  positions: new Map(boxes.map(({ id, x, y }) => [id, { x, y }])),
  frame: around(boxes, frame),
})
