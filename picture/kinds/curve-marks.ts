import { pairs } from 'd3-array'
import { area, line as polyline } from 'd3-shape'
import { type Brush, percent } from '../scene/brush.ts'
import { hatchBetween, type Mark } from '../scene/scene.ts'
import { textWidth } from '../text/text-width.ts'

export interface Step {
  x: number
  /** The share by the reported departures, as far as their dates are known. */
  y: Bounds
  /** The least and the most that it can be. */
  band: Bounds
}

export interface Bounds {
  min: number
  max: number
}

/** The text at the axes and the ends of curves. */
export const LABEL = { size: 11, line: 13, gap: 6 } as const
/** With more points, dots would touch each other. */
const MAX_DOTS = 16

/**
 * Solid is surely still there, and hatched possibly: between two counted days, from the least of both to the most, because nothing is
 * known about when within them the share changed. The lines are the share by the reported departures.
 */
export function curveMarks(
  steps: readonly Step[],
  across: (days: number) => number,
  up: (share: number) => number,
  theme: Brush['theme'],
): Mark[] {
  const at = ({ x }: { x: number }) => across(x)
  const spans = pairs(steps).flatMap(([{ x: from, band: before }, { x: to, band: after }]) => {
    const band = { min: Math.min(before.min, after.min), max: Math.max(before.max, after.max) }
    return [from, to].map(x => ({ x, ...band }))
  })
  type Edge = (typeof spans)[number]
  const under = (low: (edge: Edge) => number, high: (edge: Edge) => number) =>
    area<Edge>(
      at,
      edge => up(low(edge)),
      edge => up(high(edge)),
    ).digits(2)(spans) ?? ''
  const least = ({ min }: Edge) => min
  const most = ({ max }: Edge) => max
  const bound = { stroke: theme.bar, strokeWidth: 1, dash: [3, 2] }
  const edges = spans.map(edge => ({ x: at(edge), top: up(edge.max), bottom: up(edge.min) }))
  const lines = [({ y }: Step) => y.max, ({ y }: Step) => y.min]
  return [
    { mark: 'path', d: under(() => 0, least), fill: theme.bar, opacity: SURE },
    { mark: 'path', d: under(least, most), fill: theme.faint },
    { mark: 'path', d: hatchBetween(edges), stroke: theme.bar, strokeWidth: 0.7, opacity: 0.6 },
    ...[least, most].map((value): Mark => {
      const d = polyline<Edge>(at, edge => up(value(edge))).digits(2)(spans) ?? ''
      return { mark: 'path', d, ...bound }
    }),
    ...lines.map((value): Mark => {
      const d = polyline<Step>(at, step => up(value(step))).digits(2)(steps) ?? ''
      return { mark: 'path', d, stroke: theme.bar, strokeWidth: 2 }
    }),
    ...(steps.length > MAX_DOTS
      ? []
      : steps.flatMap(step =>
          [...new Set(lines.map(value => up(value(step))))].map(
            (y): Mark => ({ mark: 'circle', x: at(step), y, radius: 2.6, fill: theme.bar }),
          ),
        )),
  ]
}

/** The opacity of what is sure, under a line of the same colour. */
export const SURE = 0.5

/** The bounds and the share at the end of a curve, from the top, each at least a line apart. */
export function endLabels(
  { y, band }: Step,
  left: number,
  right: number,
  up: (share: number) => number,
  { theme, words }: Brush,
): Mark[] {
  const isSame = band.min === y.min && band.max === y.max
  const isExact = percent(band.min) === percent(band.max)
  const labels = [
    ...(isExact ? [] : [{ text: words.atMost(percent(band.max)), at: up(band.max), bold: isSame }]),
    ...(isSame && !isExact ? [] : [{ text: shareWords(y), at: up((y.min + y.max) / 2), bold: true }]),
    ...(isExact ? [] : [{ text: words.atLeast(percent(band.min)), at: up(band.min), bold: isSame }]),
  ]
  const lowest = up(0) - (labels.length - 1) * LABEL.line
  let free = Number.NEGATIVE_INFINITY
  return labels.map(({ text, at, bold }, place): Mark => {
    const middle = Math.min(Math.max(at, free), lowest + place * LABEL.line)
    free = middle + LABEL.line
    const fill = bold ? theme.ink : theme.quiet
    const x = Math.min(left, right - textWidth(text, LABEL.size, bold))
    return { mark: 'text', x, y: middle + 3, text, size: LABEL.size, bold, fill, halo: theme.paper }
  })
}

export const shareWords = ({ min, max }: Bounds): string =>
  percent(min) === percent(max) ? percent(min) : `${percent(min).replace('%', '')}–${percent(max)}`
