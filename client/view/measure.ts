import { labelOf, wrapLabel } from '../graph/labels.ts'
import type { Item } from '../graph/layout/layout.ts'
import type { NetworkNode, NodeKind } from '../graph/network.ts'
import { LABEL, labelFont, nodeSize } from '../style/theme.ts'

export interface Label {
  lines: string[]
  width: number
  height: number
}

/** The lines and the size of labels in screen units; each label is measured once. */
export function labelMeasurer(): (kind: NodeKind, text: string) => Label {
  const context = document.createElement('canvas').getContext('2d')
  const known = new Map<string, Label>()
  return (kind, text) => {
    const key = `${kind} ${text}`
    const found = known.get(key)
    if (found) return found
    if (context) context.font = labelFont(kind)
    const measure = (line: string) => context?.measureText(line).width ?? line.length * LABEL.size
    const lines = wrapLabel(text, LABEL.width, measure)
    const label = { lines, width: Math.max(0, ...lines.map(measure)), height: lines.length * LABEL.lineHeight }
    known.set(key, label)
    return label
  }
}

export type MeasureLabel = ReturnType<typeof labelMeasurer>

/** The space of a node with its label below. */
export function itemOf(node: NetworkNode, degree: number, measure: MeasureLabel): Item {
  const size = nodeSize(node.kind, degree)
  const label = measure(node.kind, labelOf(node))
  const half = Math.max(size, label.width / 2) + 2
  return { id: node.id, left: half, right: half, top: size + 2, bottom: size + LABEL.gap + label.height }
}
