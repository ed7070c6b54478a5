import { aroundPage, claimsPage, flowsPage } from '../answer/evidence.ts'
import type { Box } from '../layout/box.ts'
import type { Point } from '../layout/force.ts'
import { type EdgeKind, type EdgeMeaning, edgeMeaning } from '../network/edge-kind.ts'
import { chooseLabels, labelOf } from '../network/labels.ts'
import { moveLine, movesBetween, moveWidth } from '../network/move-network.ts'
import { type Network, type NetworkEdge, type NetworkNode, nodesByDegree } from '../network/network.ts'
import { LABEL, nodeSize } from '../network/node-box.ts'
import { type Brush, count } from '../scene/brush.ts'
import { line, type Mark, round } from '../scene/scene.ts'
import { cleanText, wrapText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'

/** Dashes of lines in doubt, of denied ones and of parts, as on the map. */
const DASH = { doubtful: [6, 4], denied: [2, 6], 'part-of': [2, 4] } as const
/** What is out of focus, and what is absent at the date of the map. */
const FADED = { node: 0.3, line: 0.22, label: 0.55 } as const
const ABSENT = { node: 0.18, line: 0.12, label: 0.45 } as const

/** Where nodes are in a picture, in pixels, and how much smaller than usual they are drawn, at most 1. */
export interface MapView {
  height: number
  shrink: number
  at(id: string): Point
}

/** What a map shows beside its network: its state at a date, and what is selected. */
export interface MapLooks {
  /** What each line means at the date of the map; lines without an entry are absent. Null for all dates. */
  meanings: ReadonlyMap<string, EdgeMeaning> | null
  /** The nodes that are not absent. Null for all dates. */
  present: ReadonlySet<string> | null
  hideAbsent: boolean
  /** What is emphasised with a selection; null without one. */
  focus: { nodes: ReadonlySet<string>; edges: ReadonlySet<string> } | null
  selected: ReadonlySet<string>
}

export const PLAIN_LOOKS: MapLooks = {
  ...{ meanings: null, present: null, hideAbsent: false, focus: null, selected: new Set() },
}

/** The marks of a network: its lines, then its nodes, then the names that have room, the best connected first. */
export function mapMarks(network: Network, view: MapView, looks: MapLooks, brush: Brush): Mark[] {
  const isHidden = (id: string) => looks.hideAbsent && looks.present?.has(id) === false && !looks.selected.has(id)
  const ranked = nodesByDegree(network).filter(([{ id }]) => !isHidden(id))
  const sizes = new Map(ranked.map(([node, degree]) => [node.id, nodeSize(node, degree) * view.shrink]))
  const shown: Shown = { network, view, looks, brush, sizeOf: id => sizes.get(id) ?? 0 }
  const nodes = ranked.map(([node]) => node)
  // In the order of the answer, so that the same picture is the same text.
  const drawn = [...network.nodes.values()].filter(({ id }) => sizes.has(id))
  return [
    ...[...network.edges.values()].map(edge => edgeGroup(edge, shown)),
    ...drawn.map(node => nodeGroup(node, shown)),
    ...labels(
      nodes.toSorted((one, other) => tierOf(one.id, looks) - tierOf(other.id, looks)),
      shown,
    ),
  ]
}

interface Shown {
  network: Network
  view: MapView
  looks: MapLooks
  brush: Brush
  sizeOf(id: string): number
}

/** Whose names have room first. */
const tierOf = (id: string, { selected, present, focus }: MapLooks): number =>
  selected.has(id) ? 0 : present?.has(id) === false ? 3 : focus?.nodes.has(id) ? 1 : 2

const nodeOpacity = (id: string, { selected, present, focus }: MapLooks, of: 'node' | 'label'): number | undefined =>
  selected.has(id)
    ? undefined
    : present?.has(id) === false
      ? ABSENT[of]
      : focus && !focus.nodes.has(id)
        ? FADED[of]
        : undefined

const lineOpacity = (id: string, isAbsent: boolean, { focus }: MapLooks): number | undefined =>
  isAbsent ? ABSENT.line : focus && !focus.edges.has(id) ? FADED.line : undefined

function edgeGroup(edge: NetworkEdge, { network, view, looks, brush, sizeOf }: Shown): Mark {
  const { theme, words, language } = brush
  const [source, target] = [edge.source, edge.target].map(id => network.nodes.get(id))
  const now = looks.meanings?.get(edge.id)
  const isAbsent = looks.meanings !== null && now === undefined
  if (!source || !target || (isAbsent && looks.hideAbsent)) return { mark: 'group', marks: [] }
  const { kind, doubtful } = now ?? edgeMeaning(edge.relationships)
  const [from, to] = [view.at(source.id), view.at(target.id)]
  const colour = theme.edges[kind]
  const moved = moveLine(edge.relationships, source.id, target.id)
  const isSelected = looks.selected.has(source.id) && looks.selected.has(target.id)
  const strokeWidth = (moved ? 0.7 * moveWidth(moved.share) : 1.8) * (isSelected ? 2 : 1)
  const ends = arrowsOf(kind)
  const hasHead = moved
    ? [moved.headAtSource, moved.headAtTarget]
    : [source, target].map(node => ends.some(end => end === node.kind))
  const heads = [source, target].flatMap((node, index) =>
    hasHead[index]
      ? [
          head(
            ...([index === 0 ? to : from, index === 0 ? from : to, sizeOf(node.id) + 2, colour] as const),
            Math.max(1, strokeWidth / 3),
          ),
        ]
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
    opacity: lineOpacity(edge.id, isAbsent, looks),
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

export const dashOf = (kind: EdgeKind, doubtful: boolean): readonly number[] | undefined =>
  kind === 'denied' || kind === 'part-of' ? DASH[kind] : doubtful ? DASH.doubtful : undefined

export const arrowsOf = (kind: EdgeKind): readonly string[] =>
  kind === 'joined'
    ? ['organisation']
    : kind === 'left'
      ? ['person']
      : kind === 'both'
        ? ['person', 'organisation']
        : []

/** An arrow head at the edge of the node at `tip`. */
export function head(from: Point, tip: Point, radius: number, fill: string, scale = 1): Mark {
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

function nodeGroup(node: NetworkNode, { view, looks, brush, sizeOf }: Shown): Mark {
  const { theme, language } = brush
  const { x, y } = view.at(node.id)
  const size = sizeOf(node.id)
  const isSelected = looks.selected.has(node.id)
  const outline = isSelected ? { stroke: theme.ink, strokeWidth: 2.5 } : { stroke: theme.paper, strokeWidth: 1 }
  const shape: Mark =
    node.kind === 'person'
      ? { mark: 'circle', x, y, radius: size, fill: theme.person, ...outline }
      : { mark: 'rect', x: x - size, y: y - size, width: 2 * size, height: 2 * size, fill: theme.bar, ...outline }
  const title = cleanText(node.people ? `${node.name} (${peopleNumber(node)})` : node.name)
  const opacity = nodeOpacity(node.id, looks, 'node')
  return { mark: 'group', title, href: aroundPage(node.id, language), opacity, marks: [shape] }
}

/** Names below or above their nodes; those without room are left to the titles of their nodes. */
function labels(nodes: readonly NetworkNode[], { view, looks, brush, sizeOf }: Shown): Mark[] {
  const { theme, width } = brush
  const lines = new Map<string, string[]>()
  const boxes = nodes.flatMap((node): Box[] => {
    const { x, y } = view.at(node.id)
    const size = sizeOf(node.id)
    if (x < -size || x > width + size || y < -size || y > view.height + size) return []
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
    return [below, above].filter(box => box.y >= 0 && box.y + box.bottom <= view.height)
  })
  const marks = nodes.map(node => {
    const size = sizeOf(node.id) + 1
    return {
      id: node.id,
      ...view.at(node.id),
      left: size,
      right: size,
      top: size,
      bottom: size,
      tier: tierOf(node.id, looks),
    }
  })
  const kinds = new Map(nodes.map(({ id, kind }) => [id, kind]))
  return [...chooseLabels(boxes, nodes.length, marks).values()].flatMap(box =>
    (lines.get(box.id) ?? []).map(
      (text, index): Mark => ({
        mark: 'text',
        ...{ x: box.x, y: box.y + 11 + index * LABEL.lineHeight, text, size: LABEL.size, anchor: 'middle' },
        ...{ bold: kinds.get(box.id) === 'organisation', fill: theme.ink, halo: theme.paper },
        opacity: nodeOpacity(box.id, looks, 'label'),
      }),
    ),
  )
}

const peopleNumber = ({ people }: NetworkNode): string =>
  people ? [...new Set([people.min, people.max])].map(count).join('–') : ''

export const kindWords = (kind: EdgeKind, words: Brush['words']): string =>
  kind === 'part-of' ? words.partOf : kind === 'moved' ? words.moved : kind === 'other' ? words.related : words[kind]
