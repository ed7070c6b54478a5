/** A point with the space required around it (a node with its label), in the unit of the layout, y downwards. */
export interface Box {
  id: string
  x: number
  y: number
  left: number
  right: number
  top: number
  bottom: number
}

export interface Frame {
  x: [number, number]
  y: [number, number]
}

/** The overlap of two boxes, each widened by half a gap; not positive in both directions if they do not overlap. */
export const overlap = (a: Box, b: Box, gap: number): { x: number; y: number } => ({
  x: Math.min(a.x + a.right, b.x + b.right) - Math.max(a.x - a.left, b.x - b.left) + gap,
  y: Math.min(a.y + a.bottom, b.y + b.bottom) - Math.max(a.y - a.top, b.y - b.top) + gap,
})

export const overlaps = (a: Box, b: Box, gap = 0): boolean => {
  const { x, y } = overlap(a, b, gap)
  return x > 0 && y > 0
}

export const isInside = (box: Box, frame: Frame): boolean =>
  box.x - box.left >= frame.x[0] &&
  box.x + box.right <= frame.x[1] &&
  box.y - box.top >= frame.y[0] &&
  box.y + box.bottom <= frame.y[1]

/** The bounding frame of boxes and another frame. */
export const around = (boxes: Box[], frame: Frame): Frame => ({
  x: [
    boxes.reduce((least, box) => Math.min(least, box.x - box.left), frame.x[0]),
    boxes.reduce((most, box) => Math.max(most, box.x + box.right), frame.x[1]),
  ],
  y: [
    boxes.reduce((least, box) => Math.min(least, box.y - box.top), frame.y[0]),
    boxes.reduce((most, box) => Math.max(most, box.y + box.bottom), frame.y[1]),
  ],
})

const CELL = 80

/** A spatial index: finds boxes near a box without a full scan. */
export class BoxIndex {
  #cells = new Map<string, Box[]>()

  add(box: Box): void {
    for (const cell of cellsOf(box, 0)) {
      const found = this.#cells.get(cell)
      if (found) found.push(box)
      else this.#cells.set(cell, [box])
    }
  }

  /** Each overlapping box, once. */
  hits(box: Box, gap = 0): Set<Box> {
    const found = new Set<Box>()
    for (const cell of cellsOf(box, gap))
      for (const other of this.#cells.get(cell) ?? []) if (other !== box && overlaps(box, other, gap)) found.add(other)
    return found
  }

  /** Whether the box overlaps no relevant box. */
  isFree(box: Box, gap = 0, counts: (other: Box) => boolean = () => true): boolean {
    for (const cell of cellsOf(box, gap))
      for (const other of this.#cells.get(cell) ?? [])
        if (other !== box && overlaps(box, other, gap) && counts(other)) return false
    return true
  }
}

function* cellsOf({ x, y, left, right, top, bottom }: Box, gap: number): Generator<string> {
  const last = { x: Math.floor((x + right + gap) / CELL), y: Math.floor((y + bottom + gap) / CELL) }
  for (let i = Math.floor((x - left - gap) / CELL); i <= last.x; i++)
    for (let j = Math.floor((y - top - gap) / CELL); j <= last.y; j++) yield `${i} ${j}`
}
