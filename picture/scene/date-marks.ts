import type { Bounds } from '../../cypher/dates/relations.ts'
import { addDays } from '../../cypher/dates.ts'
import { textWidth } from '../text/text-width.ts'
import { type Body, type Brush, LEGEND_BOX, type LegendItem, SIZE } from './brush.ts'
import { line, type Mark } from './scene.ts'
import type { TimeAxis } from './time-axis.ts'

/** Room above a drawing for the words of the date. */
const HEAD = 20
const VEIL = 0.72

/** Parts of a drawing where the line of the date has room beside texts. */
export type Strips = readonly { y: number; height: number }[]

/**
 * A drawing with the chosen date over its time axis; unchanged without a date. The drawing itself makes faint what is later, so that
 * the mark of an earlier day is never cut.
 */
export function withDate<Drawn extends Pick<Body, 'marks' | 'height' | 'legend'>>(
  drawn: Drawn,
  axis: TimeAxis,
  strips: Strips,
  brush: Brush,
): Drawn {
  const { at, width, theme, words } = brush
  if (!at) return drawn
  const [from, to] = datePlace(axis, at)
  const arrow = axis.side(at)
  const text = `${arrow < 0 ? '← ' : ''}${at.words}${arrow > 0 ? ' →' : ''}`
  const half = textWidth(text, SIZE.small, true) / 2
  const x = Math.min(Math.max((from + to) / 2, half), Math.max(half, width - half))
  return {
    ...drawn,
    marks: [
      { mark: 'text', x, y: 13, text, size: SIZE.small, bold: true, anchor: 'middle', fill: theme.ink },
      { mark: 'group', at: [0, HEAD], marks: [...drawn.marks, ...dateMarks(from, to, strips, brush)] },
    ],
    height: drawn.height + HEAD,
    legend: [...drawn.legend, dateLegend(`${at.words}${words.colon}${words.atDate}`, brush)],
  }
}

/** From the beginning of the first to the end of the last day of the date. A day is a line, and a longer date a band. */
export function datePlace(
  axis: Pick<TimeAxis, 'left' | 'right' | 'x'>,
  { earliest, latest }: Bounds,
): [number, number] {
  const from = earliest === null ? axis.left : axis.x(earliest)
  if (earliest === latest) return [from, from]
  return [from, latest === null ? axis.right : axis.x(addDays(latest, 1) ?? latest)]
}

/** A line for a day, or a band for a longer date. Links below them still work. */
export function dateMarks(from: number, to: number, strips: Strips, { theme }: Brush): Mark[] {
  const paint = { stroke: theme.ink, strokeWidth: 1.4, isOverlay: true }
  return strips.flatMap(({ y, height }): Mark[] => [
    ...(to - from > 1
      ? [
          {
            mark: 'rect' as const,
            x: from,
            y,
            width: to - from,
            height,
            fill: theme.ink,
            opacity: 0.1,
            isOverlay: true,
          },
        ]
      : []),
    ...[...new Set([from, to])].map(x => line(x, y, x, y + height, paint)),
  ])
}

/** Makes everything from `from` to `to` faint. */
export const veil = (from: number, to: number, y: number, height: number, { theme }: Pick<Brush, 'theme'>): Mark[] =>
  to - from > 0.5
    ? [{ mark: 'rect', x: from, y, width: to - from, height, fill: theme.paper, opacity: VEIL, isOverlay: true }]
    : []

/** Marks that are surely later than the chosen date. */
export const faint = (marks: readonly Mark[]): Mark[] =>
  marks.map(mark => (mark.mark === 'group' || mark.mark === 'text' ? mark : { ...mark, opacity: 1 - VEIL }))

export const dateLegend = (words: string, brush: Brush): LegendItem => ({
  marks: [
    { mark: 'rect', x: 14, y: 3, width: 12, height: 8, fill: brush.theme.bar },
    { mark: 'rect', x: 2, y: 3, width: 12, height: 8, fill: brush.theme.bar },
    ...veil(14, 28, 0, LEGEND_BOX.height, brush),
    ...dateMarks(14, 14, [{ y: 0, height: LEGEND_BOX.height }], brush),
  ],
  words,
})
