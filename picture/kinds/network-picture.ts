import { commonWords, fill } from '../../cypher/words/common-words.ts'
import type { Row } from '../answer/row-columns.ts'
import type { Frame } from '../layout/box.ts'
import type { Point } from '../layout/force.ts'
import { layout } from '../layout/layout.ts'
import { networkAsOf, partOf } from '../network/as-of.ts'
import { EDGE_KINDS, type EdgeMeaning, edgeMeaning } from '../network/edge-kind.ts'
import { hasMoves } from '../network/move-network.ts'
import { mergeNetworks, type Network, nodesByDegree } from '../network/network.ts'
import { layoutJob } from '../network/place-network.ts'
import { readReply } from '../network/read-reply.ts'
import { type Body, type Brush, count, LEGEND_BOX, type LegendItem } from '../scene/brush.ts'
import { line } from '../scene/scene.ts'
import { arrowsOf, dashOf, head, kindWords, type MapLooks, type MapView, mapMarks, PLAIN_LOOKS } from './network-map.ts'

/** More nodes than these have no room for their lines. */
export const MAX_NODES = 140
const MAX_SCALE = 1.4

/** The network of the map, in the same places, as of the chosen date. */
export function drawNetwork(rows: readonly Row[], brush: Brush): Body {
  const { question, params, width, words, neighbourhoods } = brush
  const main = { query: question.name, params, rows: [...rows] }
  const whole = mergeNetworks([main, ...neighbourhoods].map(readReply))
  const network = bestConnected(whole, MAX_NODES)
  const { positions, frame } = layout(layoutJob(network))
  const view = scaled(network, positions, frame, width)
  const dated = asOfDate(whole, network, brush)
  return {
    marks: mapMarks(network, view, dated?.looks ?? PLAIN_LOOKS, brush),
    height: view.height,
    legend: dated?.legend ?? networkLegend(network, null, brush),
    notes: [
      ...(dated ? [dated.sentence] : []),
      ...(network.nodes.size < whole.nodes.size
        ? [words.shownNodes(count(network.nodes.size), count(whole.nodes.size))]
        : []),
      ...(rows.length < brush.total ? [words.fewRows(count(rows.length), count(brush.total))] : []),
    ],
  }
}

/** How the drawn part of a network looks at the chosen date, with the numbers of the whole; null without a date. Moves have none. */
function asOfDate(whole: Network, drawn: Network, brush: Brush) {
  const { at, hideAbsent = false, language, theme, words } = brush
  if (!at) return null
  if (hasMoves(whole))
    return { looks: PLAIN_LOOKS, sentence: words.allDates, legend: networkLegend(drawn, null, brush) }
  const state = networkAsOf(whole, at)
  const meanings = new Map([...state.edges].flatMap(([id, one]) => (one.certainty === 'no' ? [] : [[id, one.meaning]])))
  const present = new Set(partOf(whole, id => meanings.has(id)).nodes.keys())
  const looks: MapLooks = { ...PLAIN_LOOKS, meanings, present, hideAbsent }
  const common = commonWords(language)
  const date = at.words.charAt(0).toUpperCase() + at.words.slice(1)
  const numbers = { date, definite: count(state.people.definite), possible: count(state.people.possible) }
  const middle = LEGEND_BOX.height / 2
  const entry = (text: string, look: { dash?: readonly number[] | undefined; opacity?: number }): LegendItem => ({
    marks: [line(0, middle, LEGEND_BOX.width, middle, { stroke: theme.ink, strokeWidth: 1.6, ...look })],
    words: text,
  })
  return {
    looks,
    sentence: fill(at.earliest === at.latest ? common.thereOn : common.thereWithin, numbers),
    legend: [
      ...networkLegend(drawn, meanings, brush).filter(item => item.words !== words.doubtful),
      entry(common.surelyThere, {}),
      entry(common.possiblyThere, { dash: dashOf('other', true) }),
      ...(hideAbsent ? [] : [entry(common.notThere, { opacity: 0.2 })]),
    ],
  }
}

/** The part of a network that a picture has room for: its best connected nodes, and first those of `needed`. */
export function bestConnected(network: Network, most: number, needed: ReadonlySet<string> = new Set()): Network {
  if (network.nodes.size <= most) return network
  const kept = nodesByDegree(network)
    .map(([node]) => node)
    .toSorted((one, other) => Number(needed.has(other.id)) - Number(needed.has(one.id)))
    .slice(0, most)
  const nodes = new Map(kept.map(node => [node.id, node]))
  return {
    nodes,
    edges: new Map([...network.edges].filter(([, { source, target }]) => nodes.has(source) && nodes.has(target))),
  }
}

/** Fits the space of the nodes into the width of the picture: the places stay, and only the scale changes. */
function scaled(network: Network, positions: ReadonlyMap<string, Point>, frame: Frame, width: number): MapView {
  const points = [...network.nodes.keys()].flatMap(id => positions.get(id) ?? [])
  const margin = { x: 70, y: 34 }
  const span = (values: number[], [low, high]: [number, number]): [number, number] =>
    values.length > 1 ? [Math.min(...values), Math.max(...values)] : [low, high]
  const [left, right] = span(
    points.map(({ x }) => x),
    frame.x,
  )
  const [top, bottom] = span(
    points.map(({ y }) => y),
    frame.y,
  )
  const side = Math.min(margin.x, width * 0.14)
  const scale = Math.min(MAX_SCALE, (width - 2 * side) / Math.max(1, right - left))
  const offset = (width - (right - left) * scale) / 2
  return {
    shrink: Math.max(0.6, Math.min(1, scale)),
    height: (bottom - top) * scale + 2 * margin.y,
    at(id: string): Point {
      const { x, y } = positions.get(id) ?? { x: left, y: top }
      return { x: offset + (x - left) * scale, y: margin.y - 8 + (y - top) * scale }
    },
  }
}

/** The kinds of nodes and lines in a network, at a date if there are `meanings`. */
export function networkLegend(
  network: Network,
  dated: ReadonlyMap<string, EdgeMeaning> | null,
  { theme, words }: Pick<Brush, 'theme' | 'words'>,
): LegendItem[] {
  const meanings = dated
    ? [...dated.values()]
    : [...network.edges.values()].map(edge => edgeMeaning(edge.relationships))
  const kinds = new Set(meanings.map(({ kind }) => kind))
  const doubtful = meanings.some(meaning => meaning.doubtful)
  const [middle, end] = [LEGEND_BOX.height / 2, LEGEND_BOX.width]
  const [person, organisation] = [
    { x: 0, y: middle },
    { x: end, y: middle },
  ]
  return [
    ...(kinds.has('moved')
      ? []
      : [
          {
            marks: [{ mark: 'circle' as const, x: 14, y: middle, radius: 5, fill: theme.person }],
            words: words.person,
          },
        ]),
    {
      marks: [{ mark: 'rect', x: 9, y: 2, width: 10, height: 10, fill: theme.bar }],
      words: kinds.has('moved') ? words.sized : words.organisation,
    },
    ...EDGE_KINDS.filter(kind => kinds.has(kind)).map(kind => ({
      marks: [
        line(0, middle, end, middle, { stroke: theme.edges[kind], strokeWidth: 1.8, dash: dashOf(kind, false) }),
        ...(kind === 'moved' ? ['organisation'] : arrowsOf(kind)).map(side =>
          side === 'person'
            ? head(organisation, person, 0, theme.edges[kind])
            : head(person, organisation, 0, theme.edges[kind]),
        ),
      ],
      words: kindWords(kind, words),
    })),
    ...(doubtful
      ? [
          {
            marks: [line(0, middle, end, middle, { stroke: theme.ink, strokeWidth: 1.6, dash: dashOf('other', true) })],
            words: words.doubtful,
          },
        ]
      : []),
  ]
}
