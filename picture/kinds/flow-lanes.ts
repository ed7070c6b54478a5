import { sum } from 'd3-array'
import { linkHorizontal } from 'd3-shape'
import { dayNumber } from '../../cypher/dates.ts'
import { aroundPage } from '../answer/evidence.ts'
import { type Lane, type LaneMove, type Lanes, lanesOf } from '../answer/lanes.ts'
import type { RowMove } from '../answer/moves.ts'
import { dayAfter, periodWords } from '../answer/when.ts'
import { type Body, type Brush, count, isNarrow, LEGEND_BOX, SIZE } from '../scene/brush.ts'
import { faint, withDate } from '../scene/date-marks.ts'
import { line, type Mark } from '../scene/scene.ts'
import { AXIS_HEIGHT, type TimeAxis } from '../scene/time-axis.ts'
import { clipText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'

const GAP = 8
/** Room for a label beside its lane, or above it on a narrow screen. */
const [MIN_LANE, LABEL_ABOVE] = [34, 32]
/** The height of all lanes together, and the most for one move. */
const [HEIGHT, MOST_PER_MOVE] = [380, 14]
const INSET = 7
const BLOCK = 4
const VAGUE = 0.3

export const lanesOverTime = (moves: readonly RowMove[], brush: Brush): Lanes | null =>
  lanesOf(moves, {
    maxPeriods: isNarrow(brush) ? 4 : 8,
    others: number => brush.words.others(count(number)),
    at: brush.at,
  })

interface Place {
  top: number
  /** The middle of the moves. */
  middle: number
  height: number
}

/**
 * A lane for each organisation, with time from the left to the right. A move leaves its first lane at the beginning of its period and
 * reaches the other at the end, so that two organisations can exchange people without a knot. A vague one takes all its periods.
 */
export function drawLanes(found: Lanes, cut: string[], brush: Brush): Body {
  const { words, width, at } = brush
  const { lanes, periods, moves, undated } = found
  const stacked = isNarrow(brush)
  const widest = Math.max(
    ...lanes.map(lane => Math.max(textWidth(lane.name, SIZE.text), textWidth(numbers(lane, brush), SIZE.small))),
  )
  const left = stacked ? 0 : Math.min(widest, width * 0.3) + 14
  const axis = axisOver(periods, left, width)
  const loads = lanes.map(({ key }) => loadOf(key, moves, periods.length))
  const unit = Math.min(MOST_PER_MOVE, HEIGHT / Math.max(1, sum(loads)))
  const places = new Map<string, Place>()
  let y = 0
  for (const [index, { key }] of lanes.entries()) {
    const height = Math.max(stacked ? 14 : MIN_LANE, (loads[index] ?? 0) * unit)
    const above = stacked ? LABEL_ABOVE : 0
    places.set(key, { top: y, height: above + height, middle: y + above + height / 2 })
    y += above + height + GAP
  }
  const body = {
    marks: [
      ...columnMarks(periods, axis, y, brush),
      ...lanes.map(lane => guide(places.get(lane.key), axis, brush)),
      ...ribbons(found, places, axis, unit, brush),
      ...lanes.map(lane => label(lane, places.get(lane.key), stacked ? width : left - 14, brush)),
    ],
    height: y + AXIS_HEIGHT,
    legend: legendOf(moves, brush),
    notes: [
      ...cut,
      words.laneNote,
      ...(undated > 0 ? [words.undatedMoves(count(undated))] : []),
      ...(moves.some(({ possible }) => possible > 0) ? [words.moveNote] : []),
    ],
  }
  return withDate(body, axis, [{ y: 0, height: y }], { ...brush, at: at && wholePeriods(at, periods) })
}

/** A ribbon has no place within its period, so the date is a band over whole periods. */
function wholePeriods(at: NonNullable<Brush['at']>, periods: Lanes['periods']): NonNullable<Brush['at']> {
  const first = periods.find(({ end }) => at.earliest !== null && at.earliest <= end)
  const last = periods.findLast(({ begin }) => at.latest !== null && begin <= at.latest)
  if (!first || !last) return at
  // A date outside the periods stays there, and is named beside the edge.
  const isInside = first.begin <= (at.latest ?? '') && last.end >= (at.earliest ?? '')
  return isInside ? { ...at, earliest: first.begin, latest: last.end } : at
}

/** Each period is as wide as it is long. */
function axisOver(periods: Lanes['periods'], left: number, right: number): TimeAxis {
  const [first, last] = [periods[0]?.begin ?? '', periods.at(-1)?.end ?? '']
  const [start, end] = [dayNumber(first), dayNumber(last) + 1]
  const x = (day: string) => left + ((dayNumber(day) - start) / (end - start)) * (right - left)
  return {
    ...{ left, right },
    x: day => Math.min(right, Math.max(left, x(day))),
    side: ({ earliest, latest }) =>
      latest !== null && latest < first ? -1 : earliest !== null && earliest > last ? 1 : 0,
    marks: () => [],
  }
}

/** The most moves that begin, or end, in a lane in one period. */
function loadOf(key: string, moves: readonly LaneMove[], periods: number): number {
  const [out, back] = [new Array<number>(periods).fill(0), new Array<number>(periods).fill(0)]
  for (const move of moves) {
    if (move.from === key) out[move.first] = (out[move.first] ?? 0) + size(move)
    if (move.to === key) back[move.last] = (back[move.last] ?? 0) + size(move)
  }
  return Math.max(...out, ...back)
}

const size = ({ definite, possible }: { definite: number; possible: number }): number => definite + possible

const range = ({ definite, possible }: { definite: number; possible: number }, { words }: Brush): string =>
  words.moves(count(definite), count(definite + possible))

const numbers = ({ out, back }: Lane, brush: Brush): string => brush.words.lane(range(out, brush), range(back, brush))

function columnMarks(periods: Lanes['periods'], axis: TimeAxis, height: number, { theme, language }: Brush): Mark[] {
  return periods.flatMap(({ begin, end }): Mark[] => {
    const [from, to] = [axis.x(begin), axis.x(dayAfter(end))]
    const text = [periodWords(begin, end, language), `${begin.slice(0, 4)}–${end.slice(2, 4)}`].find(
      words => textWidth(words, SIZE.small) < to - from - 4,
    )
    const edge = line(to, 0, to, height, { stroke: theme.line, strokeWidth: 1 })
    if (text === undefined) return [edge]
    const x = (from + to) / 2
    return [edge, { mark: 'text', x, y: height + 16, text, size: SIZE.small, anchor: 'middle', fill: theme.quiet }]
  })
}

const guide = (place: Place | undefined, { left, right }: TimeAxis, { theme }: Brush): Mark =>
  line(left, place?.middle ?? 0, right, place?.middle ?? 0, { stroke: theme.line, strokeWidth: 1, dash: [1, 4] })

function label(lane: Lane, place: Place | undefined, width: number, brush: Brush): Mark {
  const { theme, language } = brush
  const stacked = isNarrow(brush)
  const y = stacked ? (place?.top ?? 0) + 12 : (place?.middle ?? 0) - 2
  const text = (dy: number, words: string, size: number, fill: string): Mark => ({
    mark: 'text',
    ...{ x: stacked ? 0 : width, y: y + dy, anchor: stacked ? 'start' : 'end', halo: theme.paper },
    ...{ text: clipText(words, width, size), size, fill },
  })
  return {
    mark: 'group',
    title: `${lane.name}: ${numbers(lane, brush)}`,
    href: lane.id === undefined ? undefined : aroundPage(lane.id, language),
    marks: [text(0, lane.name, SIZE.text, theme.ink), text(14, numbers(lane, brush), SIZE.small, theme.quiet)],
  }
}

const link = linkHorizontal<{ source: [number, number]; target: [number, number] }, [number, number]>()

function ribbons(
  { lanes, periods, moves }: Lanes,
  places: Map<string, Place>,
  axis: TimeAxis,
  unit: number,
  brush: Brush,
) {
  const { words } = brush
  const order = new Map(lanes.map(({ key }, at) => [key, at]))
  const rank = (key: string) => order.get(key) ?? 0
  const isUnknown = new Set(lanes.flatMap(lane => (lane.isUnknown ? [lane.key] : [])))
  const names = new Map(lanes.map(({ key, name }) => [key, name]))
  const used = new Map<string, number>()
  /** The middle of the next ribbon at an edge of a period. */
  const take = (key: string, lane: string, thickness: number): number => {
    const y = used.get(key) ?? (places.get(lane)?.middle ?? 0) - ((totals.get(key) ?? 0) * unit) / 2
    used.set(key, y + thickness)
    return y + thickness / 2
  }
  const totals = new Map<string, number>()
  const [outOf, backTo] = [
    ({ from, first }: LaneMove) => `out ${first} ${from}`,
    ({ to, last }: LaneMove) => `in ${last} ${to}`,
  ]
  for (const move of moves)
    for (const key of [outOf(move), backTo(move)]) totals.set(key, (totals.get(key) ?? 0) + size(move))
  return moves
    .toSorted((a, b) => rank(a.from) - rank(b.from) || rank(a.to) - rank(b.to) || a.first - b.first || a.last - b.last)
    .map((move): Mark => {
      const { from, to, first, last, claims } = move
      const [begin, end] = [periods[first]?.begin ?? '', periods[last]?.end ?? '']
      const [x1, x2] = [axis.x(begin) + INSET, axis.x(dayAfter(end)) - INSET]
      const parts = (['definite', 'possible'] as const).flatMap((part): Mark[] => {
        const thickness = move[part] * unit
        if (thickness === 0) return []
        const [y1, y2] = [take(outOf(move), from, thickness), take(backTo(move), to, thickness)]
        return ribbon(
          [x1, y1],
          [x2, y2],
          thickness,
          part === 'possible' ? part : first < last ? 'vague' : part,
          isUnknown.has(to),
          brush,
        )
      })
      const when = periodWords(begin, end, brush.language)
      const title = `${names.get(from) ?? ''} → ${names.get(to) ?? ''}, ${when}: ${range(move, brush)}${move.isLater && brush.at ? words.comma + words.laterThan(brush.at.words) : ''}`
      return { mark: 'group', title, claims, marks: move.isLater ? faint(parts) : parts }
    })
}

type Look = 'definite' | 'vague' | 'possible'

function ribbon(
  [x1, y1]: [number, number],
  [x2, y2]: [number, number],
  thickness: number,
  look: Look,
  isUnknown: boolean,
  { theme }: Brush,
): Mark[] {
  const height = Math.max(2, thickness - 1)
  const block = (x: number, y: number, isHollow: boolean): Mark => ({
    ...{ mark: 'rect', x, y: y - height / 2, width: BLOCK, height, stroke: theme.bar, strokeWidth: 1 },
    fill: isHollow ? theme.paper : theme.bar,
  })
  const d = link({ source: [x1 + BLOCK, y1], target: [x2 - BLOCK, y2] }) ?? ''
  return [...path(d, height, look, theme), block(x1, y1, false), block(x2 - BLOCK, y2, isUnknown)]
}

function path(d: string, height: number, look: Look, theme: Brush['theme']): Mark[] {
  if (look === 'possible')
    return [
      { mark: 'path', d, stroke: theme.faint, strokeWidth: height },
      { mark: 'path', d, stroke: theme.bar, strokeWidth: 1.4, dash: [5, 4] },
    ]
  return [
    { mark: 'path', d, stroke: theme.bar, strokeWidth: height, opacity: look === 'vague' ? VAGUE : 0.55 },
    ...(look === 'vague' ? [{ mark: 'path' as const, d, stroke: theme.bar, strokeWidth: 1.4, dash: [1, 4] }] : []),
  ]
}

function legendOf(moves: readonly LaneMove[], { theme, words }: Brush): Body['legend'] {
  const middle = LEGEND_BOX.height / 2
  const d = `M1 ${middle}L27 ${middle}`
  const item = (look: Look, text: string) => ({ marks: path(d, 9, look, theme), words: text })
  return [
    item('definite', words.definite),
    ...(moves.some(({ first, last, definite }) => first < last && definite > 0)
      ? [item('vague', words.vagueMove)]
      : []),
    ...(moves.some(({ possible }) => possible > 0) ? [item('possible', words.possible)] : []),
  ]
}
