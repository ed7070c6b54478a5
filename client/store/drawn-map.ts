import type { Reply } from '../../cypher/wire.ts'
import { networkInWindow } from '../../picture/network/in-window.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import { connectedPart, mergeNetworks, type Network, type NetworkNode } from '../../picture/network/network.ts'
import { isSame } from './is-same.ts'
import type { Location } from './location.ts'
import { type Drawn, networkOf } from './required-queries.ts'

/** The network after a node was expanded. The first stage has no centre. */
export interface Stage {
  network: Network
  centre: string | null
}

export interface DrawnMap {
  stages: Stage[]
  /** The nodes that no line connects, drawn or not. */
  unconnected: NetworkNode[]
  /** The part in the window; null without a window. */
  within: Network | null
}

const NO_MAP: DrawnMap = { stages: [], unconnected: [], within: null }

/**
 * Turns replies into stages, and returns the same map as long as the replies are the same. Nodes that no line connects are in it if
 * the location asks for them, or one of them is selected.
 */
export function mapReader() {
  let last: { replies: (Reply | null)[]; whole: DrawnMap; connected: DrawnMap } | null = null
  return (drawn: Drawn | null, { unconnected, select }: Pick<Location, 'unconnected' | 'select'>): DrawnMap => {
    if (!drawn) return NO_MAP
    const replies = [...drawn.parts.map(({ reply }) => reply), drawn.window, drawn.subject]
    if (!last || !isSame(last.replies, replies)) {
      const whole = readMap(drawn)
      last = { replies, whole, connected: withoutUnconnected(whole) }
    }
    const isAsked = unconnected || last.whole.unconnected.some(({ id }) => select?.includes(id))
    return isAsked ? last.whole : last.connected
  }
}

function readMap({ parts, window, subject: about }: Drawn): DrawnMap {
  const subject = about ? [{ nodes: subjectOf(about), edges: new Map() }] : []
  const networks = parts.map(({ reply }) => networkOf(reply))
  const inWindow = window && networkOf(window)
  // Last, what the reply within the window has beyond the others.
  const all = inWindow ? [...networks, inWindow] : networks
  const stages = all.map((_, at) => ({
    network: mergeNetworks([...subject, ...all.slice(0, at + 1)]),
    centre: parts[at]?.centre ?? null,
  }))
  const [whole, ...others] = networks
  const within = inWindow && whole ? networkInWindow(inWindow, whole, others) : null
  const network = stages.at(-1)?.network
  return {
    stages,
    unconnected: network && !hasMoves(network) ? connectedPart(network).unconnected : [],
    within: within && mergeNetworks([...subject, within]),
  }
}

function withoutUnconnected(map: DrawnMap): DrawnMap {
  if (map.unconnected.length === 0) return map
  return {
    ...map,
    stages: map.stages.map(({ network, centre }) => ({ network: connectedPart(network).connected, centre })),
  }
}

/** Only the node in the request: its neighbours are not part of a list's network. */
function subjectOf(reply: Reply): Network['nodes'] {
  const node = networkOf(reply).nodes.get(String(reply.params.node))
  return new Map(node ? [[node.id, node]] : [])
}
