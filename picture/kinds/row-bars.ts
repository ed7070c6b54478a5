import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import type { Evidence } from '../answer/evidence.ts'
import { type Brush, count, isNarrow, LEGEND_BOX, type LegendItem, SIZE } from '../scene/brush.ts'
import { type Drawing, line, type Mark } from '../scene/scene.ts'
import { AXIS_HEIGHT } from '../scene/time-axis.ts'
import { clipText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'
import { possibleBar } from './time-marks.ts'

/** Horizontal bars, one a line. */

export interface Bar {
  heading: string
  label: string
  /** The bar is solid up to `min` and hatched up to `max`; null is unbounded. */
  min: number
  max: number | null
  words: string
  evidence: Evidence
}

const LINE = 26
const STACKED_LINE = 56
const HEADING = 28
const GAP = 14
const HALF = 6

/** Bars on one scale from 0, with their labels on the left and their numbers on the right. */
export function barLines(bars: readonly Bar[], unit: string, brush: Brush): Drawing {
  const { theme, width } = brush
  const stacked = isNarrow(brush)
  const label = Math.min(max(bars, bar => textWidth(bar.label, SIZE.text)) ?? 0, width * 0.34)
  const words = Math.min(max(bars, bar => textWidth(bar.words, SIZE.small)) ?? 0, width * 0.34)
  const [left, right] = stacked ? [0, width] : [label + GAP, width - words - GAP]
  const most = max(bars, bar => bar.max ?? bar.min) || 1
  const unbounded = bars.some(bar => bar.max === null)
  // An unbounded bar reaches beyond the longest bounded one.
  const scale = scaleLinear()
    .domain([0, unbounded ? most * 1.15 : most])
    .range([left, right])
  const marks: Mark[] = []
  let y = 0
  let heading = ''
  for (const bar of bars) {
    if (bar.heading !== heading && bar.heading !== '') {
      const text = clipText(bar.heading, width, SIZE.text, true)
      marks.push({ mark: 'text', x: 0, y: y + 19, text, size: SIZE.text, bold: true, fill: theme.ink })
      y += HEADING
    }
    heading = bar.heading
    marks.push(barGroup(bar, scale, y, { label, words, right }, brush))
    y += stacked ? STACKED_LINE : LINE
  }
  const ticks = scale.ticks(Math.max(2, Math.floor((right - left) / 110))).filter(tick => tick <= most)
  return { marks: [...tickMarks(ticks, scale, y, right, unit, brush), ...marks], height: y + AXIS_HEIGHT }
}

function barGroup(
  bar: Bar,
  scale: (value: number) => number,
  y: number,
  { label, words, right }: { label: number; words: number; right: number },
  brush: Brush,
): Mark {
  const { theme, width } = brush
  const stacked = isNarrow(brush)
  const middle = stacked ? y + 43 : y + LINE / 2
  const [start, sure, end] = [scale(0), scale(bar.min), bar.max === null ? right : scale(bar.max)]
  const text = clipText(bar.label, stacked ? width : label, SIZE.text)
  return {
    mark: 'group',
    title: [bar.heading, bar.label, bar.words].filter(Boolean).join(': '),
    ...bar.evidence,
    marks: [
      { mark: 'rect', x: 0, y, width, height: stacked ? STACKED_LINE : LINE, fill: 'transparent' },
      { mark: 'text', x: 0, y: stacked ? y + 14 : middle + 4.5, text, size: SIZE.text, fill: theme.ink },
      {
        mark: 'text',
        ...{ x: stacked ? 0 : width - words, y: stacked ? y + 30 : middle + 4.5, size: SIZE.small },
        ...{ text: clipText(bar.words, stacked ? width : words, SIZE.small), fill: theme.quiet },
      },
      ...possibleBar(sure, end, middle, theme.bar, theme, HALF),
      ...(bar.min > 0
        ? [
            {
              mark: 'rect' as const,
              x: start,
              y: middle - HALF,
              width: sure - start,
              height: 2 * HALF,
              fill: theme.bar,
            },
          ]
        : []),
      ...(bar.max === null ? [arrowHead(right, middle, theme.bar)] : []),
    ],
  }
}

const arrowHead = (x: number, y: number, stroke: string): Mark => ({
  mark: 'path',
  d: `M${x - 6} ${y - 5}L${x} ${y}L${x - 6} ${y + 5}`,
  stroke,
  strokeWidth: 1.5,
})

/** The unit is beside the last tick that has room for it. */
function tickMarks(
  ticks: readonly number[],
  scale: (value: number) => number,
  height: number,
  right: number,
  unit: string,
  { theme }: Brush,
): Mark[] {
  const isWhole = ticks.every(tick => Number.isInteger(tick))
  const shown = isWhole ? ticks : ticks.filter(tick => Number.isInteger(tick))
  return shown.flatMap((tick, at): Mark[] => {
    const x = scale(tick)
    const text = at === 0 ? `${count(tick)} ${unit}` : count(tick)
    const half = textWidth(text, SIZE.small) / 2
    const anchor = at === 0 ? 'start' : x + half > right ? 'end' : 'middle'
    return [
      line(x, 0, x, height, { stroke: theme.line, strokeWidth: 1 }),
      { mark: 'text', x, y: height + 16, text, size: SIZE.small, anchor, fill: theme.quiet },
    ]
  })
}

/** Explains solid and hatched bars. */
export function barLegend(bars: readonly Bar[], { theme, words }: Brush): LegendItem[] {
  if (bars.every(bar => bar.max === bar.min)) return []
  const middle = LEGEND_BOX.height / 2
  return [
    { marks: [{ mark: 'rect', x: 2, y: 2, width: 24, height: 10, fill: theme.bar }], words: words.minimum },
    { marks: possibleBar(2, 26, middle, theme.bar, theme), words: words.maximum },
    ...(bars.some(bar => bar.max === null)
      ? [
          {
            marks: [...possibleBar(2, 22, middle, theme.bar, theme), arrowHead(27, middle, theme.bar)],
            words: words.unbounded,
          },
        ]
      : []),
  ]
}
