import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { dayNumber } from '../../cypher/dates.ts'
import type { Picture } from '../../cypher/picture.ts'
import { eventsPage } from '../answer/evidence.ts'
import { numberAt, type Range, type Row, rangeAt, textAt, unwind } from '../answer/row-columns.ts'
import { periodWords } from '../answer/when.ts'
import { type Body, type Brush, count, isNarrow, LEGEND_BOX, percent, SIZE } from '../scene/brush.ts'
import { dateLegend, dateMarks, veil } from '../scene/date-marks.ts'
import { line, type Mark } from '../scene/scene.ts'
import { clipText, wrapText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'
import { type Bounds, curveMarks, endLabels, LABEL, type Step, SURE, shareWords } from './curve-marks.ts'
import { possibleBar } from './time-marks.ts'

type Spec = Extract<Picture, { kind: 'curves' }>

interface Series {
  name: string
  /** The first and the last day of joining. */
  begin: string
  end: string
  size: number | null
  steps: Step[]
}

const MAX_SERIES = 24
const PANEL = { width: 270, height: 232, gap: 22, left: 40, top: 74, bottom: 46 } as const
const YEAR = 365.25

/** A small chart for each group, all with the same axes, so that bands never lie over each other. */
export function drawCurves(spec: Spec, rows: readonly Row[], brush: Brush): Body {
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
    if (x !== null && y) found.steps.push({ x, y: bounds(y), band: bounds(rangeAt(row, spec.band) ?? y) })
  }
  return { series: [...series.values()], leftOut }
}

/** An unknown bound excludes nothing. */
const bounds = ({ min, max }: Range): Bounds => ({ min: min ?? 0, max: max ?? 1 })

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
  const room =
    Math.max(textWidth(words.atLeast('100%'), LABEL.size), textWidth('10–100%', LABEL.size, true)) + LABEL.gap
  const [right, bottom] = [x + width - room, y + PANEL.height - PANEL.bottom]
  const across = scaleLinear().domain([0, furthest]).range([left, right])
  const up = scaleLinear().domain([0, 1]).range([bottom, top]).clamp(true)
  const all: Step[] = [
    { x: 0, y: { min: 1, max: 1 }, band: { min: 1, max: 1 } },
    ...onePerPixel(
      steps.filter(step => step.x > 0).sort((a, b) => a.x - b.x),
      across,
    ),
  ]
  const last = all.at(-1)
  const title = size === null ? name : words.cohort(name, count(size))
  const reading = last && last.x > 0 ? words.stillThereAfter(timeWords(last.x, brush), shareWords(last.y)) : ''
  return {
    mark: 'group',
    title: [title, reading].filter(Boolean).join(words.colon),
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
      ...wrapText(reading, width, SIZE.small, 2).map(
        (text, at): Mark => ({ mark: 'text', x, y: y + 31 + at * 15, text, size: SIZE.small, fill: theme.ink }),
      ),
      ...axes(left, right, across, up, furthest, brush),
      ...curveMarks(all, across, up, theme),
      ...dateInCohort(begin, end, { across, left, right, top, bottom, furthest }, brush),
      ...(last && last.x > 0 ? endLabels(last, across(last.x) + LABEL.gap, x + width, up, brush) : []),
    ],
  }
}

/** Whole years, as far as days between two steps allow, or else days. */
function timeWords(days: number, { words }: Brush): string {
  const years = Math.round(days / YEAR)
  return years > 0 && Math.abs(days - years * YEAR) < 6 ? words.years(years) : words.days(count(days), count(days))
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
  { theme, words }: Brush,
): Mark[] {
  const years = scaleLinear()
    .domain([0, furthest / YEAR])
    .ticks(Math.max(2, Math.floor((right - left) / 50)))
  const word = { mark: 'text', size: LABEL.size, fill: theme.quiet } as const
  return [
    { ...word, x: left - PANEL.left, y: up(1) - 12, text: words.shareThere },
    ...[0, 0.5, 1].flatMap((share): Mark[] => [
      line(left, up(share), right, up(share), { stroke: theme.line, strokeWidth: 1 }),
      { ...word, x: left - 5, y: up(share) + 4, text: percent(share), anchor: 'end' },
    ]),
    ...years
      .filter(Number.isInteger)
      .map((year): Mark => ({ ...word, x: across(year * YEAR), y: up(0) + 16, text: String(year), anchor: 'middle' })),
    { ...word, x: left, y: up(0) + 31, text: words.sinceJoining },
  ]
}

function legendOf({ theme, words }: Brush): Body['legend'] {
  const middle = LEGEND_BOX.height / 2
  return [
    {
      marks: [
        line(2, middle, 26, middle, { stroke: theme.bar, strokeWidth: 2 }),
        { mark: 'circle', x: 14, y: middle, radius: 2.6, fill: theme.bar },
      ],
      words: words.byReports,
    },
    {
      marks: [{ mark: 'rect', x: 2, y: 2, width: 24, height: 10, fill: theme.bar, opacity: SURE }],
      words: words.surelyThere,
    },
    { marks: possibleBar(2, 26, middle, theme.bar, theme), words: words.possiblyThere },
  ]
}
