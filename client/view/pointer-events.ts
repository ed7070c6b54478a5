import type { Explorer } from '../store/explorer.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'

/** Tolerance in pixels for hitting the nearest node: a finger covers more than a node in a small frame. */
const BESIDE = { touch: 12, other: 2 }

interface Pointed {
  event: { x: number; y: number; original: Event }
}

/** Handles the pointer on the canvas. Returns a function that disposes of it. */
export function mountEvents(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer): () => void {
  const container = sigma.getContainer()
  const point = (id: string | null) => {
    explorer.hover(id)
    container.style.cursor = id ? 'pointer' : ''
  }
  const handlers = {
    clickNode: ({ node }: { node: string }) => explorer.select(node),
    clickEdge: ({ edge, event }: { edge: string } & Pointed) => {
      const node = nodeBeside(sigma, graph, event)
      explorer.select(...(node === undefined ? graph.extremities(edge) : [node]))
    },
    clickStage: ({ event }: Pointed) => {
      const node = nodeBeside(sigma, graph, event)
      if (node !== undefined) explorer.select(node)
      else if (explorer.store.getState().selection.length > 0) explorer.select()
    },
    doubleClickNode: ({ node, preventSigmaDefault }: { node: string; preventSigmaDefault(): void }) => {
      preventSigmaDefault()
      explorer.expand(node, !explorer.store.getState().location.expand.includes(node))
    },
    enterNode: ({ node }: { node: string }) => point(node),
    leaveNode: () => point(null),
    enterEdge: () => {
      container.style.cursor = 'pointer'
    },
    leaveEdge: () => {
      container.style.cursor = ''
    },
  }
  for (const [name, handler] of Object.entries(handlers)) sigma.on(name as 'clickNode', handler as () => void)
  return () => {
    for (const [name, handler] of Object.entries(handlers)) sigma.off(name as 'clickNode', handler as () => void)
  }
}

function nodeBeside(sigma: DrawnSigma, graph: DrawnGraph, { x, y, original }: Pointed['event']): string | undefined {
  // The click that the browser makes from a tap, or the touch event if the map handles it.
  const isTouch = 'touches' in original || ('pointerType' in original && original.pointerType === 'touch')
  let nearest = isTouch ? BESIDE.touch : BESIDE.other
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
