import type { Explorer } from '../store/explorer.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'

/** What pointing at the canvas does. Returns what unties it. */
export function mountEvents(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer): () => void {
  const container = sigma.getContainer()
  const point = (id: string | null) => {
    explorer.hover(id)
    container.style.cursor = id ? 'pointer' : ''
  }
  const handlers = {
    clickNode: ({ node }: { node: string }) => explorer.select(node),
    clickEdge: ({ edge }: { edge: string }) => explorer.select(...graph.extremities(edge)),
    clickStage: () => {
      if (explorer.store.getState().selection.length > 0) explorer.select()
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
