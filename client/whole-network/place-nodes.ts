import { GOLDEN_ANGLE } from '../../picture/layout/separate.ts'
import type { WholeNetwork } from '../api/network-reply.ts'
import type { Places } from './ready-network.ts'

export interface PlaceJob {
  nodes: number
  source: Uint32Array<ArrayBuffer>
  target: Uint32Array<ArrayBuffer>
}

/** Whether `npm run layout` has placed every node, or at least one. */
export function keptPlaces({ columns: { x } }: WholeNetwork): 'all' | 'some' | 'none' {
  const placed = x.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0)
  return placed === x.length ? 'all' : placed > 0 ? 'some' : 'none'
}

/** The kept places; nodes that were added since are placed near their neighbours, or below the picture without any. */
export function completePlaces({ nodes, columns }: WholeNetwork): Places {
  const x = columns.x.slice()
  const y = columns.y.slice()
  const near = new Map<number, number>()
  for (const [from, to] of [
    [columns.source, columns.target],
    [columns.target, columns.source],
  ] as const)
    for (let line = 0; line < from.length; line++) {
      const [node, other] = [from[line] ?? 0, to[line] ?? 0]
      if (Number.isNaN(x[node]) && !Number.isNaN(columns.x[other])) near.set(node, other)
    }
  let bottom = 0
  let left = 0
  for (let node = 0; node < nodes; node++) {
    if (Number.isNaN(y[node])) continue
    bottom = Math.max(bottom, y[node] ?? 0)
    left = Math.min(left, x[node] ?? 0)
  }
  let alone = 0
  for (let node = 0; node < nodes; node++) {
    if (!Number.isNaN(x[node])) continue
    const other = near.get(node)
    // By the golden angle, so that many new neighbours do not lie on each other.
    const angle = node * GOLDEN_ANGLE
    x[node] = other === undefined ? left + (alone % PER_ROW) * GAP : (columns.x[other] ?? 0) + GAP * Math.cos(angle)
    y[node] =
      other === undefined
        ? bottom + GAP * (2 + Math.floor(alone / PER_ROW))
        : (columns.y[other] ?? 0) + GAP * Math.sin(angle)
    if (other === undefined) alone++
  }
  return { x, y }
}

const GAP = 10
const PER_ROW = 100

/** Places every node in a worker. Rejects if the worker fails. */
export function placeInWorker({ nodes, columns: { source, target } }: WholeNetwork): Promise<Places> {
  const worker = new Worker(new URL('./placing-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Places>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Places>) => resolve(data)
    worker.onerror = event => reject(new Error(`The layout failed: ${event.message}`))
    worker.postMessage({ nodes, source, target } satisfies PlaceJob)
  }).finally(() => worker.terminate())
}
