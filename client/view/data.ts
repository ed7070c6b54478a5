import { edgeMeaning } from '../graph/edge-kind.ts'
import type { Frame } from '../graph/layout/box.ts'
import { edgesByNode, type Network } from '../graph/network.ts'
import type { Explorer } from '../store/explorer.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'
import { createLayoutClient } from './layout-client.ts'
import { itemOf, type MeasureLabel } from './measure.ts'

/** One seed gives one picture; the same view looks the same for everyone who opens it. */
const SEED = 20240514

export interface DataController {
  /** How much smaller than laid out the picture is shown, 1 at most; nodes shrink with it. */
  shrink(): number
  unmount(): void
}

/**
 * Keeps the drawn graph the same as the store's network. What is drawn stays where it is: newcomers find a place
 * around the node that was expanded, and those that are no longer asked for go. `onSettled` is told when all stand.
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

  const draw = async (network: Network, centre: string | undefined) => {
    const mine = ++turn
    const edges = edgesByNode(network)
    const degree = (id: string) => edges.get(id)?.length ?? 0
    const kept = graph.nodes().filter(id => network.nodes.has(id))
    const fresh = kept.length === 0
    const newcomers = [...network.nodes.keys()].filter(id => !graph.hasNode(id))
    if (newcomers.length > 0) {
      const items = [...network.nodes.values()]
        .toSorted((a, b) => degree(b.id) - degree(a.id) || (a.id < b.id ? -1 : 1))
        .map(node => ({ ...itemOf(node, degree(node.id), measure), ...standing(node.id) }))
      const { width, height } = sigma.getDimensions()
      const links = [...network.edges.values()].map(({ source, target }): [string, string] => [source, target])
      const job = { items, edges: links, width, height, seed: SEED, ...(centre ? { centre } : {}) }
      const { positions, frame: found } = await worker.run(job)
      if (mine !== turn) return
      if (fresh) frame = found
      apply(network, degree, positions)
    } else apply(network, degree, {})
    if (fresh && frame) sigma.setCustomBBox({ x: frame.x, y: [-frame.y[1], -frame.y[0]] })
    sigma.refresh()
    onSettled(fresh)
  }

  /** Screens count downwards, sigma upwards. */
  const standing = (id: string) => {
    if (!graph.hasNode(id)) return {}
    const { x, y } = graph.getNodeAttributes(id)
    return { x, y: -y }
  }

  function apply(network: Network, degree: (id: string) => number, at: Record<string, { x: number; y: number }>) {
    for (const id of graph.nodes()) if (!network.nodes.has(id)) graph.dropNode(id)
    for (const id of graph.edges()) if (!network.edges.has(id)) graph.dropEdge(id)
    for (const node of network.nodes.values()) {
      const { x, y } = at[node.id] ?? { x: 0, y: 0 }
      const known = graph.hasNode(node.id)
      graph.mergeNode(node.id, { node, degree: degree(node.id), ...(known ? {} : { x, y: -y }) })
    }
    for (const { id, source, target, relationships } of network.edges.values()) {
      const attributes = { relationships, meaning: edgeMeaning(relationships) }
      if (graph.hasEdge(id)) graph.mergeEdgeAttributes(id, attributes)
      else graph.addEdgeWithKey(id, source, target, attributes)
    }
  }

  let drawn: Network | null = null
  const follow = () => {
    const { network, location } = explorer.store.getState()
    if (!network || network === drawn) return
    drawn = network
    draw(network, location.expand.at(-1)).catch(error => console.error(error))
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
