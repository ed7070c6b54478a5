import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import type { Picture } from '../../cypher/picture.ts'
import { eventsPage, evidenceOf } from '../answer/evidence.ts'
import { numberAt, type Range, type Row, rangeAt, textAt, unwind } from '../answer/row-columns.ts'
import { dayAfter, periodWords } from '../answer/when.ts'
import { BoxIndex } from '../layout/box.ts'
import { type Body, type Brush, count, cutNote, LEGEND_BOX, type LegendItem, SIZE } from '../scene/brush.ts'
import { datePlace, veil, withDate } from '../scene/date-marks.ts'
import { hatch, line, type Mark } from '../scene/scene.ts'
import { AXIS_HEIGHT, type TimeAxis, timeAxis } from '../scene/time-axis.ts'
import { textWidth } from '../text/text-width.ts'
import { possibleBar } from './time-marks.ts'

type Spec = Extract<Picture, { kind: 'time-bars' }>

interface Period {
  begin: string
  end: string
  definite: number
  possible: number
  /** The usual number for a time as long as this. */
  usual: Range | null
  row: Row
}

const HEIGHT = 240
const TOP = 34
const LEFT = 34
/** The narrowest bar. */
const MIN_BAR = 3

/** A bar for each period: solid for what certainly happened in it, hatched for what may have. A bracket marks the usual number. */
export function drawTimeBars(spec: Spec, rows: readonly Row[], brush: Brush): Body {
  const all = rows.flatMap(row => unwind(row, spec.each)).flatMap(row => periodOf(row, spec, brush) ?? [])
  const periods = all.slice(-Math.floor((brush.width - LEFT) / MIN_BAR))
  const axis = timeAxis(
    periods.flatMap(({ begin, end }) => [begin, end]),
    LEFT,
    brush.width,
    brush,
  )
  if (!axis) return { marks: [], height: 0, legend: [], notes: [] }
  const most = max(periods, ({ definite, possible, usual }) => Math.max(definite + possible, usual?.max ?? 0)) || 1
  const y = scaleLinear().domain([0, most]).nice(4).range([HEIGHT, TOP])
  return withDate(
    {
      marks: [
        ...numberAxis(y, brush),
        ...axis.marks(HEIGHT).filter(({ mark }) => mark === 'text'),
        ...periods.map(period => periodGroup(period, spec.events, axis, y, brush)),
        ...(brush.at ? veil(datePlace(axis, brush.at)[1], axis.right, TOP, HEIGHT - TOP, brush) : []),
        ...numbers(periods, axis, y, brush),
      ],
      height: HEIGHT + AXIS_HEIGHT,
      legend: legendOf(periods, brush),
      notes: cutNote(rows.length - (all.length - periods.length), brush),
    },
    axis,
    [{ y: TOP, height: HEIGHT - TOP }],
    brush,
  )
}

const LENGTH = { month: 30.4, quarter: 91.3, year: 365.2 } as const

function periodOf(row: Row, spec: Spec, { params }: Brush): Period | null {
  const [begin, end] = [textAt(row, spec.begin), textAt(row, spec.end)]
  if (begin === null || end === null) return null
  const baseline = rangeAt(row, spec.baseline)
  const length = LENGTH[(spec.period === undefined ? '' : params[spec.period]) as keyof typeof LENGTH]
  const days = (Date.parse(dayAfter(end)) - Date.parse(begin)) / 86_400_000
  const times = length === undefined ? 1 : Math.max(1, Math.round(days / length))
  const scaled = (value: number | null) => (value === null ? null : value * times)
  return {
    ...{ begin, end, row },
    definite: numberAt(row, spec.definite) ?? 0,
    possible: numberAt(row, spec.possible) ?? 0,
    usual: baseline && { min: scaled(baseline.min), max: scaled(baseline.max) },
  }
}

function numberAxis(y: ReturnType<typeof scaleLinear<number>>, { theme, width, words }: Brush): Mark[] {
  const ticks = y.ticks(4).filter(tick => Number.isInteger(tick))
  return [
    { mark: 'text', x: 0, y: 10, text: words.perPeriod, size: SIZE.small, fill: theme.quiet },
    ...ticks.flatMap((tick): Mark[] => [
      line(LEFT, y(tick), width, y(tick), { stroke: tick === 0 ? theme.quiet : theme.line, strokeWidth: 1 }),
      {
        mark: 'text',
        x: LEFT - 6,
        y: y(tick) + 4,
        text: count(tick),
        size: SIZE.small,
        anchor: 'end',
        fill: theme.quiet,
      },
    ]),
  ]
}

function periodGroup(
  period: Period,
  events: string | undefined,
  axis: TimeAxis,
  y: (value: number) => number,
  brush: Brush,
): Mark {
  const { theme, words, language } = brush
  const { begin, end, definite, possible, usual } = period
  const [from, to] = [axis.x(begin), axis.x(dayAfter(end))]
  const gap = Math.min(3, (to - from) * 0.1)
  const [x, width] = [from + gap, Math.max(1, to - from - 2 * gap)]
  const [base, solid, top] = [y(0), y(definite), y(definite + possible)]
  const number = words.moves(count(definite), count(definite + possible))
  const usualTop = usual?.max ?? usual?.min ?? null
  return {
    mark: 'group',
    title: `${periodWords(begin, end, language)}: ${number}${usual ? `, ${words.usual(rangeWords(usual))}` : ''}`,
    ...evidenceOf(period.row, language),
    href: eventsPage(events, brush.params, period, language),
    marks: [
      { mark: 'rect', x: from, y: TOP, width: to - from, height: base - TOP, fill: 'transparent' },
      ...(possible > 0
        ? ([
            {
              mark: 'rect',
              x,
              y: top,
              width,
              height: solid - top,
              fill: theme.faint,
              stroke: theme.left,
              strokeWidth: 1,
              dash: [3, 2],
            },
            { mark: 'path', d: hatch(x, top, width, solid - top), stroke: theme.left, strokeWidth: 0.7 },
          ] satisfies Mark[])
        : []),
      ...(definite > 0
        ? ([{ mark: 'rect', x, y: solid, width, height: base - solid, fill: theme.left }] satisfies Mark[])
        : []),
      ...(usual && usualTop !== null ? usualMarks(y(usual.min ?? usualTop), y(usualTop), from, to, theme) : []),
    ],
  }
}

/** The numbers above the bars, where they have room. */
function numbers(periods: readonly Period[], axis: TimeAxis, y: (value: number) => number, brush: Brush): Mark[] {
  const placed = new BoxIndex()
  return periods.flatMap(({ begin, end, definite, possible, usual }): Mark[] => {
    const text = brush.words.moves(count(definite), count(definite + possible))
    const [from, to] = [axis.x(begin), axis.x(dayAfter(end))]
    const top = Math.min(y(definite + possible), y(usual?.max ?? usual?.min ?? 0))
    const half = textWidth(text, SIZE.small) / 2
    const box = { id: '', x: (from + to) / 2, y: top - 5, left: half, right: half, top: SIZE.small, bottom: 3 }
    if (2 * half > to - from || !placed.isFree(box, 2)) return []
    placed.add(box)
    const { ink, paper } = brush.theme
    return [{ mark: 'text', x: box.x, y: box.y, text, size: SIZE.small, anchor: 'middle', fill: ink, halo: paper }]
  })
}

/** The usual number as a bracket across the bar, as high as its bounds are apart. */
const usualMarks = (low: number, high: number, from: number, to: number, { ink, paper }: Brush['theme']): Mark[] => [
  {
    mark: 'rect',
    x: from,
    y: high - 1,
    width: to - from,
    height: low - high + 2,
    fill: 'none',
    stroke: paper,
    strokeWidth: 3,
  },
  {
    mark: 'rect',
    x: from,
    y: high - 0.5,
    width: to - from,
    height: low - high + 1,
    fill: 'none',
    stroke: ink,
    strokeWidth: 1.2,
  },
]

const rangeWords = ({ min: low, max: high }: Range): string =>
  low === high ? decimal(low) : `${decimal(low)}–${decimal(high)}`
const decimal = (value: number | null): string => (value === null ? '…' : String(Math.round(value * 10) / 10))

function legendOf(periods: readonly Period[], { theme, words }: Brush): LegendItem[] {
  const middle = LEGEND_BOX.height / 2
  const usual = periods.find(period => period.usual)?.usual
  const items: LegendItem[] = [
    { marks: [{ mark: 'rect', x: 2, y: 2, width: 24, height: 10, fill: theme.left }], words: words.definite },
  ]
  if (periods.some(({ possible }) => possible > 0))
    items.push({ marks: possibleBar(2, 26, middle, theme.left, theme), words: words.possible })
  if (usual) items.push({ marks: usualMarks(8, 6, 2, 26, theme), words: words.usual(rangeWords(usual)) })
  return items
}
