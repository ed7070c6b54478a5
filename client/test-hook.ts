import type { Explorer } from './store/explorer.ts'
import type { GraphView } from './view/mount-graph.ts'

/**
 * The drawn graph, its sigma instance and the store, for browser tests. The product does not use it, and it exposes only data that
 * the page shows.
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
