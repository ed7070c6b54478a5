import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { area, line as curve, curveStepAfter } from 'd3-shape'
import { dayNumber } from '../../cypher/dates.ts'
import type { Picture } from '../../cypher/picture.ts'
import { eventsPage } from '../answer/evidence.ts'
import { numberAt, type Range, type Row, rangeAt, textAt, unwind } from '../answer/row-columns.ts'
import { periodWords } from '../answer/when.ts'
import { type Body, type Brush, count, isNarrow, LEGEND_BOX, percent, SIZE } from '../scene/brush.ts'
import { dateLegend, dateMarks, veil } from '../scene/date-marks.ts'
import { line, type Mark } from '../scene/scene.ts'
import { clipText } from '../text/clip-text.ts'

type Spec = Extract<Picture, { kind: 'step-curve' }>

interface Step {
  x: number
  y: Range
  band: Range | null
}

interface Series {
  name: string
  /** The first and the last day of joining. */
  begin: string
  end: string
  size: number | null
  steps: Step[]
}

const MAX_SERIES = 24
const PANEL = { width: 200, height: 170, gap: 22, left: 38, top: 26, bottom: 26 } as const
const YEAR = 365.25

/** A small chart for each group, all with the same axes, so that bands never lie over each other. */
export function drawStepCurve(spec: Spec, rows: readonly Row[], brush: Brush): Body {
  const { series, leftOut } = seriesOf(spec, rows, brush)
  const shown = series.slice(0, MAX_SERIES)
  const columns = Math.max(1, Math.floor((brush.width + PANEL.gap) / (PANEL.width + PANEL.gap)))
  const used = Math.min(columns, Math.max(shown.length, isNarrow(brush) ? 1 : 3))
  const width = (brush.width - (used - 1) * PANEL.gap) / used
  const furthest = Math.max(1, max(shown, ({ steps }) => max(steps, ({ x }) => x)) ?? 1)
  const marks = shown.flatMap((one, at): Mark[] => {
    const [x, y] = [(at % used) * (width + PANEL.gap), Math.floor(at / used) * PANEL.height]
    return [panel(one, spec.events, x, y, width, furthest, brush)]
  })
  const { words } = brush
  return {
    marks,
    height: Math.ceil(shown.length / used) * PANEL.height,
    legend: [
      ...legendOf(brush),
      ...(brush.at ? [dateLegend(`${brush.at.words}${words.colon}${words.atDateInCohort}`, brush)] : []),
    ],
    notes: [
      ...(series.length > shown.length ? [words.shown(count(shown.length), count(series.length))] : []),
      ...(rows.length < brush.total ? [words.fewRows(count(rows.length), count(brush.total))] : []),
      ...(leftOut > 0 ? [words.inNoCohort(count(leftOut))] : []),
      ...(shown.length > 0 ? [words.curves] : []),
    ],
  }
}

function seriesOf(spec: Spec, rows: readonly Row[], { language }: Brush): { series: Series[]; leftOut: number } {
  const series = new Map<string, Series>()
  let leftOut = 0
  for (const row of rows.flatMap(row => unwind(row, spec.each))) {
    const [begin, end] = spec.series.map(column => textAt(row, column))
    if (!begin || !end) {
      leftOut += numberAt(row, spec.size) ?? 0
      continue
    }
    const found = series.get(begin) ?? {
      name: periodWords(begin, end, language),
      ...{ begin, end },
      size: numberAt(row, spec.size),
      steps: [],
    }
    series.set(begin, found)
    const [x, y] = [numberAt(row, spec.x), rangeAt(row, spec.y)]
    if (x !== null && y) found.steps.push({ x, y, band: rangeAt(row, spec.band) })
  }
  return { series: [...series.values()], leftOut }
}

function panel(
  { name, size, steps, begin, end }: Series,
  events: string | undefined,
  x: number,
  y: number,
  width: number,
  furthest: number,
  brush: Brush,
): Mark {
  const { theme, words } = brush
  const [left, top] = [x + PANEL.left, y + PANEL.top]
  const [right, bottom] = [x + width - 8, y + PANEL.height - PANEL.bottom]
  const across = scaleLinear().domain([0, furthest]).range([left, right])
  const up = scaleLinear().domain([0, 1]).range([bottom, top]).clamp(true)
  const all: Step[] = [
    { x: 0, y: { min: 1, max: 1 }, band: { min: 1, max: 1 } },
    ...onePerPixel(
      steps.filter(step => step.x > 0).sort((a, b) => a.x - b.x),
      across,
    ),
  ]
  const between = (bounds: (step: Step) => Range | null) =>
    area<Step>()
      .curve(curveStepAfter)
      .defined(step => bounds(step) !== null)
      .x(step => across(step.x))
      .y0(step => up(bounds(step)?.min ?? 0))
      .y1(step => up(bounds(step)?.max ?? 1))(all) ?? ''
  const along = (value: (step: Step) => number | null) =>
    curve<Step>()
      .curve(curveStepAfter)
      .defined(step => value(step) !== null)
      .x(step => across(step.x))
      .y(step => up(value(step) ?? 0))(all) ?? ''
  const last = all.at(-1)
  const title = size === null ? name : words.cohort(name, count(size))
  return {
    mark: 'group',
    title: last && last.x > 0 ? `${title}: ${rangeWords(last.y)}` : title,
    href: eventsPage(events, brush.params, { begin, end }, brush.language),
    marks: [
      {
        mark: 'text',
        x,
        y: y + 14,
        text: clipText(title, width, SIZE.text, true),
        size: SIZE.text,
        bold: true,
        fill: theme.ink,
      },
      ...axes(left, right, across, up, furthest, theme),
      {
        mark: 'path',
        d: between(step => step.band),
        fill: theme.faint,
        stroke: theme.bar,
        strokeWidth: 0.8,
        dash: [3, 2],
      },
      { mark: 'path', d: between(step => step.y), fill: theme.bar, opacity: 0.35 },
      { mark: 'path', d: along(step => step.y.max), stroke: theme.bar, strokeWidth: 2 },
      { mark: 'path', d: along(step => step.y.min), stroke: theme.bar, strokeWidth: 2 },
      ...dateInCohort(begin, end, { across, left, right, top, bottom, furthest }, brush),
    ],
  }
}

/** The last step within each pixel: more would lie over each other. */
const onePerPixel = (steps: readonly Step[], across: (days: number) => number): Step[] => [
  ...new Map(steps.map(step => [Math.round(across(step.x)), step])).values(),
]

/** The chosen date in days since joining: fewer for those who joined on the last day of the cohort than on the first. */
function dateInCohort(
  begin: string,
  end: string,
  {
    across,
    left,
    right,
    top,
    bottom,
    furthest,
  }: Record<'left' | 'right' | 'top' | 'bottom' | 'furthest', number> & {
    across(days: number): number
  },
  brush: Brush,
): Mark[] {
  const { at } = brush
  if (!at || at.earliest === null || at.latest === null) return []
  const [least, most] = [dayNumber(at.earliest) - dayNumber(end), dayNumber(at.latest) - dayNumber(begin)]
  if (least > furthest) return []
  const [from, to] = [least, most].map(days => Math.min(right, Math.max(left, across(days))))
  const height = bottom - top
  return [
    ...veil(to ?? left, right, top, height, brush),
    ...(most < 0 ? [] : dateMarks(from ?? left, to ?? left, [{ y: top, height }], brush)),
  ]
}

function axes(
  left: number,
  right: number,
  across: (days: number) => number,
  up: (share: number) => number,
  furthest: number,
  theme: Brush['theme'],
): Mark[] {
  const years = scaleLinear()
    .domain([0, furthest / YEAR])
    .ticks(Math.max(2, Math.floor((right - left) / 50)))
  return [
    ...[0, 0.5, 1].flatMap((share): Mark[] => [
      line(left, up(share), right, up(share), { stroke: theme.line, strokeWidth: 1 }),
      { mark: 'text', x: left - 5, y: up(share) + 4, text: percent(share), size: 11, anchor: 'end', fill: theme.quiet },
    ]),
    ...years.filter(Number.isInteger).map(
      (year): Mark => ({
        mark: 'text',
        ...{ x: across(year * YEAR), y: up(0) + 15, text: String(year), size: 11, anchor: 'middle', fill: theme.quiet },
      }),
    ),
  ]
}

const rangeWords = ({ min, max }: Range): string =>
  min === max ? percent(min ?? 0) : `${percent(min ?? 0)}–${percent(max ?? 1)}`

const legendOf = ({ theme, words }: Brush): Body['legend'] => [
  {
    marks: [
      { mark: 'rect', x: 2, y: 2, width: 24, height: 10, fill: theme.bar, opacity: 0.35 },
      line(2, 2, 26, 2, { stroke: theme.bar, strokeWidth: 2 }),
      line(2, LEGEND_BOX.height - 2, 26, LEGEND_BOX.height - 2, { stroke: theme.bar, strokeWidth: 2 }),
    ],
    words: words.range,
  },
  {
    marks: [
      {
        mark: 'rect',
        x: 2,
        y: 2,
        width: 24,
        height: 10,
        fill: theme.faint,
        stroke: theme.bar,
        strokeWidth: 0.8,
        dash: [3, 2],
      },
    ],
    words: words.band,
  },
]
