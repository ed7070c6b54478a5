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
 * with Shift a second node, L goes along the lines of a node and Enter to the other end of one, + - 0 move the camera. Moves in a row are one entry of the history.
 */
export function mountKeys(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer, camera: CameraController) {
  const container = sigma.getContainer()
  const go = (way: { x: number; y: number }) => {
    const { hovered, selection } = explorer.store.getState()
    const from = [hovered, ...selection].find(id => id !== null && id !== undefined && graph.hasNode(id))
    const isShown = (id: string) => !sigma.getNodeDisplayData(id)?.hidden
    explorer.hover(from ? (nearest(graph, from, way, isShown) ?? from) : (graph.nodes().find(isShown) ?? null))
  }
  /** Selects the next line of the node, or the previous one, in the order of their other ends. */
  const goAlong = (step: 1 | -1) => {
    const { hovered, selection } = explorer.store.getState()
    const from = hovered ?? selection[0]
    if (from === undefined || !graph.hasNode(from)) return
    const ends = graph.neighbors(from).filter(id => !sigma.getNodeDisplayData(id)?.hidden)
    const now = hovered === null && selection.length === 2 ? ends.indexOf(selection[1] ?? '') : -1
    const next = ends[(now === -1 && step === -1 ? ends.length - 1 : now + step + ends.length) % ends.length]
    if (next === undefined) return
    explorer.hover(null)
    explorer.navigate({ select: [from, next] }, now === -1 ? undefined : 'replace')
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
    const { hovered, selection } = explorer.store.getState()
    const [, end] = selection
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (way && event.shiftKey) nudge(way)
    else if (way) go(way)
    else if (event.key === 'Enter' && hovered && event.shiftKey) pairNode(explorer, hovered)
    else if (event.key === 'Enter' && hovered) openNode(explorer, hovered)
    else if (event.key === 'Enter' && end !== undefined) openNode(explorer, end)
    else if (event.key === 'l' || event.key === 'L') goAlong(event.shiftKey ? -1 : 1)
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
