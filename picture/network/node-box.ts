import type { Item } from '../layout/layout.ts'
import { textWidth } from '../text/text-width.ts'
import { labelOf, wrapLabel } from './labels.ts'
import type { NetworkNode } from './network.ts'

/** The size of labels: font, line, widest line, distance from the node and width of the outline. */
export const LABEL = { size: 12, lineHeight: 14, width: 128, gap: 3, halo: 4 } as const

/** The size of the largest nodes. */
export const LARGEST_NODE = 22

/**
 * Half the width of a node: constant for people, growing with the connections of an organisation, or in a network of moves, with its
 * people.
 */
export function nodeSize({ kind, people }: Pick<NetworkNode, 'kind' | 'people'>, degree: number): number {
  if (people) return 4 + (LARGEST_NODE - 4) * Math.sqrt(people.share)
  return kind === 'person' ? 5.5 : kind === 'other' ? 4 : Math.min(17, 4.2 + 1.9 * Math.sqrt(degree))
}

/** Half the width of a node whose area grows with a number; `most` is the largest of the map. */
export const sizeByNumber = (number: number, most: number): number =>
  4 + (LARGEST_NODE - 4) * Math.sqrt(number / Math.max(1, most))

/** The space of a node with its label below. It is measured by a table, so that no font changes the layout. */
export function nodeBox(node: NetworkNode, degree: number): Item {
  const size = nodeSize(node, degree)
  const measure = (line: string) => textWidth(line, LABEL.size, node.kind === 'organisation')
  const lines = wrapLabel(labelOf(node), LABEL.width, measure)
  const half = Math.max(size, ...lines.map(line => measure(line) / 2)) + 2
  return {
    id: node.id,
    left: half,
    right: half,
    top: size + 2,
    bottom: size + LABEL.gap + lines.length * LABEL.lineHeight,
  }
}
