import { DOUBTFUL, LINE_KINDS } from '../../cypher/network-columns.ts'
import type { Box } from '../../picture/layout/box.ts'
import { chooseLabels } from '../../picture/network/labels.ts'
import { LABEL } from '../../picture/network/node-box.ts'
import { coloursNow } from '../style/colours-now.ts'
import { DOUBTFUL_DASH, EDGE_LOOKS } from '../style/theme.ts'
import { drawLabel, labelMeasurer } from '../view/measure.ts'
import { ABSENT } from './line-states.ts'
import type { ReadyNetwork } from './ready-network.ts'
import type { WholeState } from './whole-store.ts'
import { radiusOf, type View } from './whole-view.ts'

/** Maximum number of labels: more cannot be read. */
const BUDGET = 70
/** Maximum number of nodes in the view whose labels are considered. */
const CONSIDERED = 400
/** Share of the paper over everything while a node is selected, so that its lines stand out. */
const VEIL = 0.72
/** More lines of one node are drawn without labels at their ends. */
const FEW = 60
const RING = 4
/** Half the width of the smallest nodes beside a selected one, in pixels. */
const SMALLEST = 2.5

interface Canvas {
  context: CanvasRenderingContext2D
  width: number
  height: number
}

/** What lies above the lines and nodes: labels, and the selected and the hovered node with their lines. */
export function createOverlay(ready: ReadyNetwork) {
  const { network, x, y, neighbours, ranked, kindOf, grid } = ready
  const { lineKind } = network.columns
  const measure = labelMeasurer()
  /** Offsets of the labels from their nodes, chosen when the view last rested. */
  let chosen: { node: number; dx: number; dy: number }[] = []

  const toScreen = (node: number, view: View, { width, height }: Canvas) => ({
    x: ((x[node] ?? 0) - view.x) * view.zoom + width / 2,
    y: ((y[node] ?? 0) - view.y) * view.zoom + height / 2,
  })

  /** Chooses the labels of a view. Too slow for every frame of a movement. */
  function choose(view: View, canvas: Canvas, state: WholeState): void {
    const first = [state.selected, ...linked(state)].filter(node => node !== null)
    const shown = (node: number) => !state.location.hideAbsent || !state.states || state.states.nodes[node] !== ABSENT
    const candidates = [...new Set([...first, ...inView(view, canvas)])].filter(shown).slice(0, CONSIDERED)
    const boxes = candidates.flatMap(node => boxOf(node, view, canvas) ?? [])
    const places = chooseLabels(boxes, BUDGET)
    chosen = boxes
      .filter(box => places.has(box.id))
      .map(box => {
        const node = Number(box.id)
        const at = toScreen(node, view, canvas)
        return { node, dx: box.x - at.x, dy: box.y - at.y }
      })
  }

  const linked = ({ selected }: WholeState): number[] => {
    if (selected === null) return []
    const lines = neighbours.linesOf(selected)
    return lines.length > FEW ? [] : Array.from(lines, line => neighbours.otherEnd(line, selected))
  }

  /** Nodes in the view, the most important first: all organisations, and people if there are few. */
  function inView(view: View, canvas: Canvas): number[] {
    const extent = {
      left: view.x - canvas.width / 2 / view.zoom,
      right: view.x + canvas.width / 2 / view.zoom,
      top: view.y - canvas.height / 2 / view.zoom,
      bottom: view.y + canvas.height / 2 / view.zoom,
    }
    const isInside = (node: number) =>
      (x[node] ?? 0) >= extent.left &&
      (x[node] ?? 0) <= extent.right &&
      (y[node] ?? 0) >= extent.top &&
      (y[node] ?? 0) <= extent.bottom
    const found: number[] = []
    for (const node of ranked) {
      if (kindOf(node) === 'person' || found.length >= CONSIDERED) break
      if (isInside(node)) found.push(node)
    }
    const people: number[] = []
    for (const node of grid.within(extent)) {
      if (kindOf(node) !== 'person' || !isInside(node)) continue
      people.push(node)
      // With more, their names would hide the picture.
      if (people.length > CONSIDERED) return found
    }
    return [...found, ...people]
  }

  function boxOf(node: number, view: View, canvas: Canvas): Box | null {
    const { width, height } = measure(kindOf(node), network.names[node] ?? '')
    const at = toScreen(node, view, canvas)
    const top = at.y + radiusOf(ready, node, view) + LABEL.gap
    const half = width / 2
    if (at.x < half || at.x > canvas.width - half || top < 0 || top + height > canvas.height) return null
    return { id: String(node), x: at.x, y: top, left: half, right: half, top: 0, bottom: height }
  }

  function draw(view: View, canvas: Canvas, state: WholeState): void {
    const { context, width, height } = canvas
    context.clearRect(0, 0, width, height)
    const { selected, hovered } = state
    if (selected !== null) {
      context.globalAlpha = VEIL
      context.fillStyle = coloursNow().paper
      context.fillRect(0, 0, width, height)
      context.globalAlpha = 1
      drawLines(selected, view, canvas, state)
    }
    for (const { node, dx, dy } of chosen) {
      const at = toScreen(node, view, canvas)
      write(context, node, at.x + dx, at.y + dy)
    }
    for (const node of new Set([selected, hovered])) if (node !== null) ring(node, view, canvas)
  }

  /** Lines as on the map of the explorer, without arrow heads: colours by kind, dashes for doubt. */
  function drawLines(node: number, view: View, canvas: Canvas, { states }: WholeState): void {
    const { context } = canvas
    const from = toScreen(node, view, canvas)
    for (const line of neighbours.linesOf(node)) {
      if (states?.lines[line] === ABSENT) continue
      const other = neighbours.otherEnd(line, node)
      const to = toScreen(other, view, canvas)
      const code = lineKind[line] ?? 0
      const kind = LINE_KINDS[code & ~DOUBTFUL] ?? 'other'
      const { width, dash } = EDGE_LOOKS[kind]
      context.strokeStyle = coloursNow().edges[kind]
      context.lineWidth = width
      context.setLineDash([...((code & DOUBTFUL) > 0 ? DOUBTFUL_DASH : (dash ?? []))])
      context.beginPath()
      context.moveTo(from.x, from.y)
      context.lineTo(to.x, to.y)
      context.stroke()
      mark(other, view, canvas)
    }
    context.setLineDash([])
    mark(node, view, canvas)
  }

  function mark(node: number, view: View, canvas: Canvas): void {
    outline(node, view, canvas, 0)
    canvas.context.fillStyle = coloursNow().nodes[kindOf(node)]
    canvas.context.fill()
  }

  function ring(node: number, view: View, canvas: Canvas): void {
    const { context } = canvas
    const { x, y, reach } = outline(node, view, canvas, RING)
    context.strokeStyle = coloursNow().nodes[kindOf(node)]
    context.lineWidth = 2
    context.stroke()
    if (!chosen.some(label => label.node === node)) write(context, node, x, y + reach + LABEL.gap)
  }

  /** Begins a path: a circle for a person, a square for an organisation, larger than the node by `beside`. */
  function outline(node: number, view: View, canvas: Canvas, beside: number) {
    const { context } = canvas
    const { x, y } = toScreen(node, view, canvas)
    const reach = Math.max(SMALLEST, radiusOf(ready, node, view)) + beside
    context.beginPath()
    if (kindOf(node) === 'person') context.arc(x, y, reach, 0, 2 * Math.PI)
    else context.roundRect(x - reach, y - reach, 2 * reach, 2 * reach, beside > 0 ? 3 : 0)
    return { x, y, reach }
  }

  function write(context: CanvasRenderingContext2D, node: number, x: number, y: number): void {
    const kind = kindOf(node)
    drawLabel(context, measure(kind, network.names[node] ?? ''), { kind, x, y })
  }

  return { choose, draw, labelled: () => chosen.map(({ node }) => node) }
}
