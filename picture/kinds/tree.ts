import type { Picture } from '../../cypher/picture.ts'
import { evidenceOf } from '../answer/evidence.ts'
import { isObject, nameOf, type Row, rangeAt, unwind, valueAt, wordsOf } from '../answer/row-columns.ts'
import { daysWords } from '../answer/timeline-lines.ts'
import { type Body, type Brush, cutNote, isNarrow } from '../scene/brush.ts'
import { boundsOf } from './overlap-bars.ts'
import { type Bar, barLegend, barLines } from './row-bars.ts'

type Spec = Extract<Picture, { kind: 'tree' }>

interface Branch {
  parent: string
  child: string
  name: string
  row: Row
}

const MAX_BARS = 60
const INDENT = 20

/**
 * What came from what, as an indented list with a bar for the time between. An organisation that is its own ancestor, or that has
 * several parents, has its branches once.
 */
export function drawTree(spec: Spec, rows: readonly Row[], brush: Brush): Body {
  const branches = rows.flatMap(row => unwind(row, spec.each)).flatMap(row => branchOf(row, spec) ?? [])
  const children = new Map<string, Branch[]>()
  for (const branch of branches) {
    const siblings = children.get(branch.parent)
    if (siblings) siblings.push(branch)
    else children.set(branch.parent, [branch])
  }
  const isChild = new Set(branches.map(({ child }) => child))
  const roots = [...children.keys()].filter(key => !isChild.has(key))
  const drawn = new Set<string>()
  const bars: Bar[] = []
  const names = new Map(branches.map(({ parent, row }) => [parent, nameAt(row, spec.parent)]))
  const grow = (key: string, root: string, depth: number): void => {
    if (drawn.has(key)) return
    drawn.add(key)
    for (const branch of children.get(key) ?? []) {
      if (bars.length >= MAX_BARS) return
      bars.push(barOf(branch, spec, root, depth, brush))
      grow(branch.child, root, depth + 1)
    }
  }
  // In a cycle, every organisation is a child; then the first one is the root.
  for (const key of [...roots, ...children.keys()]) grow(key, names.get(key) ?? '', 0)
  return {
    ...barLines(bars, brush.words.dayAxis, brush),
    legend: barLegend(bars, brush),
    notes: cutNote(rows.length - (branches.length - bars.length), brush),
  }
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

function barOf({ name, row }: Branch, spec: Spec, heading: string, depth: number, brush: Brush): Bar {
  const days = rangeAt(row, spec.days)
  const step = isNarrow(brush) ? INDENT / 2 : INDENT
  const by = wordsOf(row, spec.by, brush)
  const verb = spec.verb === undefined ? '' : wordsOf(row, spec.verb, brush)
  const certainty = row.certainty === 'possible' ? brush.words.possible : ''
  return {
    heading,
    label: depth === 0 ? name : `└ ${name}`,
    indent: depth * step,
    ...boundsOf(days),
    words: [`${by} (${verb})`.replace(' ()', ''), daysWords(days, brush.words), certainty]
      .filter(Boolean)
      .join(brush.words.comma),
    evidence: evidenceOf(row, brush.language),
  }
}
