import { group, max } from 'd3-array'
import type { Picture } from '../../cypher/picture.ts'
import { evidenceOf } from '../answer/evidence.ts'
import { isObject, nameOf, type Row, rangeAt, unwind, valueAt, wordsOf } from '../answer/row-columns.ts'
import { daysWords } from '../answer/timeline-lines.ts'
import { type Body, type Brush, cutNote, isNarrow, LEGEND_BOX, SIZE } from '../scene/brush.ts'
import { line, type Mark } from '../scene/scene.ts'
import { clipText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'

type Spec = Extract<Picture, { kind: 'tree' }>

interface Branch {
  parent: string
  child: string
  name: string
  row: Row
}

/** A branch in its place, or a root, which has no branch. */
interface Node {
  name: string
  depth: number
  y: number
  branch: Branch | null
  /** The place of the line from the parent, which goes down from the parent to it. */
  parentY: number
}

const MAX_BRANCHES = 60
/** The heights of a name and of the line below it. */
const NAME = 22
const LINE = 20
const GAP = 8
/** How far a child is to the right of its parent, at most. */
const STEP = { narrow: 18, wide: 240 } as const
/** The place of the line below the beginning of a name. */
const TRUNK = 7

/**
 * What came from what: each child is to the right of its parent and below it, joined by a line with the time between. An
 * organisation that is its own ancestor, or that has several parents, has its branches once.
 */
export function drawTree(spec: Spec, rows: readonly Row[], brush: Brush): Body {
  const branches = rows.flatMap(row => unwind(row, spec.each)).flatMap(row => branchOf(row, spec) ?? [])
  const nodes = placed(branches, spec)
  const drawn = nodes.filter(({ branch }) => branch !== null)
  const depth = max(nodes, node => node.depth) ?? 0
  const step = Math.min(isNarrow(brush) ? STEP.narrow : STEP.wide, brush.width / (depth + 1.4))
  const last = nodes.at(-1)
  return {
    marks: nodes.map(node => nodeGroup(node, step, spec, brush)),
    height: last ? last.y + NAME + LINE : 0,
    legend: legendOf(
      drawn.flatMap(({ branch }) => branch ?? []),
      brush,
    ),
    notes: cutNote(rows.length - (branches.length - drawn.length), brush),
  }
}

/** The nodes from the top: each root, and under each node its branches. The branches of one child are under one name. */
function placed(branches: readonly Branch[], spec: Spec): Node[] {
  const children = new Map<string, Branch[]>()
  for (const branch of branches) {
    const siblings = children.get(branch.parent)
    if (siblings) siblings.push(branch)
    else children.set(branch.parent, [branch])
  }
  const isChild = new Set(branches.map(({ child }) => child))
  const roots = [...children.keys()].filter(key => !isChild.has(key))
  const names = new Map(branches.map(({ parent, row }) => [parent, nameAt(row, spec.parent)]))
  const grown = new Set<string>()
  const nodes: Node[] = []
  let [y, left] = [0, MAX_BRANCHES]
  const grow = (key: string, depth: number, parentY: number): void => {
    if (grown.has(key)) return
    grown.add(key)
    const siblings = group(children.get(key) ?? [], ({ child }) => child)
    for (const [child, several] of siblings) {
      const own = y
      for (const [at, branch] of several.slice(0, left).entries()) {
        nodes.push({ name: at === 0 ? branch.name : '', depth, y, branch, parentY })
        y += (at === 0 ? NAME : 0) + LINE
        left--
      }
      if (y === own) return
      y += GAP
      grow(child, depth + 1, own)
    }
  }
  // In a cycle, every organisation is a child; then the first one is the root.
  for (const key of [...roots, ...children.keys()]) {
    if (grown.has(key) || left === 0) continue
    nodes.push({ name: names.get(key) ?? '', depth: 0, y, branch: null, parentY: y })
    y += NAME + GAP
    grow(key, 1, y - NAME - GAP)
  }
  return nodes
}

const nameAt = (row: Row, column: string): string => {
  const value = valueAt(row, column)
  return isObject(value) ? nameOf(value) : String(value ?? '')
}

function branchOf(row: Row, spec: Spec): Branch | null {
  const [parent, child] = [valueAt(row, spec.parent), valueAt(row, spec.child)]
  if (!isObject(parent) || !isObject(child)) return null
  return { parent: String(parent.id), child: String(child.id), name: nameOf(child), row }
}

function nodeGroup({ name, depth, y, branch, parentY }: Node, step: number, spec: Spec, brush: Brush): Mark {
  const { theme, width, language } = brush
  const x = depth * step
  const head: Mark[] =
    name === ''
      ? []
      : [
          {
            mark: 'text',
            ...{ x, y: y + 15, text: clipText(name, width - x, SIZE.text, true) },
            ...{ size: SIZE.text, bold: true, fill: theme.ink },
          },
        ]
  if (!branch) return { mark: 'group', title: name, marks: head }
  const { by, lag, possible } = wordsOfBranch(branch, spec, brush)
  const isWide = !isNarrow(brush)
  // The line of the person: below the name, or below the person above.
  const below = name === '' ? y : y + NAME
  const words = [by, isWide ? '' : lag, possible].filter(Boolean).join(brush.words.comma)
  return {
    mark: 'group',
    title: [branch.name, [by, lag, possible].filter(Boolean).join(brush.words.comma)].filter(Boolean).join(': '),
    ...evidenceOf(branch.row, language),
    marks: [
      ...connector(x - step + TRUNK, parentY + NAME, x - 6, below + LINE / 2 - 3, possible !== '', theme.bar),
      ...(isWide ? [lagText(lag, x - step + TRUNK, x - 6, below + LINE / 2 - 7, brush)] : []),
      ...head,
      {
        mark: 'text',
        ...{ x, y: below + 11, text: clipText(words, width - x, SIZE.small), size: SIZE.small, fill: theme.quiet },
      },
    ],
  }
}

function wordsOfBranch({ row }: Branch, spec: Spec, brush: Brush) {
  const verb = spec.verb === undefined ? '' : wordsOf(row, spec.verb, brush)
  return {
    by: `${wordsOf(row, spec.by, brush)} (${verb})`.replace(' ()', ''),
    lag: daysWords(rangeAt(row, spec.days), brush.words),
    possible: row.certainty === 'possible' ? brush.words.possible : '',
  }
}

/** Down from the parent, and to the right; dashed if it is only possible. */
function connector(x: number, top: number, end: number, y: number, isPossible: boolean, stroke: string): Mark[] {
  const paint = { stroke, strokeWidth: 1.3, dash: isPossible ? [4, 3] : undefined }
  return [
    line(x, top, x, y, { ...paint, dash: undefined, opacity: 0.5 }),
    line(x, y, end, y, paint),
    { mark: 'path', d: `M${end - 5} ${y - 3.5}L${end} ${y}L${end - 5} ${y + 3.5}`, stroke, strokeWidth: 1.3 },
  ]
}

/** The time between, in the middle above the line. */
function lagText(lag: string, from: number, to: number, y: number, { theme }: Brush): Mark {
  const text = clipText(lag, to - from - 8, LAG)
  const x = (from + to - textWidth(text, LAG)) / 2
  return { mark: 'text', x, y, text, size: LAG, fill: theme.ink, halo: theme.paper }
}

const LAG = 11

function legendOf(branches: readonly Branch[], { theme, words }: Brush): Body['legend'] {
  const middle = LEGEND_BOX.height / 2
  const mark = (isPossible: boolean) => connector(2, middle, 26, middle, isPossible, theme.bar).slice(1)
  const isPossible = ({ row }: Branch) => row.certainty === 'possible'
  return [
    ...(branches.some(branch => !isPossible(branch)) ? [{ marks: mark(false), words: words.afterLeaving }] : []),
    ...(branches.some(isPossible) ? [{ marks: mark(true), words: words.possiblyAfterLeaving }] : []),
  ]
}
