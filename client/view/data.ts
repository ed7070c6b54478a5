import { edgeMeaning } from '../graph/edge-kind.ts'
import type { Frame } from '../graph/layout/box.ts'
import type { Point } from '../graph/layout/force.ts'
import type { LayoutJob } from '../graph/layout/layout.ts'
import { edgesByNode, type Network } from '../graph/network.ts'
import type { Explorer, Stage } from '../store/explorer.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'
import { createLayoutClient } from './layout-client.ts'
import { itemOf, type MeasureLabel } from './measure.ts'

/** A fixed seed, so that a view looks the same for everyone who opens it. */
const SEED = 20240514

export interface DataController {
  /** The scale of the picture relative to the layout, at most 1; nodes shrink with it. */
  shrink(): number
  unmount(): void
}

/**
 * Keeps the drawn graph in sync with the store's network. Drawn nodes keep their places: new ones are placed around the
 * expanded node, and nodes that are no longer part of the network are removed. A shared URL is laid out stage by stage, in
 * the original order. `onSettled` is called when all nodes have their places.
 */
export function mountData(
  sigma: DrawnSigma,
  graph: DrawnGraph,
  explorer: Explorer,
  measure: MeasureLabel,
  onSettled: (fresh: boolean) => void,
): DataController {
  const worker = createLayoutClient()
  let frame: Frame | null = null
  let turn = 0

  const draw = async (stages: Stage[], network: Network) => {
    const mine = ++turn
    const places = new Map(graph.nodes().flatMap(id => (network.nodes.has(id) ? [[id, placeOf(id)]] : [])))
    const fresh = places.size === 0
    for (const stage of stages) {
      if ([...stage.network.nodes.keys()].every(id => places.has(id))) continue
      const result = await worker.run(jobOf(stage, places))
      if (mine !== turn) return
      if (places.size === 0) frame = result.frame
      for (const [id, place] of Object.entries(result.positions)) places.set(id, place)
    }
    apply(network, places)
    if (fresh && frame) sigma.setCustomBBox({ x: frame.x, y: [-frame.y[1], -frame.y[0]] })
    sigma.refresh()
    onSettled(fresh)
  }

  const jobOf = ({ network, centre }: Stage, places: Map<string, Point>): LayoutJob => {
    const edges = edgesByNode(network)
    const degree = (id: string) => edges.get(id)?.length ?? 0
    const items = [...network.nodes.values()]
      .toSorted((a, b) => degree(b.id) - degree(a.id) || (a.id < b.id ? -1 : 1))
      .map(node => ({ ...itemOf(node, degree(node.id), measure), ...places.get(node.id) }))
    const links = [...network.edges.values()].map(({ source, target }): [string, string] => [source, target])
    return { items, edges: links, ...sigma.getDimensions(), seed: SEED, ...(centre ? { centre } : {}) }
  }

  /** The y axis points downwards on screens and upwards in sigma. */
  const placeOf = (id: string): Point => {
    const { x, y } = graph.getNodeAttributes(id)
    return { x, y: -y }
  }

  function apply(network: Network, places: Map<string, Point>) {
    const edges = edgesByNode(network)
    for (const id of graph.nodes()) if (!network.nodes.has(id)) graph.dropNode(id)
    for (const id of graph.edges()) if (!network.edges.has(id)) graph.dropEdge(id)
    for (const node of network.nodes.values()) {
      const { x, y } = places.get(node.id) ?? { x: 0, y: 0 }
      graph.mergeNode(node.id, { node, degree: edges.get(node.id)?.length ?? 0, x, y: -y })
    }
    for (const { id, source, target, relationships } of network.edges.values()) {
      const attributes = { relationships, meaning: edgeMeaning(relationships) }
      if (graph.hasEdge(id)) graph.mergeEdgeAttributes(id, attributes)
      else graph.addEdgeWithKey(id, source, target, attributes)
    }
  }

  let drawn: Network | null = null
  const follow = () => {
    const { network, stages } = explorer.store.getState()
    if (!network || network === drawn) return
    drawn = network
    draw(stages, network).catch(error => console.error(error))
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
