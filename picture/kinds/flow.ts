import { max, sum } from 'd3-array'
import { linkHorizontal } from 'd3-shape'
import type { Picture } from '../../cypher/picture.ts'
import { aroundPage } from '../answer/evidence.ts'
import { type Move, type Moves, movesAt, movesIn, type Place, readMoves } from '../answer/moves.ts'
import type { Row } from '../answer/row-columns.ts'
import { type Body, type Brush, count, cutNote, isNarrow, LEGEND_BOX, SIZE } from '../scene/brush.ts'
import { line, type Mark } from '../scene/scene.ts'
import { clipText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'
import { drawLanes, lanesOverTime } from './flow-lanes.ts'

const MAX_PLACES = 14
const GAP = 10
/** Room for the two lines of a label. */
const MIN_HEIGHT = 32
const HEAD = 26
const BLOCK = 10
/** The height of all moves together, and the most for one. */
const [HEIGHT, MOST_PER_MOVE] = [320, 20]

/**
 * Moves from the organisations on the left, before, to those on the right, after. An organisation that people came back to is on both
 * sides, so returns and cycles draw like any other move.
 */
export function drawFlow(spec: Extract<Picture, { kind: 'flow' }>, rows: readonly Row[], brush: Brush): Body {
  const { words, theme, width, at } = brush
  const read = readMoves(spec, rows, brush)
  const over = lanesOverTime(read, brush)
  if (over) return drawLanes(over, cutNote(rows.length, brush), brush)
  const moves = movesIn(at && spec.when ? movesAt(read, at) : read, MAX_PLACES, number => words.others(count(number)))
  const unit = Math.min(MOST_PER_MOVE, HEIGHT / Math.max(1, sum(moves.moves, size)))
  const label = labelWidth(moves, brush)
  const [left, right] = [label + 8, width - label - 8]
  const [from, to] = [stack(moves.from, unit), stack(moves.to, unit)]
  const height = HEAD + Math.max(from.height, to.height)
  const head = (x: number, text: string, anchor: 'start' | 'end'): Mark => ({
    mark: 'text',
    ...{ x, y: 13, text, anchor, size: SIZE.small, fill: theme.quiet },
  })
  return {
    marks: [
      head(left, words.before, 'end'),
      head(right, words.after, 'start'),
      ...ribbons(moves, from, to, unit, left + BLOCK, right - BLOCK, brush),
      ...moves.from.flatMap(place => placeMarks(place, from, left, 'end', label, brush)),
      ...moves.to.flatMap(place => placeMarks(place, to, right - BLOCK, 'start', label, brush)),
    ],
    height,
    legend: legendOf(moves.moves, brush),
    notes: [
      ...cutNote(rows.length, brush),
      ...(at && spec.when ? [words.laterMoves] : []),
      ...(moves.moves.some(({ possible }) => possible > 0) ? [words.moveNote] : []),
    ],
  }
}

const size = ({ definite, possible }: { definite: number; possible: number }): number => definite + possible

function labelWidth({ from, to }: Moves, brush: Brush): number {
  const widest = max([...from, ...to], ({ name }) => textWidth(name, SIZE.text)) ?? 0
  return Math.min(Math.max(widest, 60), brush.width * (isNarrow(brush) ? 0.32 : 0.28))
}

interface Stack {
  /** The top of each place. */
  tops: Map<string, number>
  heights: Map<string, number>
  height: number
}

function stack(places: readonly Place[], unit: number): Stack {
  const [tops, heights] = [new Map<string, number>(), new Map<string, number>()]
  let y = HEAD
  for (const place of places) {
    const height = Math.max(MIN_HEIGHT, size(place) * unit)
    tops.set(place.key, y)
    heights.set(place.key, height)
    y += height + GAP
  }
  return { tops, heights, height: y - HEAD }
}

function ribbons(
  { from: starts, to: ends, moves }: Moves,
  from: Stack,
  to: Stack,
  unit: number,
  left: number,
  right: number,
  brush: Brush,
): Mark[] {
  const order = (places: readonly Place[]) => new Map(places.map(({ key }, at) => [key, at]))
  const [firsts, lasts] = [order(starts), order(ends)]
  const rank = (move: Move) => (firsts.get(move.from) ?? 0) * 1_000 + (lasts.get(move.to) ?? 0)
  const names = new Map([...starts, ...ends].map(({ key, name }) => [key, name]))
  const used = { from: centred(starts, from, unit), to: centred(ends, to, unit) }
  return moves
    .toSorted((a, b) => rank(a) - rank(b))
    .map(move => {
      const parts = (['definite', 'possible'] as const).flatMap((part): Mark[] => {
        const thickness = move[part] * unit
        if (thickness === 0) return []
        const [y1, y2] = [take(used.from, move.from, thickness), take(used.to, move.to, thickness)]
        return ribbon([left, y1], [right, y2], thickness, part, brush)
      })
      const [one, other] = [names.get(move.from) ?? '', names.get(move.to) ?? '']
      return {
        mark: 'group',
        title: `${one} → ${other}: ${number(move, brush)}`,
        claims: move.claims,
        marks: parts,
      }
    })
}

/** Where the first ribbon of each place begins: ribbons thinner than their place are in its middle. */
const centred = (places: readonly Place[], { tops, heights }: Stack, unit: number): Map<string, number> =>
  new Map(
    places.map(place => [
      place.key,
      (tops.get(place.key) ?? 0) + ((heights.get(place.key) ?? 0) - size(place) * unit) / 2,
    ]),
  )

/** The middle of the next ribbon at a place. */
function take(used: Map<string, number>, key: string, thickness: number): number {
  const y = used.get(key) ?? 0
  used.set(key, y + thickness)
  return y + thickness / 2
}

const link = linkHorizontal<{ source: [number, number]; target: [number, number] }, [number, number]>()

function ribbon(
  source: [number, number],
  target: [number, number],
  thickness: number,
  part: 'definite' | 'possible',
  { theme }: Brush,
): Mark[] {
  const d = link({ source, target }) ?? ''
  if (part === 'definite')
    return [{ mark: 'path', d, stroke: theme.bar, strokeWidth: Math.max(1, thickness - 1), opacity: 0.55 }]
  return [
    { mark: 'path', d, stroke: theme.faint, strokeWidth: Math.max(1, thickness - 1) },
    { mark: 'path', d, stroke: theme.bar, strokeWidth: 1.4, dash: [5, 4] },
  ]
}

function placeMarks(
  place: Place,
  { tops, heights }: Stack,
  x: number,
  anchor: 'start' | 'end',
  width: number,
  brush: Brush,
): Mark[] {
  const { theme } = brush
  const [y, height] = [tops.get(place.key) ?? 0, heights.get(place.key) ?? 0]
  const at = anchor === 'end' ? x - 8 : x + BLOCK + 8
  const text = (dy: number, words: string, size: number, fill: string): Mark => ({
    mark: 'text',
    ...{ x: at, y: y + height / 2 + dy, text: clipText(words, width, size), size, anchor, fill },
  })
  return [
    {
      mark: 'group',
      title: `${place.name}: ${number(place, brush)}`,
      href: place.id === undefined ? undefined : aroundPage(place.id, brush.language),
      marks: [
        place.isUnknown
          ? {
              mark: 'rect',
              x: x + 0.5,
              y: y + 0.5,
              width: BLOCK - 1,
              height: height - 1,
              fill: theme.paper,
              stroke: theme.bar,
              strokeWidth: 1,
            }
          : { mark: 'rect', x, y, width: BLOCK, height, fill: theme.bar },
        text(-2, place.name, SIZE.text, theme.ink),
        text(13, number(place, brush), SIZE.small, theme.quiet),
      ],
    },
  ]
}

const number = ({ definite, possible }: { definite: number; possible: number }, { words }: Brush): string =>
  words.moves(count(definite), count(definite + possible))

function legendOf(moves: readonly Move[], { theme, words }: Brush): Body['legend'] {
  const middle = LEGEND_BOX.height / 2
  return [
    {
      marks: [line(1, middle, 27, middle, { stroke: theme.bar, strokeWidth: 9, opacity: 0.55 })],
      words: words.definite,
    },
    ...(moves.some(({ possible }) => possible > 0)
      ? [
          {
            marks: [
              line(1, middle, 27, middle, { stroke: theme.faint, strokeWidth: 9 }),
              line(1, middle, 27, middle, { stroke: theme.bar, strokeWidth: 1.4, dash: [5, 4] }),
            ],
            words: words.possible,
          },
        ]
      : []),
  ]
}
