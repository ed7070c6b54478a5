import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from 'sigma/rendering'
import { chooseLabels } from '../graph/labels.ts'
import type { Box } from '../graph/layout/box.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'
import { labelMeasurer } from './measure.ts'
import { INK, LABEL, labelFont, PAPER } from './theme.ts'

/** The most labels drawn at once: more cannot be read, and text is what costs most in a large graph. */
const BUDGET = 150
/** Of how many nodes in the picture labels are considered at most, the important first. */
const CONSIDERED = 3000
/** How far the ring around what stands out is from its node. */
const RING = 4

/**
 * Draws labels under their nodes, none over another: what is selected or pointed at first, then what is in focus, then the better connected.
 * Sigma asks for each label of a frame; which of them have room is settled once a frame, at the first.
 */
export function createLabels() {
  const measure = labelMeasurer()
  let chosen: Set<string> | null = null
  let choose: () => Set<string> = () => new Set()

  const draw: NodeLabelDrawingFunction = (context, data) => {
    chosen ??= choose()
    // What stands out is named on the layer above, under its ring.
    if (data.label && !data.highlighted && chosen.has(data.key)) write(context, data, LABEL.gap)
  }

  const hover: NodeHoverDrawingFunction = (context, data) => {
    context.strokeStyle = data.color
    context.lineWidth = 2
    context.beginPath()
    const reach = data.size + RING
    if (data.type === 'organisation') context.roundRect(data.x - reach, data.y - reach, 2 * reach, 2 * reach, 3)
    else context.arc(data.x, data.y, reach, 0, 2 * Math.PI)
    context.stroke()
    write(context, data, LABEL.gap + RING)
  }

  function write(context: CanvasRenderingContext2D, data: Parameters<NodeLabelDrawingFunction>[1], gap: number) {
    const kind = data.type === 'organisation' ? 'organisation' : 'person'
    const { lines } = measure(kind, data.label ?? '')
    context.font = labelFont(kind)
    context.textAlign = 'center'
    context.textBaseline = 'top'
    context.lineJoin = 'round'
    context.lineWidth = LABEL.halo
    context.strokeStyle = PAPER
    context.fillStyle = typeof data.labelColor === 'string' ? data.labelColor : INK
    for (const [at, line] of lines.entries()) {
      const y = data.y + data.size + gap + at * LABEL.lineHeight
      context.strokeText(line, data.x, y)
      context.fillText(line, data.x, y)
    }
  }

  /** Returns what unties it. `tierOf` tells whose labels go before others': the lower first. */
  function mount(sigma: DrawnSigma, graph: DrawnGraph, tierOf: (id: string) => number): () => void {
    let order: string[] = []
    const sort = () => {
      const rank = (id: string) => graph.getNodeAttribute(id, 'degree')
      order = graph.nodes().sort((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1))
    }
    const startFrame = () => {
      chosen = null
      if (order.length !== graph.order) sort()
    }
    choose = () => chooseLabels(boxes(), BUDGET)
    function* boxes(): Generator<Box> {
      let considered = 0
      for (const id of order.toSorted((a, b) => tierOf(a) - tierOf(b))) {
        const box = boxOf(id)
        if (box && considered++ < CONSIDERED) yield box
      }
    }
    function boxOf(id: string): Box | null {
      const data = sigma.getNodeDisplayData(id)
      if (!data || data.hidden || !data.label) return null
      const { x, y } = sigma.framedGraphToViewport(data)
      const size = sigma.scaleSize(data.size)
      const { width, height } = measure(data.type === 'person' ? 'person' : 'organisation', data.label)
      const { width: wide, height: high } = sigma.getDimensions()
      const bottom = size + LABEL.gap + height
      // Half a name at the rim says less than none.
      if (x < width / 2 || x > wide - width / 2 || y < -size || y + bottom > high) return null
      return { id, x, y, left: width / 2, right: width / 2, top: -size, bottom }
    }
    sigma.on('beforeRender', startFrame)
    return () => {
      sigma.off('beforeRender', startFrame)
      choose = () => new Set()
    }
  }

  return { measure, draw, hover, mount, chosen: (): ReadonlySet<string> => chosen ?? new Set() }
}

export type Labels = ReturnType<typeof createLabels>
