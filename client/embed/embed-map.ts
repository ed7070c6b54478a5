import type { Language } from '../../cypher/query.ts'
import { pictureWords } from '../../cypher/words/picture-words.ts'
import { type MapView, mapMarks } from '../../picture/kinds/network-map.ts'
import { bestConnected, MAX_NODES } from '../../picture/kinds/network-picture.ts'
import type { Frame } from '../../picture/layout/box.ts'
import type { Point } from '../../picture/layout/force.ts'
import { layout } from '../../picture/layout/layout.ts'
import type { Network } from '../../picture/network/network.ts'
import { layoutJob } from '../../picture/network/place-network.ts'
import type { Brush } from '../../picture/scene/brush.ts'
import type { Scene } from '../../picture/scene/scene.ts'
import { type PageTheme, THEME } from '../../picture/scene/themes.ts'
import { questions } from '../api/question-names.ts'
import type { Stage } from '../store/drawn-map.ts'
import { emphasisOf } from '../store/emphasis.ts'
import type { ExplorerState } from '../store/explorer.ts'
import type { CameraBox } from '../store/location.ts'
import { momentOf } from '../store/moment.ts'

export interface MapOptions {
  /** In pixels. */
  width: number
  height: number
  theme: PageTheme
  language: Language
  title: string
  /** The part of the layout that is shown; by default all of it. */
  box?: CameraBox | null
}

/** The map of a state; null without one. */
export function drawEmbedMap(state: ExplorerState, options: MapOptions): Scene | null {
  const { shown: network, location } = state
  const { width, height, theme, language, title, box } = options
  if (!network || network.nodes.size === 0) return null
  const moment = momentOf(state)
  const places = placesIn(state)
  const view = viewOf(places, box ?? null, { width, height })
  const brush: Brush = {
    ...{ width, theme: THEME[theme], language, words: pictureWords(language) },
    ...{ question: questions.get(location.query) ?? UNKNOWN, params: {}, at: null, total: 0, neighbourhoods: [] },
  }
  const marks = mapMarks(
    mapOf(network, places.positions),
    view,
    {
      meanings: moment?.meanings ?? null,
      present: moment && new Set(moment.present.nodes.keys()),
      hideAbsent: location.hideAbsent,
      ...emphasisOf(state),
    },
    brush,
  )
  return { width, height, title, description: '', language, background: THEME[theme].paper, marks }
}

/** A question that this program lacks has no picture of its own. */
const UNKNOWN = questions.values().next().value as NonNullable<Brush['question']>

interface Places {
  positions: Map<string, Point>
  frame: Frame
}

const known = new WeakMap<readonly Stage[], Places>()

/**
 * The places of the nodes that have room, as on the full page: each stage is placed around the ones before it. The same stages have the
 * same places, so that a moving date or another selection moves nothing.
 */
function placesOf(stages: readonly Stage[], selection: readonly string[] = []): Places {
  const found = known.get(stages)
  if (found) return found
  let positions = new Map<string, Point>()
  let frame: Frame = { x: [0, 1], y: [0, 1] }
  for (const { network, centre } of stages) {
    const part = bestConnected(network, MAX_NODES, new Set([...positions.keys(), ...selection]))
    if ([...part.nodes.keys()].every(id => positions.has(id))) continue
    const result = layout(layoutJob(part, { places: positions, centre }))
    if (positions.size === 0) frame = result.frame
    positions = new Map([...positions, ...result.positions])
  }
  known.set(stages, { positions, frame })
  return { positions, frame }
}

/** The same, with the nodes that the URL puts elsewhere. */
export function placesIn({
  stages,
  selection,
  location,
}: Pick<ExplorerState, 'stages' | 'selection' | 'location'>): Places {
  const { positions, frame } = placesOf(stages, selection)
  const moved = Object.entries(location.places).filter(([id]) => positions.has(id))
  return moved.length === 0 ? { positions, frame } : { positions: new Map([...positions, ...moved]), frame }
}

/** The nodes that have a place. */
function mapOf({ nodes, edges }: Network, positions: ReadonlyMap<string, Point>): Network {
  const has = (id: string) => positions.has(id)
  return {
    nodes: new Map([...nodes].filter(([id]) => has(id))),
    edges: new Map([...edges].filter(([, { source, target }]) => has(source) && has(target))),
  }
}

/** Room for the names at the edges, in pixels. */
const MARGIN = { x: 46, top: 14, bottom: 30 }
const MAX_SCALE = 1.6

/** The part of the layout that has nodes, with nothing around it. */
export function wholeBox({ positions, frame }: Places): CameraBox {
  const points = [...positions.values()]
  if (points.length < 2) return { x0: frame.x[0], y0: frame.y[0], x1: frame.x[1], y1: frame.y[1] }
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) }
}

/** A box of the layout in the middle of a picture, as large as it fits. */
export function viewOf(places: Places, box: CameraBox | null, { width, height }: { width: number; height: number }) {
  const { x0, y0, x1, y1 } = box ?? wholeBox(places)
  const room = box ? { x: 0, top: 0, bottom: 0 } : MARGIN
  const [across, down] = [width - 2 * Math.min(room.x, width * 0.14), height - room.top - room.bottom]
  const fitting = Math.min(across / Math.max(1, x1 - x0), Math.max(1, down) / Math.max(1, y1 - y0))
  const scale = box ? fitting : Math.min(MAX_SCALE, fitting)
  const [middleX, middleY] = [(x0 + x1) / 2, (y0 + y1) / 2]
  const centre = { x: width / 2, y: room.top + down / 2 }
  return {
    ...{ height, scale, shrink: Math.max(0.6, Math.min(1.2, scale)) },
    at(id) {
      const { x, y } = places.positions.get(id) ?? { x: middleX, y: middleY }
      return { x: centre.x + (x - middleX) * scale, y: centre.y + (y - middleY) * scale }
    },
    /** The part of the layout that the picture shows. */
    box: {
      ...{ x0: middleX - centre.x / scale, y0: middleY - centre.y / scale },
      ...{ x1: middleX + (width - centre.x) / scale, y1: middleY + (height - centre.y) / scale },
    },
  } satisfies MapView & { scale: number; box: CameraBox }
}
