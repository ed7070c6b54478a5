import { parentPort, workerData } from 'node:worker_threads'
import { placeGraph } from './place-graph.ts'

const PAUSE_MS = 100
let next = 0
const points = placeGraph(workerData.graph, {
  ...workerData.options,
  progress(done, total) {
    if (performance.now() < next) return
    next = performance.now() + PAUSE_MS
    parentPort?.postMessage({ done, total })
  },
})
parentPort?.postMessage({ points })
