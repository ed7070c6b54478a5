import type { Explorer } from '../store/explorer.ts'
import { openNode, pairNode } from '../store/open-node.ts'
import type { CameraController } from './camera.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'

const WAYS: Record<string, { x: number; y: number }> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
}

/** How far an arrow key moves a node, in units of the layout, and how long a series of moves may pause. */
const NUDGE = 10
const PAUSE = 600

/**
 * Keyboard control of the canvas: arrows go to the nearest node in that direction, with Shift they move the node itself, Enter selects,
 * with Shift a second node, + - 0 move the camera. Moves in a row are one entry of the history.
 */
export function mountKeys(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer, camera: CameraController) {
  const container = sigma.getContainer()
  const go = (way: { x: number; y: number }) => {
    const { hovered, selection } = explorer.store.getState()
    const from = [hovered, ...selection].find(id => id !== null && id !== undefined && graph.hasNode(id))
    const isShown = (id: string) => !sigma.getNodeDisplayData(id)?.hidden
    explorer.hover(from ? (nearest(graph, from, way, isShown) ?? from) : (graph.nodes().find(isShown) ?? null))
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const nudge = (way: { x: number; y: number }) => {
    const { hovered, selection } = explorer.store.getState()
    const id = hovered ?? (selection.length === 1 ? selection[0] : undefined)
    if (id === undefined || !graph.hasNode(id)) return
    const { x, y } = graph.getNodeAttributes(id)
    explorer.place(id, { x: x + NUDGE * way.x, y: -(y + NUDGE * way.y) }, 'none')
    clearTimeout(timer)
    timer = setTimeout(() => explorer.navigate({}), PAUSE)
  }
  const press = (event: KeyboardEvent) => {
    const way = WAYS[event.key]
    const { hovered } = explorer.store.getState()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (way && event.shiftKey) nudge(way)
    else if (way) go(way)
    else if (event.key === 'Enter' && hovered && event.shiftKey) pairNode(explorer, hovered)
    else if (event.key === 'Enter' && hovered) openNode(explorer, hovered)
    else if (event.key === '+' || event.key === '=') camera.zoomIn()
    else if (event.key === '-') camera.zoomOut()
    else if (event.key === '0') camera.home()
    else return
    event.preventDefault()
  }
  const leave = () => explorer.hover(null)
  container.addEventListener('keydown', press)
  container.addEventListener('blur', leave)
  return () => {
    clearTimeout(timer)
    container.removeEventListener('keydown', press)
    container.removeEventListener('blur', leave)
  }
}

/** The closest node in that direction: sideways distance counts twice. */
function nearest(graph: DrawnGraph, from: string, way: { x: number; y: number }, isShown: (id: string) => boolean) {
  const here = graph.getNodeAttributes(from)
  let best: { id: string; cost: number } | null = null
  graph.forEachNode((id, { x, y }) => {
    const [dx, dy] = [x - here.x, y - here.y]
    const ahead = dx * way.x + dy * way.y
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x)
    if (id === from || !isShown(id) || ahead <= 0 || aside > ahead * 1.5) return
    const cost = ahead + 2 * aside
    if (!best || cost < best.cost) best = { id, cost }
  })
  return (best as { id: string } | null)?.id ?? null
}
