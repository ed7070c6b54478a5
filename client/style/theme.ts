import type { EdgeKind } from '../../picture/network/edge-kind.ts'
import type { NodeKind } from '../../picture/network/network.ts'
import { LABEL } from '../../picture/network/node-box.ts'
import { type PageTheme, THEME, type Theme } from '../../picture/scene/themes.ts'

/** The styles of the canvas and its legend. Their colours are those of pictures; each kind also has a shape. */

export const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

export type MapColours = Pick<Theme, 'paper' | 'ink' | 'quiet' | 'faded' | 'absent' | 'edges'> & {
  nodes: Record<NodeKind, string>
  /** Lines by what their claims say; `none` is for lines without such a claim. */
  categories: Readonly<Record<string, string>>
  otherCategory: string
}

/** The colours of a map on a canvas (`light`, `dark`), or beside it as CSS (`auto`). */
export function mapColours(name: PageTheme): MapColours {
  const { paper, ink, quiet, joined, left, bar, person, other, edges, series, faded, absent } = THEME[name]
  const [, , , purple = ink, , , , , gold = ink, magenta = ink, teal = ink, brown = ink] = series
  const grey = edges.present
  return {
    ...{ paper, ink, quiet, faded, absent, edges },
    nodes: { person, organisation: bar, other },
    categories: {
      ...{ resigned: joined, dismissed: left, 'laid-off': purple, retired: person, died: ink },
      ...{ graduated: gold, ended: magenta, transferred: teal, undisclosed: grey, several: brown },
      ...{ confirmed: person, reported: joined, rumoured: left, denied: edges.denied },
      ...{ '0': grey, '1': left, '2': joined, '3+': person, none: edges.other },
    },
    otherCategory: quiet,
  }
}

/** For legends and marks in the text of a page. */
export const PAGE_COLOURS = mapColours('auto')

interface EdgeLook {
  /** In screen units. */
  width: number
  /** At the organisation for joinings, at the person for departures. */
  arrows: readonly ('person' | 'organisation')[]
  /** Lengths of dash and gap in screen units; null for a solid line. */
  dash: readonly [number, number] | null
}

export const EDGE_LOOKS: Record<EdgeKind, EdgeLook> = {
  joined: { width: 2.2, arrows: ['organisation'], dash: null },
  left: { width: 2.2, arrows: ['person'], dash: null },
  both: { width: 2.8, arrows: ['person', 'organisation'], dash: null },
  present: { width: 1.8, arrows: [], dash: null },
  denied: { width: 1.8, arrows: [], dash: [2, 8] },
  'part-of': { width: 2.4, arrows: [], dash: [2, 4] },
  // Heads and widths of moves depend on their numbers.
  moved: { width: 2.4, arrows: ['organisation'], dash: null },
  other: { width: 1.6, arrows: ['organisation'], dash: null },
}

/** Disputed lines, and lines supported only by rumours. */
export const DOUBTFUL_DASH = [6, 4] as const

export const labelFont = (kind: NodeKind): string => `${kind === 'organisation' ? 600 : 400} ${LABEL.size}px ${FONT}`
