import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from 'sigma/rendering'
import type { Box } from '../../picture/layout/box.ts'
import { chooseLabels, type Mark } from '../../picture/network/labels.ts'
import { byPeople } from '../../picture/network/network.ts'
import { LABEL } from '../../picture/network/node-box.ts'
import { coloursNow } from '../style/colours-now.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'
import { ABSENT_TIER } from './looks.ts'
import { drawLabel, labelMeasurer } from './measure.ts'

/** Maximum number of labels: more cannot be read, and text is the most expensive part of a large graph. */
const BUDGET = 150
/** Maximum number of nodes whose labels are considered, the most important first. */
const CONSIDERED = 3000
/** With more nodes in the picture, labels are only placed below their nodes. */
const CROWDED = 300
/** The width of a canvas that has room for few labels. */
const NARROW = 600
/** Places of a label around its node. */
const WAYS = 8
/** How far an arrow head extends beyond the edge of its node. */
const HEAD = 8
/** Space between a label and the edge of the canvas; browsers draw some fonts wider than they measure. */
const EDGE = 3
/** Distance of the ring from a selected or hovered node. */
const RING = 4

/** The middle of the upper edge of a label. */
type Place = Pick<Box, 'x' | 'y'>

/**
 * Draws labels under their nodes, or beside or above them, without overlap: selected and hovered nodes first, then nodes in
 * focus, then the better connected. Sigma requests each label of a frame; the first call decides which of them have room.
 */
export function createLabels() {
  const measure = labelMeasurer()
  let chosen: ReadonlyMap<string, Box> | null = null
  let choose: () => ReadonlyMap<string, Box> = () => new Map()

  const draw: NodeLabelDrawingFunction = (context, data) => {
    chosen ??= choose()
    // Selected and hovered nodes have their labels on the layer above, under the ring.
    const place = chosen.get(data.key)
    if (data.label && !data.highlighted && place) write(context, data, place)
    if ('pinned' in data && data.pinned) drawPin(context, data)
  }

  const hover: NodeHoverDrawingFunction = (context, data) => {
    context.strokeStyle = data.color
    context.lineWidth = 2
    context.beginPath()
    const reach = data.size + RING
    if (data.type === 'organisation') context.roundRect(data.x - reach, data.y - reach, 2 * reach, 2 * reach, 3)
    else context.arc(data.x, data.y, reach, 0, 2 * Math.PI)
    context.stroke()
    write(context, data, { x: data.x, y: data.y + data.size + LABEL.gap + RING })
    if ('pinned' in data && data.pinned) drawPin(context, data)
  }

  /** A dot of paper in a node that the reader has pinned. */
  function drawPin(context: CanvasRenderingContext2D, { x, y, size }: { x: number; y: number; size: number }) {
    context.fillStyle = coloursNow().paper
    context.beginPath()
    context.arc(x, y, Math.max(1.8, size * 0.35), 0, 2 * Math.PI)
    context.fill()
  }

  function write(context: CanvasRenderingContext2D, data: Parameters<NodeLabelDrawingFunction>[1], place: Place) {
    const kind = data.type === 'organisation' ? 'organisation' : 'person'
    const colour = typeof data.labelColor === 'string' ? data.labelColor : coloursNow().ink
    drawLabel(context, measure(kind, data.label ?? ''), { kind, ...place, colour })
  }

  /** `tierOf` is the priority of a label, the lowest first. Returns a function that disposes of it. */
  function mount(sigma: DrawnSigma, graph: DrawnGraph, tierOf: (id: string) => number): () => void {
    let order: string[] = []
    const sort = () => {
      const of = (id: string) => graph.getNodeAttributes(id)
      order = graph
        .nodes()
        .sort((a, b) => byPeople(of(a).node, of(b).node) || of(b).degree - of(a).degree || (a < b ? -1 : 1))
    }
    const startFrame = () => {
      chosen = null
      if (order.length !== graph.order) sort()
    }
    choose = () => {
      const marks = inSight()
      const ways = marks.length > CROWDED ? 1 : WAYS
      const boxes = marks.map(mark => boxesOf(mark, mark.tier === 0 ? 1 : ways))
      const isNarrow = sigma.getDimensions().width < NARROW
      let chosen: ReadonlyMap<string, Box> = new Map()
      // What is absent has a name only where everything else has one, and in a narrow map, what is out of focus too.
      for (const least of isNarrow ? [1, 2, ABSENT_TIER] : [2, ABSENT_TIER]) {
        const tried = boxes.filter((places, at) => places.length > 0 && (marks[at]?.tier ?? 0) <= least)
        chosen = chooseLabels(tried.flat(), BUDGET, marks)
        if (chosen.size < tried.length) break
      }
      return chosen
    }
    /** The nodes in the picture, the most important first. */
    function inSight(): Mark[] {
      const marks: Mark[] = []
      for (const id of order.toSorted((a, b) => tierOf(a) - tierOf(b))) {
        const mark = markOf(id)
        if (mark) marks.push(mark)
        if (marks.length === CONSIDERED) break
      }
      return marks
    }
    function markOf(id: string): Mark | null {
      const data = sigma.getNodeDisplayData(id)
      if (!data || data.hidden) return null
      const { x, y } = sigma.framedGraphToViewport(data)
      const { width, height } = sigma.getDimensions()
      const tier = tierOf(id)
      const reach = sigma.scaleSize(data.size) + (tier === ABSENT_TIER ? LABEL.gap : HEAD)
      if (x < -reach || x > width + reach || y < -reach || y > height + reach) return null
      return { id, x, y, left: reach, right: reach, top: reach, bottom: reach, tier }
    }
    /** Possible places of the label: below its node, above it, right and left, and at its corners. */
    function boxesOf({ id, x, y, tier }: Mark, ways: number): Box[] {
      const data = sigma.getNodeDisplayData(id)
      if (!data?.label) return []
      const size = sigma.scaleSize(data.size) + (tier === 0 ? RING : 0)
      const { width, height } = measure(data.type === 'person' ? 'person' : 'organisation', data.label)
      const room = sigma.getDimensions()
      const [right, bottom] = [room.width - EDGE, room.height]
      const [half, away] = [width / 2, size + LABEL.gap]
      const places: Place[] = [
        { x, y: y + away },
        { x, y: y - away - height },
        { x: x + away + half, y: y - height / 2 },
        { x: x - away - half, y: y - height / 2 },
        ...[y + size, y - size - height].flatMap(y => [
          { x: x + size + half, y },
          { x: x - size - half, y },
        ]),
      ]
      // A label that is cut off at the edge is not drawn.
      return places
        .slice(0, ways)
        .filter(at => at.x - half >= EDGE && at.x + half <= right && at.y >= 0 && at.y + height <= bottom)
        .map(at => ({ id, ...at, left: half, right: half, top: 0, bottom: height }))
    }
    sigma.on('beforeRender', startFrame)
    return () => {
      sigma.off('beforeRender', startFrame)
      choose = () => new Map()
    }
  }

  return { measure, draw, hover, mount, chosen: (): ReadonlySet<string> => new Set(chosen?.keys()) }
}

export type Labels = ReturnType<typeof createLabels>
