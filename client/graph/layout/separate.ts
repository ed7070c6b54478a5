import { type Box, BoxIndex, type Frame, isInside, overlap } from './box.ts'

/** Rounds of pushing: fewer where many boxes are in each other's way, as in a large graph or a crowd on one spot. */
const ROUNDS = { least: 10, most: 300 }
/** Pushes and boxes looked at, in all rounds. */
const EFFORT = 200_000

/**
 * Moves boxes apart until none overlaps and all keep `gap` between them: first by pushing, which keeps the picture's
 * shape, then, for those that pushing cannot free, by the nearest free place. Earlier boxes are more important and move less.
 * Boxes stay inside the frame if there is room. Deterministic.
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

/** One round of pushing; gives how many pairs overlapped. */
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
      // The way that frees them soonest. A hair more than needed, so that rounding does not leave them touching.
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
 * Places boxes one after another, each where it is if that is free of those before it and of `fixed`, else at the
 * nearest free place on a spiral from there: inside the frame if it has room, else outside.
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

/** The angle by which a spiral never comes back to the same direction. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5))
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

/** A box wider than the frame is centred in it. */
const between = (value: number, low: number, high: number) =>
  low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value))
