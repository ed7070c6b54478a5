import type { Explorer } from '../store/explorer.ts'
import { openNode, pairNode } from '../store/open-node.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'
import { type Hit, hitAt } from './hit-test.ts'

/** Tolerance in pixels for hitting the nearest node: a finger covers more than a node in a small frame. */
const BESIDE = { touch: 12, other: 2 }

interface Pointed {
  event: { x: number; y: number; original: Event }
}

/** Handles the pointer on the canvas. Returns a function that disposes of it. */
export function mountEvents(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer): () => void {
  const container = sigma.getContainer()
  const captor = sigma.getMouseCaptor()
  const hit = ({ x, y, original }: Pointed['event']) => hitAt(sigma, graph, { x, y }, reachOf(original))
  let pointed = 0
  const point = (found: Hit) => {
    const id = found?.kind === 'node' ? found.id : null
    if (id !== explorer.store.getState().hovered) explorer.hover(id)
    container.style.cursor = found ? 'pointer' : ''
  }
  const move = (event: Pointed['event']) => {
    // A mouse may report several places in one frame.
    cancelAnimationFrame(pointed)
    pointed = requestAnimationFrame(() => point(hit(event)))
  }
  const leave = () => {
    cancelAnimationFrame(pointed)
    point(null)
  }
  /** Where the last click was: two quick clicks at different places are no double click. */
  let clicked = { x: 0, y: 0 }
  const click = ({ event }: Pointed) => {
    clicked = { x: event.x, y: event.y }
    const found = hit(event)
    if (found?.kind === 'edge') explorer.select(...graph.extremities(found.id))
    else if (found && 'shiftKey' in event.original && event.original.shiftKey) pairNode(explorer, found.id)
    else if (found) openNode(explorer, found.id)
    else if (explorer.store.getState().selection.length > 0) explorer.select()
  }
  const doubleClick = ({ event, preventSigmaDefault }: Pointed & { preventSigmaDefault(): void }) => {
    if (Math.hypot(event.x - clicked.x, event.y - clicked.y) > BESIDE.touch) {
      preventSigmaDefault()
      click({ event })
      return
    }
    const found = hit(event)
    // The first of the two clicks may have opened another map.
    if (found?.kind !== 'node' || !explorer.store.getState().network?.nodes.has(found.id)) return
    preventSigmaDefault()
    explorer.expand(found.id, !explorer.store.getState().location.expand.includes(found.id))
  }
  captor.on('mousemove', move)
  captor.on('mouseleave', leave)
  sigma.on('clickStage', click)
  sigma.on('doubleClickStage', doubleClick)
  return () => {
    cancelAnimationFrame(pointed)
    captor.off('mousemove', move)
    captor.off('mouseleave', leave)
    sigma.off('clickStage', click)
    sigma.off('doubleClickStage', doubleClick)
  }
}

/** The click that the browser makes from a tap, or the touch event if the map handles it, is one of a finger. */
export function reachOf(original: Event): number {
  const isTouch = 'touches' in original || ('pointerType' in original && original.pointerType === 'touch')
  return isTouch ? BESIDE.touch : BESIDE.other
}
