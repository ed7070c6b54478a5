import { max, min } from 'd3-array'
import { definitelyBefore } from '../../cypher/dates/relations.ts'
import { dayNumber } from '../../cypher/dates.ts'
import type { Picture } from '../../cypher/picture.ts'
import { isObject, type Row } from '../answer/row-columns.ts'
import {
  type Doubt,
  EVENTS,
  type EventKind,
  eventWords,
  INFERRED,
  type Line,
  timelineLines,
} from '../answer/timeline-lines.ts'
import { dayAfter, windowOf } from '../answer/when.ts'
import { type Body, type Brush, cutNote, isNarrow, LEGEND_BOX, type LegendItem, SIZE } from '../scene/brush.ts'
import { datePlace, faint, veil, withDate } from '../scene/date-marks.ts'
import type { Mark } from '../scene/scene.ts'
import { AXIS_HEIGHT, type TimeAxis, timeAxis } from '../scene/time-axis.ts'
import { clipText, wrapText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'
import { glyph, lineMarks, possibleBar } from './time-marks.ts'

const MAX_LINES = 60
const LINE = 24
/** On a narrow screen the words are above the marks. */
const STACKED_LINE = 54
/** The height of the marks under the words. */
const UNDER_WORDS = 20
/** Words that need a second line make their line higher by this. */
const SECOND = 14
const HEADING = 28
const GAP = 14

/** A line for each row: stays as bars, events as marks. A vague date is drawn as its whole range, never as a point. */
export function drawTimeline(spec: Extract<Picture, { kind: 'timeline' }>, rows: readonly Row[], brush: Brush): Body {
  const { lines, rows: used } = timelineLines(spec, rows, MAX_LINES, brush)
  const stacked = isNarrow(brush)
  const [label, words] = columnWidths(lines, brush)
  const axis = timeAxis(
    withAsked(daysOf(lines), brush),
    stacked ? 0 : label + GAP,
    stacked ? brush.width : brush.width - words - GAP,
    brush,
  )
  const marks: Mark[] = []
  const strips: { y: number; height: number }[] = []
  let y = 0
  let heading = ''
  for (const one of lines) {
    if (one.heading !== heading && one.heading !== '') {
      marks.push(textAt(0, y + 19, clipText(one.heading, brush.width, SIZE.text, true), brush.theme.ink, true))
      y += HEADING
    }
    heading = one.heading
    const text = wrapText(one.words, stacked ? brush.width : words, SIZE.small, 2)
    const height = (stacked ? STACKED_LINE : LINE) + (text.length > 1 ? SECOND : 0)
    marks.push(lineGroup(one, axis, { y, height, label, text, left: stacked ? 0 : brush.width - words }, brush))
    strips.push({ y: y + height - UNDER_WORDS, height: UNDER_WORDS })
    y += height
  }
  const body = {
    marks: [...(axis ? windowMarks(axis, y, brush) : []), ...(axis?.marks(y) ?? []), ...marks],
    height: y + (axis ? AXIS_HEIGHT : 0),
    legend: legendOf(lines, axis, brush),
    notes: [
      ...cutNote(used, brush),
      ...(lines.some(({ words: text }) => text.includes(INFERRED)) ? [`${INFERRED} ${brush.words.inferred}`] : []),
      ...(lines.length > 1 && axis ? [brush.words.notOrder] : []),
    ],
  }
  return axis ? withDate(body, axis, stacked ? strips : [{ y: 0, height: y }], brush) : body
}

const textAt = (x: number, y: number, text: string, fill: string, bold = false): Mark => ({
  mark: 'text',
  ...{ x, y, text, fill, size: SIZE.text, bold },
})

interface Place {
  y: number
  height: number
  /** The width of the label. */
  label: number
  /** The words, in one line or two, and where they begin. */
  text: readonly string[]
  left: number
}

/** One line, with its words and its evidence. */
function lineGroup(one: Line, axis: TimeAxis | null, { y, height, label, text, left }: Place, brush: Brush): Mark {
  const { theme, width } = brush
  const stacked = isNarrow(brush)
  const middle = stacked ? y + height - 11 : y + height / 2
  const first = stacked ? y + 30 : middle + 4.5 - ((text.length - 1) * SECOND) / 2
  const shown = clipText(one.label, stacked ? width : label, SIZE.text)
  return {
    mark: 'group',
    title: [one.heading, one.label, one.words].filter(Boolean).join(': '),
    ...one.evidence,
    marks: [
      { mark: 'rect', x: 0, y, width, height, fill: 'transparent' },
      ...(shown ? [textAt(0, stacked ? y + 14 : middle + 4.5, shown, theme.ink)] : []),
      ...text.map(
        (part, at): Mark => ({
          mark: 'text',
          ...{ x: left, y: first + at * SECOND, text: part, size: SIZE.small, fill: theme.quiet },
        }),
      ),
      ...(axis ? markedAt(one, axis, middle, brush) : []),
    ],
  }
}

/** The marks of a line, faint where they are surely later than the chosen date. A known day is never cut. */
function markedAt(one: Line, axis: TimeAxis, middle: number, { at, theme }: Brush): Mark[] {
  const marks = lineMarks(one, axis, middle, theme)
  const when = one.event?.when
  if (!at) return marks
  if (when && when.earliest !== null && when.earliest === when.latest)
    return definitelyBefore(at, when) ? faint(marks) : marks
  const to = datePlace(axis, at)[1]
  return [...marks, ...veil(to, axis.right + 1, middle - UNDER_WORDS / 2, UNDER_WORDS, { theme })]
}

/** The widths of the labels and of the words, which leave at least 45 of 100 to the time. */
function columnWidths(lines: readonly Line[], { width }: Brush): [number, number] {
  const label = max(lines, line => textWidth(line.label, SIZE.text)) ?? 0
  const words = max(lines, line => textWidth(line.words, SIZE.small)) ?? 0
  return [Math.min(label, width * 0.25), Math.min(words, width * 0.3)]
}

const daysOf = (lines: readonly Line[]): string[] =>
  lines
    .flatMap(({ stay, event }) => [
      ...(stay ? [stay.begin.earliest, stay.begin.latest, stay.end.earliest, stay.end.latest, stay.lastSeen] : []),
      ...(event ? [event.when.earliest, event.when.latest] : []),
    ])
    .filter(day => day !== null)

/** The days of the lines, with the day in the question and the chosen date if these are as near to them as they are to each other. */
function withAsked(days: string[], { params: { on }, at }: Brush): string[] {
  const asked = [...(isObject(on) ? [on.earliest, on.latest] : []), at?.earliest, at?.latest].filter(
    day => typeof day === 'string',
  )
  const numbers = days.map(dayNumber)
  const [first, last] = [min(numbers) ?? 0, max(numbers) ?? 0]
  const reach = last - first
  return [
    ...days,
    ...(days.length > 0 ? asked.filter(day => dayNumber(day) >= first - reach && dayNumber(day) <= last + reach) : []),
  ]
}

/** The period in the question, as far as the axis goes. */
function windowMarks(axis: TimeAxis, height: number, { params, theme }: Brush): Mark[] {
  const asked = windowOf(params)
  if (!asked) return []
  const from = asked.earliest === null ? axis.left : axis.x(asked.earliest)
  const to = asked.latest === null ? axis.right : axis.x(dayAfter(asked.latest))
  return to - from < 0.5
    ? []
    : [{ mark: 'rect', x: from, y: 0, width: Math.max(2, to - from), height, fill: theme.band }]
}

/** Explains what is drawn, and nothing else. */
function legendOf(lines: readonly Line[], axis: TimeAxis | null, { theme, words, params }: Brush): LegendItem[] {
  if (!axis) return []
  const [middle, centre] = [LEGEND_BOX.height / 2, LEGEND_BOX.width / 2]
  const items: LegendItem[] = []
  const events = new Set(lines.flatMap(({ event }) => (event ? [event] : [])))
  const isDay = ({ earliest, latest }: { earliest: string | null; latest: string | null }) =>
    earliest !== null && earliest === latest
  const known = EVENTS.filter(kind => [...events].some(event => event.kind === kind && isDay(event.when)))
  for (const kind of known)
    items.push({
      marks: glyph(kind, centre, middle, [], theme),
      words: `${eventWords(kind, words)}${words.comma}${words.certainDay}`,
    })
  const vague = [...events].filter(({ when }) => !isDay(when) && (when.earliest ?? when.latest) !== null)
  if (vague.length > 0) items.push({ marks: possibleBar(2, 26, middle, theme.ink, theme), words: words.vague })
  if (lines.some(({ stay }) => stay)) {
    items.push({
      marks: [{ mark: 'rect', x: 2, y: 2, width: 24, height: 10, fill: theme.bar }],
      words: words.certainStay,
    })
    items.push({ marks: possibleBar(2, 26, middle, theme.bar, theme), words: words.possibleStay })
  }
  for (const doubt of doubtsIn(lines)) {
    const kind: EventKind = lines.find(line => line.doubts.includes(doubt))?.event?.kind ?? 'left'
    items.push({ marks: glyph(kind, centre, middle, [doubt], theme), words: words[doubt] })
  }
  if (windowOf(params))
    items.push({
      marks: [{ mark: 'rect', x: 2, y: 1, width: 24, height: 12, fill: theme.band, stroke: theme.line }],
      words: words.window,
    })
  return items
}

const doubtsIn = (lines: readonly Line[]): Doubt[] => [
  ...new Set(lines.filter(({ event }) => event).flatMap(({ doubts }) => doubts)),
]
