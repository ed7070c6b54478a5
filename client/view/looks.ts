import type { EdgeDisplayData, NodeDisplayData } from 'sigma/types'
import { lineCategory, nodeNumbers } from '../../picture/network/encoding.ts'
import { labelOf } from '../../picture/network/labels.ts'
import { hasMoves, moveLine, moveWidth } from '../../picture/network/move-network.ts'
import { edgeId, type Network } from '../../picture/network/network.ts'
import { nodeSize, sizeByNumber } from '../../picture/network/node-box.ts'
import type { Focus } from '../graph/focus.ts'
import { emphasisOf } from '../store/emphasis.ts'
import type { Explorer } from '../store/explorer.ts'
import type { Location } from '../store/location.ts'
import { type Moment, momentOf } from '../store/moment.ts'
import { coloursNow } from '../style/colours-now.ts'
import { onSchemeChange } from '../style/scheme.ts'
import { EDGE_LOOKS, type MapColours } from '../style/theme.ts'
import { type DrawnGraph, type DrawnSigma, type EdgeAttributes, LARGE, type NodeAttributes } from './drawing.ts'
import { type LineType, lineShape } from './programs/index.ts'

/** The state that the styles depend on, besides the data. */
interface LooksState {
  colours: MapColours
  selected: ReadonlySet<string>
  selectedEdge: string | null
  focus: Focus | null
  hovered: string | null
  moment: Moment | null
  hideAbsent: boolean
  /** What the reader has not hidden; null before there is a network. */
  shown: Network | null
  pinned: Location['places']
  /** The colours of lines by what their claims say; null if they are coloured by their kind. */
  colourOf: ((edge: string) => string) | null
  /** The sizes of nodes by a number; null for the usual ones. */
  sizes: ReadonlyMap<string, number> | null
}

/**
 * The style of a node:
 * 1. shape and colour by kind, size by connections, and smaller if the canvas had to shrink;
 * 2. nodes out of focus are faded;
 * 3. nodes that are absent at the date of the map are fainter, or hidden unless selected;
 * 4. selected and hovered nodes are drawn on top, with a ring;
 * 5. what the reader has hidden is not drawn at all.
 */
function nodeLook({ x, y, node, degree }: NodeAttributes, shrink: number, state: LooksState) {
  const { selected, focus, hovered, moment, hideAbsent, shown, pinned, sizes, colours } = state
  const emphasised = selected.has(node.id) || hovered === node.id
  const absent = moment !== null && !moment.present.nodes.has(node.id)
  const faded = absent || (!emphasised && focus !== null && !focus.nodes.has(node.id))
  return {
    x,
    y,
    type: node.kind,
    label: labelOf(node),
    forceLabel: true,
    size: (sizes?.get(node.id) ?? nodeSize(moment?.present.nodes.get(node.id) ?? node, degree)) * shrink,
    color: absent && !emphasised ? colours.absent.node : faded ? colours.faded.node : colours.nodes[node.kind],
    labelColor: faded ? colours.faded.ink : colours.ink,
    highlighted: emphasised,
    hidden: shown?.nodes.has(node.id) === false || (absent && hideAbsent && !emphasised),
    pinned: node.id in pinned,
    zIndex: emphasised ? 2 : faded ? 0 : 1,
  } satisfies Partial<NodeDisplayData> & { labelColor: string; pinned: boolean }
}

/**
 * The style of a line:
 * 1. colour, width, arrows and dashes by meaning, which depends on the date of the map; moves are as wide as they are many;
 * 2. lines out of focus are faded, unless one end is hovered;
 * 3. lines that are absent at the date are fainter, or hidden unless selected;
 * 4. the selected line is twice as wide;
 * 5. what the reader has hidden is not drawn at all.
 */
function edgeLook(id: string, ends: [string, string], attributes: EdgeAttributes, plain: boolean, state: LooksState) {
  const [source, target] = ends
  const { selectedEdge, hovered, focus, moment, hideAbsent, shown, colourOf, colours } = state
  const now = moment ? moment.meanings.get(id) : attributes.meaning
  const meaning = now ?? attributes.meaning
  // In a window, the moves are those within it.
  const moved = moveLine(moment?.present.edges.get(id)?.relationships ?? attributes.relationships, source, target)
  const { width: usual } = EDGE_LOOKS[meaning.kind]
  const width = moved ? moveWidth(moved.share) : usual
  const emphasised = id === selectedEdge || (hovered !== null && ends.includes(hovered))
  const faded = !emphasised && focus !== null && !focus.edges.has(id)
  return {
    ...(plain ? { type: 'plain' } : { type: 'line', ...lineShape(meaning), ...moved }),
    size: id === selectedEdge ? width * 2 : width,
    color:
      now === undefined
        ? emphasised
          ? colours.faded.node
          : colours.absent.edge
        : faded
          ? colours.faded.edge
          : (colourOf?.(id) ?? colours.edges[meaning.kind]),
    hidden: shown?.edges.has(id) === false || (now === undefined && hideAbsent && id !== selectedEdge),
    zIndex: now === undefined ? 0 : emphasised ? 3 : faded ? 1 : 2,
  } satisfies Partial<EdgeDisplayData> & { type: LineType }
}

/** What is absent at the date of the map. */
export const ABSENT_TIER = 3

export interface LooksController {
  /** Priority of labels if there is no room for all: 0 selected or hovered, 1 in focus, 1 to 2 others, ABSENT_TIER. */
  tierOf(id: string): number
  unmount(): void
}

/** Styles come from reducers, so that the data in the graph stay unchanged. */
export function mountLooks(
  sigma: DrawnSigma,
  graph: DrawnGraph,
  explorer: Explorer,
  shrink: () => number,
): LooksController {
  let state = looksState(explorer)
  const restyle = () => {
    state = looksState(explorer)
    // Nothing moved, so the index of positions is still valid.
    sigma.refresh({ skipIndexation: true })
  }
  const unfollow = onSchemeChange(restyle)
  sigma.setSetting('nodeReducer', (_id, attributes) => nodeLook(attributes, shrink(), state))
  sigma.setSetting('edgeReducer', (id, attributes) =>
    edgeLook(id, graph.extremities(id), attributes, graph.order > LARGE, state),
  )
  const unsubscribe = explorer.store.subscribe((now, before) => {
    const isUnchanged =
      now.network === before.network &&
      now.shown === before.shown &&
      now.location.places === before.location.places &&
      now.location.colour === before.location.colour &&
      now.location.size === before.location.size &&
      now.lineClaims === before.lineClaims &&
      now.selection === before.selection &&
      now.location.step === before.location.step &&
      now.location.story === before.location.story &&
      now.hovered === before.hovered &&
      now.location.hideAbsent === before.location.hideAbsent &&
      momentOf(now) === state.moment
    if (!isUnchanged) restyle()
  })
  return {
    tierOf(id) {
      if (state.selected.has(id) || state.hovered === id) return 0
      if (state.moment && !state.moment.present.nodes.has(id)) return ABSENT_TIER
      if (state.focus?.nodes.has(id)) return 1
      // The name of a large organisation may cover a smaller one.
      return 2 - (graph.getNodeAttribute(id, 'node').people?.share ?? 0)
    },
    unmount() {
      unsubscribe()
      unfollow()
      sigma.setSetting('nodeReducer', null)
      sigma.setSetting('edgeReducer', null)
    },
  }
}

function looksState(explorer: Explorer): LooksState {
  const facts = explorer.store.getState()
  const { shown, selection, hovered, location, lineClaims } = facts
  const { colour, size } = location
  const colours = coloursNow()
  const [first, second] = selection
  return {
    colours,
    selectedEdge: location.step === null && first !== undefined && second !== undefined ? edgeId(first, second) : null,
    ...emphasisOf(facts),
    hovered,
    moment: momentOf(facts),
    hideAbsent: location.hideAbsent,
    shown,
    pinned: location.places,
    colourOf:
      colour === 'kind' || !lineClaims ? null : id => categoryColour(lineCategory(id, colour, lineClaims), colours),
    sizes: size === 'usual' || !shown || hasMoves(shown) ? null : sizesOf(nodeNumbers(shown, size, lineClaims)),
  }
}

export const categoryColour = (category: string, { categories, otherCategory }: MapColours): string =>
  categories[category] ?? otherCategory

function sizesOf(numbers: ReadonlyMap<string, number>): Map<string, number> {
  const most = Math.max(...numbers.values())
  return new Map([...numbers].map(([id, number]) => [id, sizeByNumber(number, most)]))
}
