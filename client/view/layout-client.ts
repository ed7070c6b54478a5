import type { LayoutJob, LayoutResult } from '../../picture/layout/layout.ts'

export interface LayoutClient {
  run(job: LayoutJob): Promise<LayoutResult>
  kill(): void
}

/** Runs layouts in a worker. If it is killed, jobs in progress never settle. */
export function createLayoutClient(): LayoutClient {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { resolve(result: LayoutResult): void; reject(error: Error): void }>()
  let last = 0
  worker.onmessage = ({ data }: MessageEvent<{ id: number; result: LayoutResult }>) => {
    waiting.get(data.id)?.resolve(data.result)
    waiting.delete(data.id)
  }
  worker.onerror = event => {
    for (const { reject } of waiting.values()) reject(new Error(`The layout failed: ${event.message}`))
    waiting.clear()
  }
  return {
    run: job =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, job })
      }),
    kill: () => worker.terminate(),
  }
}
