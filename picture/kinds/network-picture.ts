import { aroundPage, claimsPage, flowsPage } from '../answer/evidence.ts'
import type { Row } from '../answer/row-columns.ts'
import type { Box, Frame } from '../layout/box.ts'
import type { Point } from '../layout/force.ts'
import { layout } from '../layout/layout.ts'
import { EDGE_KINDS, type EdgeKind, edgeMeaning } from '../network/edge-kind.ts'
import { chooseLabels, labelOf } from '../network/labels.ts'
import { moveLine, movesBetween, moveWidth } from '../network/move-network.ts'
import { mergeNetworks, type Network, type NetworkEdge, type NetworkNode, nodesByDegree } from '../network/network.ts'
import { LABEL, nodeSize } from '../network/node-box.ts'
import { layoutJob } from '../network/place-network.ts'
import { readReply } from '../network/read-reply.ts'
import { type Body, type Brush, count, LEGEND_BOX, type LegendItem } from '../scene/brush.ts'
import { line, type Mark, round } from '../scene/scene.ts'
import type { Theme } from '../scene/themes.ts'
import { cleanText, wrapText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'

/** More nodes than these have no room for their lines. */
const MAX_NODES = 140
const MAX_SCALE = 1.4
/** Dashes of lines in doubt, of denied ones and of parts, as on the map. */
const DASH = { doubtful: [6, 4], denied: [2, 6], 'part-of': [2, 4] } as const

/** The network of the map, in the same places. */
export function drawNetwork(rows: readonly Row[], brush: Brush): Body {
  const { question, params, width, words, theme, language, neighbourhoods } = brush
  const main = { query: question.name, params, rows: [...rows] }
  const whole = mergeNetworks([main, ...neighbourhoods].map(readReply))
  const network = bestConnected(whole, MAX_NODES)
  const { positions, frame } = layout(layoutJob(network))
  const view = scaled(network, positions, frame, width)
  const ranked = nodesByDegree(network)
  const degrees = new Map(ranked.map(([{ id }, degree]) => [id, degree]))
  const sizeOf = (node: NetworkNode) =>
    nodeSize(node, degrees.get(node.id) ?? 0) * Math.max(0.6, Math.min(1, view.scale))
  const meanings = [...network.edges.values()].map(edge => ({ edge, meaning: edgeMeaning(edge.relationships) }))
  const nodes = [...network.nodes.values()]
  const places = new Map(nodes.map(node => [node.id, view.at(node.id)]))
  const at = (id: string): Point => places.get(id) ?? { x: 0, y: 0 }
  return {
    marks: [
      ...meanings.map(({ edge, meaning }) => edgeGroup(edge, meaning, network, at, sizeOf, brush)),
      ...nodes.map(node => nodeGroup(node, at(node.id), sizeOf(node), theme, language)),
      ...labels(
        ranked.map(([node]) => node),
        at,
        sizeOf,
        view.height,
        brush,
      ),
    ],
    height: view.height,
    legend: legendOf(
      new Set(meanings.map(({ meaning }) => meaning.kind)),
      meanings.some(({ meaning }) => meaning.doubtful),
      brush,
    ),
    notes: [
      ...(network.nodes.size < whole.nodes.size
        ? [words.shownNodes(count(network.nodes.size), count(whole.nodes.size))]
        : []),
      ...(rows.length < brush.total ? [words.fewRows(count(rows.length), count(brush.total))] : []),
    ],
  }
}

function bestConnected(network: Network, most: number): Network {
  if (network.nodes.size <= most) return network
  const kept = nodesByDegree(network)
    .slice(0, most)
    .map(([node]) => node)
  const nodes = new Map(kept.map(node => [node.id, node]))
  return {
    nodes,
    edges: new Map([...network.edges].filter(([, { source, target }]) => nodes.has(source) && nodes.has(target))),
  }
}

/** Fits the space of the nodes into the width of the picture: the places stay, and only the scale changes. */
function scaled(network: Network, positions: ReadonlyMap<string, Point>, frame: Frame, width: number) {
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
    scale,
    height: (bottom - top) * scale + 2 * margin.y,
    at(id: string): Point {
      const { x, y } = positions.get(id) ?? { x: left, y: top }
      return { x: offset + (x - left) * scale, y: margin.y - 8 + (y - top) * scale }
    },
  }
}

function edgeGroup(
  edge: NetworkEdge,
  { kind, doubtful }: ReturnType<typeof edgeMeaning>,
  network: Network,
  at: (id: string) => Point,
  sizeOf: (node: NetworkNode) => number,
  { theme, words, language }: Brush,
): Mark {
  const [source, target] = [edge.source, edge.target].map(id => network.nodes.get(id))
  if (!source || !target) return { mark: 'group', marks: [] }
  const [from, to] = [at(source.id), at(target.id)]
  const colour = theme.edges[kind]
  const moved = moveLine(edge.relationships, source.id, target.id)
  const strokeWidth = moved ? 0.7 * moveWidth(moved.share) : 1.8
  const ends = arrowsOf(kind)
  const hasHead = moved
    ? [moved.headAtSource, moved.headAtTarget]
    : [source, target].map(node => ends.some(end => end === node.kind))
  const heads = [source, target].flatMap((node, index) =>
    hasHead[index]
      ? [head(index === 0 ? to : from, index === 0 ? from : to, sizeOf(node) + 2, colour, Math.max(1, strokeWidth / 3))]
      : [],
  )
  const claims = edge.relationships.flatMap(({ properties }) =>
    Array.isArray(properties.claims) ? properties.claims : [],
  )
  const title = moved
    ? moveTitle(edge, source, target, words)
    : `${cleanText(source.name)} – ${cleanText(target.name)}: ${kindWords(kind, words)}${doubtful ? words.comma + words.doubtful : ''}`
  const [origin, destination] = moved && !moved.headAtTarget ? [target, source] : [source, target]
  return {
    mark: 'group',
    title,
    claims: [...new Set(claims.filter(claim => typeof claim === 'string'))],
    href: (moved ? flowsPage : claimsPage)(origin.id, destination.id, language),
    marks: [
      line(round(from.x), round(from.y), round(to.x), round(to.y), {
        stroke: colour,
        strokeWidth,
        dash: dashOf(kind, doubtful),
      }),
      ...heads,
    ],
  }
}

/** The numbers of moves in each direction. */
const moveTitle = (edge: NetworkEdge, one: NetworkNode, other: NetworkNode, words: Brush['words']): string =>
  [[one, other] as const, [other, one] as const]
    .flatMap(([from, to]) => {
      const moves = movesBetween(edge, from.id)
      const number = moves && words.moves(count(moves.definite), count(moves.definite + moves.possible))
      return number ? [`${cleanText(from.name)} → ${cleanText(to.name)}${words.colon}${number}`] : []
    })
    .join(words.comma)

const dashOf = (kind: EdgeKind, doubtful: boolean): readonly number[] | undefined =>
  kind === 'denied' || kind === 'part-of' ? DASH[kind] : doubtful ? DASH.doubtful : undefined

const arrowsOf = (kind: EdgeKind): readonly string[] =>
  kind === 'joined'
    ? ['organisation']
    : kind === 'left'
      ? ['person']
      : kind === 'both'
        ? ['person', 'organisation']
        : []

/** An arrow head at the edge of the node at `tip`. */
function head(from: Point, tip: Point, radius: number, fill: string, scale = 1): Mark {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1
  const [ux, uy] = [(tip.x - from.x) / length, (tip.y - from.y) / length]
  const [x, y] = [tip.x - ux * radius, tip.y - uy * radius]
  const point = (back: number, aside: number) =>
    `${round(x - ux * back - uy * aside)} ${round(y - uy * back + ux * aside)}`
  return {
    mark: 'path',
    d: `M${round(x)} ${round(y)}L${point(8 * scale, 3.6 * scale)}L${point(8 * scale, -3.6 * scale)}Z`,
    fill,
  }
}

function nodeGroup(node: NetworkNode, { x, y }: Point, size: number, theme: Theme, language: Brush['language']): Mark {
  const shape: Mark =
    node.kind === 'person'
      ? { mark: 'circle', x, y, radius: size, fill: theme.person, stroke: theme.paper, strokeWidth: 1 }
      : {
          mark: 'rect',
          x: x - size,
          y: y - size,
          width: 2 * size,
          height: 2 * size,
          fill: theme.bar,
          stroke: theme.paper,
          strokeWidth: 1,
        }
  const title = cleanText(node.people ? `${node.name} (${peopleNumber(node)})` : node.name)
  return { mark: 'group', title, href: aroundPage(node.id, language), marks: [shape] }
}

/** Names below their nodes, the best connected first; those without room are left to the titles of their nodes. */
function labels(
  nodes: readonly NetworkNode[],
  at: (id: string) => Point,
  sizeOf: (node: NetworkNode) => number,
  height: number,
  { theme, width }: Brush,
): Mark[] {
  const lines = new Map<string, string[]>()
  const boxes = nodes.flatMap((node): Box[] => {
    const { x, y } = at(node.id)
    const size = sizeOf(node)
    const bold = node.kind === 'organisation'
    const found = wrapText(labelOf(node), LABEL.width, LABEL.size, 2, bold)
    lines.set(node.id, found)
    const half = Math.max(...found.map(each => textWidth(each, LABEL.size, bold) / 2), 1) + 2
    const middle = Math.min(Math.max(x, half), width - half)
    const rows = found.length * LABEL.lineHeight
    const below: Box = {
      id: node.id,
      x: middle,
      y: y + size + LABEL.gap,
      left: half,
      right: half,
      top: 0,
      bottom: rows,
    }
    const above: Box = { ...below, y: y - size - LABEL.gap - rows }
    return [below, above].filter(box => box.y >= 0 && box.y + box.bottom <= height)
  })
  const marks = nodes.map(node => {
    const size = sizeOf(node) + 1
    return { id: node.id, ...at(node.id), left: size, right: size, top: size, bottom: size, tier: 0 }
  })
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]))
  return [...chooseLabels(boxes, nodes.length, marks).values()].flatMap(box =>
    (lines.get(box.id) ?? []).map(
      (text, index): Mark => ({
        mark: 'text',
        ...{ x: box.x, y: box.y + 11 + index * LABEL.lineHeight, text, size: LABEL.size, anchor: 'middle' },
        ...{ bold: kinds.get(box.id) === 'organisation', fill: theme.ink, halo: theme.paper },
      }),
    ),
  )
}

const peopleNumber = ({ people }: NetworkNode): string =>
  people ? [...new Set([people.min, people.max])].map(count).join('–') : ''

const kindWords = (kind: EdgeKind, words: Brush['words']): string =>
  kind === 'part-of' ? words.partOf : kind === 'moved' ? words.moved : kind === 'other' ? words.related : words[kind]

function legendOf(kinds: ReadonlySet<EdgeKind>, doubtful: boolean, { theme, words }: Brush): LegendItem[] {
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
            marks: [line(0, middle, end, middle, { stroke: theme.ink, strokeWidth: 1.6, dash: DASH.doubtful })],
            words: words.doubtful,
          },
        ]
      : []),
  ]
}
