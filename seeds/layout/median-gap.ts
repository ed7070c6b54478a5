/** The number of points whose nearest other point is sought. */
const SAMPLE = 2_000

/** The median distance from a point to the nearest other one, over a sample; 0 for fewer than two points. Points are x and y in turn. */
export function medianGap(points: Float32Array): number {
  const count = points.length / 2
  if (count < 2) return 0
  const byX = Array.from({ length: count }, (_, at) => at).sort((a, b) => (points[2 * a] ?? 0) - (points[2 * b] ?? 0))
  const step = Math.max(1, Math.floor(count / SAMPLE))
  const gaps: number[] = []
  for (let place = 0; place < count; place += step) gaps.push(nearest(points, byX, place))
  gaps.sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length / 2)] ?? 0
}

/** Points further away on the axis than the nearest one so far need not be looked at. */
function nearest(points: Float32Array, byX: readonly number[], place: number): number {
  const coordinate = (at: number, axis: 0 | 1) => points[2 * (byX[at] ?? 0) + axis] ?? 0
  let best = Number.POSITIVE_INFINITY
  for (const way of [-1, 1])
    for (let at = place + way; at >= 0 && at < byX.length; at += way) {
      const dx = Math.abs(coordinate(at, 0) - coordinate(place, 0))
      if (dx >= best) break
      best = Math.min(best, Math.hypot(dx, coordinate(at, 1) - coordinate(place, 1)))
    }
  return best
}
