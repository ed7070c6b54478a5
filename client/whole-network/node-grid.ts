/** Nodes in square cells, to find the one nearest to a point without looking at all. */
export class NodeGrid {
  #x: Float32Array
  #y: Float32Array
  #cell: number
  #columns: number
  #rows: number
  #left: number
  #top: number
  /** The nodes of cell n are those from first[n] to first[n + 1]. */
  #first: Uint32Array
  #nodes: Uint32Array

  constructor(x: Float32Array, y: Float32Array, { left, top, right, bottom }: Extent) {
    this.#x = x
    this.#y = y
    this.#left = left
    this.#top = top
    const area = Math.max(1, right - left) * Math.max(1, bottom - top)
    this.#cell = Math.sqrt((area * PER_CELL) / Math.max(1, x.length))
    this.#columns = Math.floor((right - left) / this.#cell) + 1
    this.#rows = Math.floor((bottom - top) / this.#cell) + 1
    const cells = new Uint32Array(x.length)
    this.#first = new Uint32Array(this.#columns * this.#rows + 1)
    for (let node = 0; node < x.length; node++) {
      const cell = this.#rowAt(y[node] ?? 0) * this.#columns + this.#columnAt(x[node] ?? 0)
      cells[node] = cell
      this.#first[cell + 1] = (this.#first[cell + 1] ?? 0) + 1
    }
    for (let cell = 1; cell < this.#first.length; cell++)
      this.#first[cell] = (this.#first[cell] ?? 0) + (this.#first[cell - 1] ?? 0)
    const next = this.#first.slice()
    this.#nodes = new Uint32Array(x.length)
    for (let node = 0; node < x.length; node++) {
      const cell = cells[node] ?? 0
      this.#nodes[next[cell] ?? 0] = node
      next[cell] = (next[cell] ?? 0) + 1
    }
  }

  /** The nearest accepted node within `reach` of the point; null if there is none. */
  nearest(x: number, y: number, reach: number, isAccepted: (node: number) => boolean): number | null {
    let best: number | null = null
    let least = reach ** 2
    for (const node of this.within({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach })) {
      const distance = ((this.#x[node] ?? 0) - x) ** 2 + ((this.#y[node] ?? 0) - y) ** 2
      if (distance > least || !isAccepted(node)) continue
      best = node
      least = distance
    }
    return best
  }

  /** The nodes of all cells that the extent touches. */
  *within({ left, top, right, bottom }: Extent): Generator<number> {
    const [from, to] = [this.#columnAt(left), this.#columnAt(right)]
    for (let row = this.#rowAt(top); row <= this.#rowAt(bottom); row++) {
      const start = this.#first[row * this.#columns + from] ?? 0
      const end = this.#first[row * this.#columns + to + 1] ?? 0
      yield* this.#nodes.subarray(start, end)
    }
  }

  #columnAt(x: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor((x - this.#left) / this.#cell)))
  }

  #rowAt(y: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor((y - this.#top) / this.#cell)))
  }
}

const PER_CELL = 4

export interface Extent {
  left: number
  top: number
  right: number
  bottom: number
}

/** The extent of all points; that of one unit without any. */
export function extentOf(x: Float32Array, y: Float32Array): Extent {
  const extent = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (let at = 0; at < x.length; at++) {
    const [px, py] = [x[at] ?? 0, y[at] ?? 0]
    if (px < extent.left) extent.left = px
    if (px > extent.right) extent.right = px
    if (py < extent.top) extent.top = py
    if (py > extent.bottom) extent.bottom = py
  }
  return x.length > 0 ? extent : { left: 0, top: 0, right: 1, bottom: 1 }
}
