import { forceLayout } from '../../picture/layout/force.ts'
import type { PlaceJob } from './place-nodes.ts'

const SEED = 20240514
/** Units of the layout per node and direction: so many pixels between neighbours at the usual zoom. */
const GAP = 10

/** Places a network that has no kept places, beside the page: a `PlaceJob` in, `Places` out. */
self.onmessage = ({ data: { nodes, source, target } }: MessageEvent<PlaceJob>) => {
  const ids = Array.from({ length: nodes }, (_, node) => String(node))
  const edges = Array.from(source, (from, line): [string, string] => [String(from), String(target[line])])
  const points = forceLayout(ids, edges, SEED)
  const x = new Float32Array(nodes)
  const y = new Float32Array(nodes)
  const reach = Math.max(1, ...spread(points.values()))
  const scale = (Math.sqrt(nodes) * GAP) / reach
  for (let node = 0; node < nodes; node++) {
    const point = points.get(String(node))
    x[node] = (point?.x ?? 0) * scale
    y[node] = (point?.y ?? 0) * scale
  }
  self.postMessage({ x, y }, { transfer: [x.buffer, y.buffer] })
}

/** The standard deviations of the coordinates: a few far nodes must not shrink all others. */
function spread(points: Iterable<{ x: number; y: number }>): [number, number] {
  let [count, sumX, sumY, squaresX, squaresY] = [0, 0, 0, 0, 0]
  for (const { x, y } of points) {
    count++
    sumX += x
    sumY += y
    squaresX += x * x
    squaresY += y * y
  }
  const deviation = (sum: number, squares: number) => Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
  return [deviation(sumX, squaresX), deviation(sumY, squaresY)]
}
