import type { EdgeKind } from '../graph/edge-kind.ts'
import type { NodeKind } from '../graph/network.ts'

/** The styles of the canvas. Colours are from the palette of Okabe and Ito, darkened for contrast on white; each kind also has a shape. */

export const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

export const PAPER = '#ffffff'
export const INK = '#17212e'
export const FADED_INK = '#66717f'

export const NODE_COLOURS: Record<NodeKind, string> = {
  person: '#00805c',
  organisation: '#1f3b63',
  other: '#7a5c2e',
}
export const FADED_NODE = '#c6ced8'
export const FADED_EDGE = '#e3e8ed'

interface EdgeLook {
  colour: string
  /** In screen units. */
  width: number
  /** At the organisation for joinings, at the person for departures. */
  arrows: readonly ('person' | 'organisation')[]
  /** Lengths of dash and gap in screen units; null for a solid line. */
  dash: readonly [number, number] | null
}

export const EDGE_LOOKS: Record<EdgeKind, EdgeLook> = {
  joined: { colour: '#0067a8', width: 2.2, arrows: ['organisation'], dash: null },
  left: { colour: '#c8500a', width: 2.2, arrows: ['person'], dash: null },
  both: { colour: '#8a4f9e', width: 2.8, arrows: ['person', 'organisation'], dash: null },
  present: { colour: '#76828f', width: 1.8, arrows: [], dash: null },
  denied: { colour: '#4a5562', width: 1.8, arrows: [], dash: [2, 8] },
  'part-of': { colour: '#8b7a4b', width: 2.4, arrows: [], dash: [2, 4] },
  other: { colour: '#9aa5b1', width: 1.6, arrows: ['organisation'], dash: null },
}

/** Disputed lines, and lines supported only by rumours. */
export const DOUBTFUL_DASH = [6, 4] as const

export const LABEL = { size: 12, lineHeight: 14, width: 128, gap: 3, halo: 4 } as const

export const labelFont = (kind: NodeKind): string => `${kind === 'organisation' ? 600 : 400} ${LABEL.size}px ${FONT}`

/** Half the width of a node in screen units: constant for people, growing with the connections of an organisation. */
export const nodeSize = (kind: NodeKind, degree: number): number =>
  kind === 'person' ? 5.5 : kind === 'other' ? 4 : Math.min(17, 4.2 + 1.9 * Math.sqrt(degree))
