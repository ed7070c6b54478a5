import { type Box, BoxIndex, type Frame, isInside, overlap } from './box.ts'

/** Rounds of pushing: fewer if many boxes overlap, as in a large or dense graph. */
const ROUNDS = { least: 10, most: 300 }
/** Total number of pushes and examined boxes in all rounds. */
const EFFORT = 200_000

/**
 * Separates boxes until no two overlap and all have `gap` between them: first by pushing, which keeps the shape of the picture, then by
 * moving the remaining ones to the nearest free place. Earlier boxes are more important and move less. Boxes stay inside the
 * frame if there is room. Deterministic.
 */
export function separate(boxes: Box[], frame: Frame, gap: number): Box[] {
  const moved = boxes.map(box => clamp(box, frame))
  let effort = 0
  for (let round = 0; round < ROUNDS.most && (round < ROUNDS.least || effort < EFFORT); round++) {
    const pushes = push(moved, frame, gap)
    if (pushes === 0) break
    effort += boxes.length + pushes
  }
  return settle(moved, [], frame, gap)
}

/** One round of pushing. Returns the number of overlapping pairs. */
function push(boxes: Box[], frame: Frame, gap: number): number {
  const index = new BoxIndex()
  for (const box of boxes) index.add(box)
  const rank = new Map(boxes.map((box, at) => [box, at]))
  let pushes = 0
  for (const a of boxes) {
    for (const b of index.hits(a, gap)) {
      if ((rank.get(a) ?? 0) > (rank.get(b) ?? 0)) continue
      const { x, y } = overlap(a, b, gap)
      if (x <= 0 || y <= 0) continue
      pushes++
      // The shortest way apart, and slightly more, so that rounding does not leave them touching.
      const along = x < y ? 'x' : 'y'
      const by = Math.min(x, y) + 0.01
      const way = (a[along] - b[along] || (rank.get(a) ?? 0) - (rank.get(b) ?? 0)) < 0 ? -1 : 1
      const share = 0.5 - 0.3 * (1 - (rank.get(a) ?? 0) / boxes.length)
      a[along] += way * by * share
      b[along] -= way * by * (1 - share)
      Object.assign(a, clamp(a, frame))
      Object.assign(b, clamp(b, frame))
    }
  }
  return pushes
}

/**
 * Places boxes one after another: in their place if it overlaps no earlier box and none of `fixed`, otherwise at the nearest free place
 * on a spiral from there, inside the frame if it has room.
 */
export function settle(boxes: Box[], fixed: Box[], frame: Frame, gap: number): Box[] {
  const index = new BoxIndex()
  for (const box of fixed) index.add(box)
  return boxes.map(box => {
    const placed = freePlace(box, index, frame, gap)
    index.add(placed)
    return placed
  })
}

/** The golden angle, with which a spiral never repeats a direction. */
export const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
const STEP = 7

function freePlace(box: Box, index: BoxIndex, frame: Frame, gap: number): Box {
  const inner = Math.max(frame.x[1] - frame.x[0], frame.y[1] - frame.y[0])
  for (let turn = 0; ; turn++) {
    const radius = STEP * Math.sqrt(turn)
    const angle = turn * GOLDEN_ANGLE
    const tried = { ...box, x: box.x + radius * Math.cos(angle), y: box.y + radius * Math.sin(angle) }
    const allowed = radius > inner || isInside(tried, frame)
    if (allowed && index.isFree(tried, gap)) return tried
  }
}

const clamp = (box: Box, { x, y }: Frame): Box => ({
  ...box,
  x: between(box.x, x[0] + box.left, x[1] - box.right),
  y: between(box.y, y[0] + box.top, y[1] - box.bottom),
})

/** Centres a box that is wider than the frame. */
const between = (value: number, low: number, high: number) =>
  low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value))
