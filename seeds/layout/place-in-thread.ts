import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { PROJECT_ROOT } from '../../server/root/project-root.ts'
import type { NumberedGraph, PlaceOptions } from './place-graph.ts'

type Message = { points: Float32Array } | { done: number; total: number }

/** The compiled file, because a thread runs no TypeScript. */
const WORKER = join(PROJECT_ROOT, 'dist/node/seeds/layout/place-worker.js')

/** `placeGraph` in a thread of its own, so that the command answers Ctrl-C. Rejects with the reason of `signal` once it is aborted. */
export async function placeInThread(
  { people, organisations, lines }: NumberedGraph,
  { progress = () => {}, ...options }: PlaceOptions,
  signal?: AbortSignal,
): Promise<Float32Array> {
  signal?.throwIfAborted()
  const worker = new Worker(WORKER, {
    workerData: { graph: { people, organisations, lines }, options },
  })
  try {
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      worker.on('error', reject)
      worker.on('message', (message: Message) =>
        'points' in message ? resolve(message.points) : progress(message.done, message.total),
      )
    })
  } finally {
    await worker.terminate()
  }
}
