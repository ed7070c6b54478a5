import type { TouchCoords } from 'sigma/types'
import type { Explorer } from '../store/explorer.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'
import { hitAt } from './hit-test.ts'
import { reachOf } from './pointer-events.ts'

/** A pointer that moved less than this many pixels has clicked. */
const TOLERANCE = 4

interface Point {
  x: number
  y: number
}

/** A move of the pointer that the camera does not follow if its default is prevented. */
interface Move extends Point {
  preventSigmaDefault(): void
}

/** Moves a node with the mouse or one finger, and pins it where it is released. Returns a function that disposes of it. */
export function mountDrag(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer): () => void {
  const container = sigma.getContainer()
  const [mouse, touch] = [sigma.getMouseCaptor(), sigma.getTouchCaptor()]
  /** The pressed node, where the pointer was pressed, and how far it is from the middle of the node, in units of the graph. */
  let pressed: { id: string; from: Point; offset: Point; isMoving: boolean } | null = null
  let hasDragged = false

  const press = (at: Point, original: Event) => {
    hasDragged = false
    const hit = hitAt(sigma, graph, at, reachOf(original))
    if (hit?.kind !== 'node') return
    const { x, y } = graph.getNodeAttributes(hit.id)
    const pointer = sigma.viewportToGraph(at)
    pressed = { id: hit.id, from: at, offset: { x: x - pointer.x, y: y - pointer.y }, isMoving: false }
  }
  const move = (at: Move) => {
    if (!pressed) return
    at.preventSigmaDefault()
    if (Math.hypot(at.x - pressed.from.x, at.y - pressed.from.y) >= TOLERANCE) pressed.isMoving = true
    if (!pressed.isMoving || !graph.hasNode(pressed.id)) return
    const { x, y } = sigma.viewportToGraph(at)
    graph.mergeNodeAttributes(pressed.id, { x: x + pressed.offset.x, y: y + pressed.offset.y })
  }
  const release = () => {
    if (pressed?.isMoving && graph.hasNode(pressed.id)) {
      hasDragged = true
      const { x, y } = graph.getNodeAttributes(pressed.id)
      explorer.place(pressed.id, { x, y: -y })
    }
    pressed = null
  }
  /** The click at the end of a drag selects nothing. */
  const click = (event: Event) => {
    if (hasDragged) event.stopPropagation()
    hasDragged = false
  }
  const mouseDown = ({ x, y, original }: Point & { original: Event }) => {
    if ('button' in original && original.button === 0) press({ x, y }, original)
  }
  const touchDown = ({ touches, original }: TouchCoords) => {
    const [first] = touches
    // Two fingers zoom.
    if (first && touches.length === 1) press(first, original)
    else pressed = null
  }
  const touchMove = ({ touches: [first], preventSigmaDefault }: TouchCoords) => {
    if (first) move({ ...first, preventSigmaDefault })
  }
  // Before sigma's listeners on inner layers.
  container.addEventListener('click', click, { capture: true })
  mouse.on('mousedown', mouseDown)
  mouse.on('mousemovebody', move)
  mouse.on('mouseup', release)
  touch.on('touchdown', touchDown)
  touch.on('touchmove', touchMove)
  touch.on('touchup', release)
  return () => {
    container.removeEventListener('click', click, { capture: true })
    mouse.off('mousedown', mouseDown)
    mouse.off('mousemovebody', move)
    mouse.off('mouseup', release)
    touch.off('touchdown', touchDown)
    touch.off('touchmove', touchMove)
    touch.off('touchup', release)
  }
}
