/** A picture as plain data: marks in pixels, y downwards. `svg.ts` writes it as text. */

export interface Scene {
  width: number
  height: number
  /** Names the picture for readers who do not see it. */
  title: string
  /** The picture in words. */
  description: string
  language: string
  background: string
  marks: Mark[]
}

export interface Paint {
  fill?: string | undefined
  stroke?: string | undefined
  strokeWidth?: number | undefined
  /** Lengths of dash and gap. */
  dash?: readonly number[] | undefined
  opacity?: number | undefined
  /** Lies over other marks, whose links still work. */
  isOverlay?: boolean | undefined
}

export type Mark =
  | ({ mark: 'rect'; x: number; y: number; width: number; height: number; radius?: number } & Paint)
  | ({ mark: 'path'; d: string } & Paint)
  | ({ mark: 'circle'; x: number; y: number; radius: number } & Paint)
  | TextMark
  | Group

export interface TextMark {
  mark: 'text'
  x: number
  /** The baseline. */
  y: number
  text: string
  size: number
  fill: string
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
  /** Colour of an outline that keeps the text readable over lines. */
  halo?: string
  opacity?: number | undefined
}

/** Marks that stand for one fact, with its words and its evidence. */
export interface Group {
  mark: 'group'
  title?: string | undefined
  /** A page with the evidence. */
  href?: string | undefined
  /** Ids of the claims. */
  claims?: readonly string[] | undefined
  /** The marks are moved by this. */
  at?: readonly [x: number, y: number] | undefined
  opacity?: number | undefined
  marks: Mark[]
}

/** A part of a picture: its marks, and the height that they take. */
export interface Drawing {
  marks: Mark[]
  height: number
}

export const line = (x1: number, y1: number, x2: number, y2: number, paint: Paint): Mark => ({
  mark: 'path',
  d: `M${x1} ${y1}L${x2} ${y2}`,
  ...paint,
})

/** Diagonal lines inside a rectangle: it is only possible. A pattern that survives a print in black. */
export function hatch(x: number, y: number, width: number, height: number, gap = 5): string {
  const lines: string[] = []
  for (let offset = gap / 2; offset < width + height; offset += gap) {
    const [x1, y1] = offset <= height ? [x, y + offset] : [x + offset - height, y + height]
    const [x2, y2] = offset <= width ? [x + offset, y] : [x + width, y + offset - width]
    lines.push(`M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`)
  }
  return lines.join('')
}

/** The same lines between an upper and a lower edge, each a line through the points. The points are in the order of x. */
export function hatchBetween(points: readonly { x: number; top: number; bottom: number }[], gap = 5): string {
  const columns = points.flatMap((to, at) => {
    const from = points[at - 1]
    if (!from) return []
    const steps = Math.max(1, Math.round(to.x - from.x))
    return Array.from({ length: steps }, (_, step) => {
      const part = (step + 0.5) / steps
      const between = (a: number, b: number) => a + (b - a) * part
      const [x, top, bottom] = [between(from.x, to.x), between(from.top, to.top), between(from.bottom, to.bottom)]
      return { x, half: (to.x - from.x) / steps / 2, top, bottom }
    })
  })
  const lines: string[] = []
  // Along a line, the sum of x and y is constant.
  const sums = columns.flatMap(({ x, top, bottom }) => [x + top, x + bottom])
  for (let sum = Math.min(...sums) + gap / 2; sum < Math.max(...sums); sum += gap) {
    let begin: number | null = null
    let end = 0
    for (const { x, half, top, bottom } of [...columns, { x: Number.NaN, half: 0, top: 0, bottom: 0 }]) {
      const isInside = sum - x > top && sum - x < bottom
      if (isInside) {
        begin ??= x - half
        end = x + half
      } else if (begin !== null) {
        lines.push(`M${round(begin)} ${round(sum - begin)}L${round(end)} ${round(sum - end)}`)
        begin = null
      }
    }
  }
  return lines.join('')
}

/** Two decimals: the same text on every machine. */
export const round = (value: number): number => Math.round(value * 100) / 100
