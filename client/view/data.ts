import type { Frame } from '../../picture/layout/box.ts'
import type { Point } from '../../picture/layout/force.ts'
import { edgeMeaning } from '../../picture/network/edge-kind.ts'
import { edgesByNode, type Network } from '../../picture/network/network.ts'
import { layoutJob } from '../../picture/network/place-network.ts'
import type { Stage } from '../store/drawn-map.ts'
import type { Explorer } from '../store/explorer.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'
import { createLayoutClient } from './layout-client.ts'

/** Replies are read anew when an expansion is added, so that equal stages are different objects. */
const isSameStage = (one: Stage, other: Stage | undefined): boolean =>
  other !== undefined &&
  one.centre === other.centre &&
  one.network.nodes.size === other.network.nodes.size &&
  one.network.edges.size === other.network.edges.size &&
  [...one.network.nodes.keys()].every(id => other.network.nodes.has(id)) &&
  [...one.network.edges.keys()].every(id => other.network.edges.has(id))

export interface DataController {
  /** The scale of the picture relative to the layout, at most 1; nodes shrink with it. */
  shrink(): number
  unmount(): void
}

/**
 * Keeps the drawn graph in sync with the store's network. The places are those of the stages in the URL, in their order: the nodes of
 * an expansion are placed around its centre, and the others stay. So a shared link and the way of clicks that led to it show one
 * picture. `onSettled` is called when all nodes have their places.
 */
export function mountData(
  sigma: DrawnSigma,
  graph: DrawnGraph,
  explorer: Explorer,
  onSettled: (fresh: boolean) => void,
): DataController {
  const worker = createLayoutClient()
  let frame: Frame | null = null
  let turn = 0
  let layout: ReadonlyMap<string, Point> = new Map()
  /** The stages that have been laid out, each with the places after it. */
  let done: { stage: Stage; places: Map<string, Point> }[] = []

  const draw = async (stages: Stage[], network: Network) => {
    const mine = ++turn
    const changed = done.findIndex(({ stage }, at) => !isSameStage(stage, stages[at]))
    const kept = changed < 0 ? [...done] : done.slice(0, changed)
    const fresh = kept.length === 0
    for (const stage of stages.slice(kept.length)) {
      const places = new Map(kept.at(-1)?.places)
      if (![...stage.network.nodes.keys()].every(id => places.has(id))) {
        const result = await worker.run(layoutJob(stage.network, { places, centre: stage.centre }))
        if (mine !== turn) return
        if (kept.length === 0) frame = result.frame
        for (const [id, place] of result.positions) places.set(id, place)
      }
      kept.push({ stage, places })
    }
    done = kept
    layout = kept.at(-1)?.places ?? new Map()
    explorer.placed(layout)
    apply(network)
    if (fresh && frame) sigma.setCustomBBox({ x: frame.x, y: [-frame.y[1], -frame.y[0]] })
    sigma.refresh()
    onSettled(fresh)
  }

  /** Where a node is drawn: where the reader has put it, or else where the layout has. */
  const placeOf = (id: string): Point => {
    const { x, y } = explorer.store.getState().location.places[id] ?? layout.get(id) ?? { x: 0, y: 0 }
    return { x, y: -y }
  }

  function apply(network: Network) {
    const edges = edgesByNode(network)
    for (const id of graph.nodes()) if (!network.nodes.has(id)) graph.dropNode(id)
    for (const id of graph.edges()) if (!network.edges.has(id)) graph.dropEdge(id)
    for (const node of network.nodes.values()) {
      graph.mergeNode(node.id, { node, degree: edges.get(node.id)?.length ?? 0, ...placeOf(node.id) })
    }
    for (const { id, source, target, relationships } of network.edges.values()) {
      const attributes = { relationships, meaning: edgeMeaning(relationships) }
      if (graph.hasEdge(id)) graph.mergeEdgeAttributes(id, attributes)
      else graph.addEdgeWithKey(id, source, target, attributes)
    }
  }

  let drawn: Network | null = null
  let drawnPlaces = explorer.store.getState().location.places
  const follow = () => {
    const { network, stages, location } = explorer.store.getState()
    const isMoved = location.places !== drawnPlaces
    drawnPlaces = location.places
    if (network && network !== drawn) {
      drawn = network
      draw(stages, network).catch(error => console.error(error))
    } else if (isMoved && layout.size > 0) graph.updateEachNodeAttributes((id, node) => ({ ...node, ...placeOf(id) }))
  }
  follow()
  const unsubscribe = explorer.store.subscribe(follow)
  return {
    shrink() {
      if (!frame) return 1
      const { width, height } = sigma.getDimensions()
      const scale = Math.min(width / (frame.x[1] - frame.x[0]), height / (frame.y[1] - frame.y[0]))
      return Math.max(0.55, Math.min(1, scale))
    },
    unmount() {
      unsubscribe()
      turn++
      worker.kill()
    },
  }
}
