import type { EdgeKind } from '../../picture/network/edge-kind.ts'
import type { NodeKind } from '../../picture/network/network.ts'
import { LABEL } from '../../picture/network/node-box.ts'
import { THEME } from '../../picture/scene/themes.ts'

/** The styles of the canvas. Colours are from the palette of Okabe and Ito, darkened for contrast on white; each kind also has a shape. */

export const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

export const PAPER = THEME.light.paper
export const INK = THEME.light.ink
export const FADED_INK = '#66717f'

export const NODE_COLOURS: Record<NodeKind, string> = {
  person: THEME.light.person,
  organisation: THEME.light.bar,
  other: '#7a5c2e',
}
export const FADED_NODE = '#c6ced8'
export const FADED_EDGE = '#e3e8ed'
/** What is absent at the date of the map. */
export const ABSENT_NODE = '#e2e7ec'
export const ABSENT_EDGE = '#eef1f4'

interface EdgeLook {
  colour: string
  /** In screen units. */
  width: number
  /** At the organisation for joinings, at the person for departures. */
  arrows: readonly ('person' | 'organisation')[]
  /** Lengths of dash and gap in screen units; null for a solid line. */
  dash: readonly [number, number] | null
}

const COLOURS = THEME.light.edges

export const EDGE_LOOKS: Record<EdgeKind, EdgeLook> = {
  joined: { colour: COLOURS.joined, width: 2.2, arrows: ['organisation'], dash: null },
  left: { colour: COLOURS.left, width: 2.2, arrows: ['person'], dash: null },
  both: { colour: COLOURS.both, width: 2.8, arrows: ['person', 'organisation'], dash: null },
  present: { colour: COLOURS.present, width: 1.8, arrows: [], dash: null },
  denied: { colour: COLOURS.denied, width: 1.8, arrows: [], dash: [2, 8] },
  'part-of': { colour: COLOURS['part-of'], width: 2.4, arrows: [], dash: [2, 4] },
  // Heads and widths of moves depend on their numbers.
  moved: { colour: COLOURS.moved, width: 2.4, arrows: ['organisation'], dash: null },
  other: { colour: COLOURS.other, width: 1.6, arrows: ['organisation'], dash: null },
}

/** Disputed lines, and lines supported only by rumours. */
export const DOUBTFUL_DASH = [6, 4] as const

/** Colours of lines by what their claims say; `none` is for lines without such a claim. */
export const CATEGORY_COLOURS: Readonly<Record<string, string>> = {
  ...{ resigned: '#0067a8', dismissed: '#b84705', 'laid-off': '#8a4f9e', retired: '#00805c', died: '#17212e' },
  ...{ graduated: '#8b6d00', ended: '#a3246b', transferred: '#3b7f8f', undisclosed: '#76828f', several: '#7a3b12' },
  ...{ confirmed: '#00805c', reported: '#0067a8', rumoured: '#b84705', denied: '#4a5562' },
  ...{ '0': '#76828f', '1': '#b84705', '2': '#0067a8', '3+': '#00805c', none: '#b3bcc7' },
}
export const OTHER_CATEGORY = '#5c6b7a'

export const labelFont = (kind: NodeKind): string => `${kind === 'organisation' ? 600 : 400} ${LABEL.size}px ${FONT}`
