import { scaleUtc } from 'd3-scale'
import type { Bounds } from '../../cypher/dates/relations.ts'
import { dayNumber } from '../../cypher/dates.ts'
import type { Language } from '../../cypher/query.ts'
import { textWidth } from '../text/text-width.ts'
import { type Brush, SIZE } from './brush.ts'
import { line, type Mark } from './scene.ts'

const DAY_MS = 86_400_000
const MIN_DAYS = 20
/** Room beside the first and the last day, as a share of the time between. */
const PADDING = 0.03
/** Distance between ticks, in pixels. */
const TICK = 74

export interface TimeAxis {
  left: number
  right: number
  /** The place of the beginning of a day. */
  x(day: string): number
  /** -1 if a date is before the axis, 1 if after it, and 0 otherwise. */
  side(date: Bounds): -1 | 0 | 1
  /** Lines for the ticks down to `height`, and their words below. */
  marks(height: number): Mark[]
}

const ms = (day: string): number => dayNumber(day) * DAY_MS

/** An axis over the given days; null without any. */
export function timeAxis(days: readonly string[], left: number, right: number, brush: Brush): TimeAxis | null {
  if (days.length === 0) return null
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const day of days) {
    first = Math.min(first, ms(day))
    last = Math.max(last, ms(day) + DAY_MS)
  }
  const pad = Math.max((MIN_DAYS * DAY_MS - (last - first)) / 2, (last - first) * PADDING)
  const scale = scaleUtc<number>()
    .domain([new Date(first - pad), new Date(last + pad)])
    .range([left, right])
  return {
    left,
    right,
    x: day => Math.min(right, Math.max(left, scale(new Date(ms(day))))),
    side: ({ earliest, latest }) =>
      latest !== null && ms(latest) < first - pad ? -1 : earliest !== null && ms(earliest) > last + pad ? 1 : 0,
    marks: height => ticks(scale.ticks(Math.max(2, Math.floor((right - left) / TICK))), scale, height, brush),
  }
}

/** How far words may reach into the margin of the picture. */
const OVERHANG = 8

/** Words that would touch the ones before, or leave the picture, are left out. */
function ticks(
  dates: Date[],
  scale: (date: Date) => number,
  height: number,
  { theme, language, width }: Brush,
): Mark[] {
  let free = Number.NEGATIVE_INFINITY
  let year: number | null = null
  return dates.flatMap((date): Mark[] => {
    const x = scale(date)
    const words = tickWords(date, year !== date.getUTCFullYear(), language)
    const half = textWidth(words, SIZE.small) / 2
    const marks = [line(x, 0, x, height, { stroke: theme.line, strokeWidth: 1 })]
    if (x - half < Math.max(free, -OVERHANG) || x + half > width + OVERHANG) return marks
    free = x + half + 8
    year = date.getUTCFullYear()
    return [
      ...marks,
      { mark: 'text', x, y: height + 16, text: words, size: SIZE.small, anchor: 'middle', fill: theme.quiet },
    ]
  })
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function tickWords(date: Date, withYear: boolean, language: Language): string {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const isYear = month === 0 && day === 1
  if (language === 'zh') {
    if (isYear) return `${year}年`
    return `${withYear ? `${year}年` : ''}${month + 1}月${day === 1 ? '' : `${day}日`}`
  }
  if (isYear) return String(year)
  return `${day === 1 ? '' : `${day} `}${MONTHS[month]}${withYear ? ` ${year}` : ''}`
}

/** The height of the words below an axis. */
export const AXIS_HEIGHT = 24
