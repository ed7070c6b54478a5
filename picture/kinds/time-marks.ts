import type { Doubt, EventKind, Line, Stay } from '../answer/timeline-lines.ts'
import { dayAfter, type When } from '../answer/when.ts'
import { hatch, line, type Mark, round } from '../scene/scene.ts'
import type { Theme } from '../scene/themes.ts'
import type { TimeAxis } from '../scene/time-axis.ts'

/** Half the height of a bar or a mark. */
const HALF = 5
const MIN_WIDTH = 6

export const eventColour = (kind: EventKind, theme: Theme): string =>
  kind === 'joined' || kind === 'recorded'
    ? theme.joined
    : kind === 'left' || kind === 'withdrawn'
      ? theme.left
      : theme.bar

/** The marks of one line, around its middle at `y`. */
export function lineMarks({ stay, event, doubts }: Line, axis: TimeAxis, y: number, theme: Theme): Mark[] {
  if (stay)
    return [...stayMarks(stay, axis, y, theme), ...(doubts.includes('denied') ? [cross(axis.left + 8, y, theme)] : [])]
  return event ? eventMarks(event.kind, event.when, doubts, axis, y, theme) : []
}

/** A solid bar for the time that is certain, hatched ones for what is only possible, and an arrow where no source sets an end. */
function stayMarks({ begin, end, open, lastSeen }: Stay, axis: TimeAxis, y: number, theme: Theme): Mark[] {
  const at = (day: string | null, otherwise: number) => (day === null ? otherwise : axis.x(day))
  const [low, high] = [at(begin.earliest, axis.left), open ? axis.right : at(end.latest, axis.right)]
  const from = begin.latest === null ? null : axis.x(begin.latest)
  const lastSure = open ? lastSeen : end.earliest
  const to = lastSure === null ? null : axis.x(lastSure)
  const arrows = [
    ...(begin.earliest === null ? [arrow(axis.left, y, -1, theme.bar)] : []),
    ...(open || end.latest === null ? [arrow(axis.right, y, 1, theme.bar)] : []),
  ]
  if (from === null || to === null || to < from) return [...possibleBar(low, high, y, theme.bar, theme), ...arrows]
  const core: Mark = {
    mark: 'rect',
    x: from,
    y: y - HALF,
    width: Math.max(1.5, to - from),
    height: 2 * HALF,
    fill: theme.bar,
  }
  return [
    ...possibleBar(low, from, y, theme.bar, theme),
    ...possibleBar(to, high, y, theme.bar, theme),
    core,
    ...arrows,
  ]
}

export function possibleBar(from: number, to: number, y: number, colour: string, theme: Theme, half = HALF): Mark[] {
  const width = to - from
  if (width < 1) return []
  return [
    {
      ...{ mark: 'rect', x: from, y: y - half + 0.5, width, height: 2 * half - 1, radius: 2 },
      ...{ fill: theme.faint, stroke: colour, strokeWidth: 1, dash: [3, 2] },
    },
    {
      mark: 'path',
      d: hatch(from, y - half + 0.5, width, 2 * half - 1),
      stroke: colour,
      strokeWidth: 0.7,
      opacity: 0.6,
    },
  ]
}

const arrow = (x: number, y: number, way: 1 | -1, colour: string): Mark => ({
  mark: 'path',
  d: `M${round(x - way * 6)} ${y - 5}L${round(x)} ${y}L${round(x - way * 6)} ${y + 5}`,
  stroke: colour,
  strokeWidth: 1.5,
})

function eventMarks(kind: EventKind, when: When, doubts: Doubt[], axis: TimeAxis, y: number, theme: Theme): Mark[] {
  const colour = eventColour(kind, theme)
  const { earliest, latest } = when
  if (earliest === null && latest === null) return []
  if (earliest !== null && earliest === latest) return glyph(kind, axis.x(earliest), y, doubts, theme)
  const from = earliest === null ? axis.left : axis.x(earliest)
  const to = latest === null ? axis.right : axis.x(dayAfter(latest))
  const middle = (from + to) / 2
  const [left, right] = to - from < MIN_WIDTH ? [middle - MIN_WIDTH / 2, middle + MIN_WIDTH / 2] : [from, to]
  return [
    ...possibleBar(left, right, y, colour, theme),
    ...(earliest === null ? [arrow(axis.left, y, -1, colour)] : []),
    ...(latest === null ? [arrow(axis.right, y, 1, colour)] : []),
    ...(doubts.includes('denied') ? [cross(middle, y, theme)] : []),
  ]
}

/** A known day. Each kind of event has a shape; a doubtful one is hollow, and a denied one is struck out. */
export function glyph(kind: EventKind, x: number, y: number, doubts: readonly Doubt[], theme: Theme): Mark[] {
  const colour = eventColour(kind, theme)
  const hollow = doubts.length > 0
  const paint = {
    fill: hollow ? theme.paper : colour,
    stroke: colour,
    strokeWidth: 1.6,
    dash: doubts.includes('rumoured') || doubts.includes('scheduled') ? [2, 1.6] : undefined,
  }
  return [shape(kind, x, y, paint), ...(doubts.includes('denied') ? [cross(x, y, theme)] : [])]
}

function shape(kind: EventKind, x: number, y: number, paint: object): Mark {
  if (kind === 'joined' || kind === 'recorded') return { mark: 'circle', x, y, radius: 4.6, ...paint }
  if (kind === 'left' || kind === 'withdrawn')
    return {
      mark: 'path',
      d: `M${round(x)} ${y - 6}L${round(x + 6)} ${y}L${round(x)} ${y + 6}L${round(x - 6)} ${y}Z`,
      ...paint,
    }
  return { mark: 'rect', x: x - 4.2, y: y - 4.2, width: 8.4, height: 8.4, ...paint }
}

const cross = (x: number, y: number, theme: Theme): Mark =>
  line(x - 8, y + 7, x + 8, y - 7, { stroke: theme.ink, strokeWidth: 1.6 })
