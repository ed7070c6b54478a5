import Graph from 'graphology'
import type Sigma from 'sigma'
import type { EdgeMeaning } from '../../picture/network/edge-kind.ts'
import type { NetworkNode, Relationship } from '../../picture/network/network.ts'

/** Attributes of a drawn node: its position and the unchanged node. */
export interface NodeAttributes {
  x: number
  y: number
  degree: number
  node: NetworkNode
}

/** Attributes of a drawn line: the unchanged relationships and their combined meaning. */
export interface EdgeAttributes {
  relationships: Relationship[]
  meaning: EdgeMeaning
}

export type DrawnGraph = Graph<NodeAttributes, EdgeAttributes>
export type DrawnSigma = Sigma<NodeAttributes, EdgeAttributes>

export const emptyGraph = (): DrawnGraph => new Graph<NodeAttributes, EdgeAttributes>({ type: 'undirected' })

/** Beyond this many nodes, lines are plain and hidden while the camera moves. */
export const LARGE = 1500
