import type { Explorer } from './store/explorer.ts'
import type { GraphView } from './view/mount-graph.ts'

/**
 * What browser tests look at: the drawn graph, its sigma instance and the store. Nothing in the product reads it, and
 * nothing is here that the page does not show.
 */
export interface TestHook {
  view: GraphView
  explorer: Explorer
}

declare global {
  interface Window {
    __whoLeftWhere?: TestHook | undefined
  }
}
