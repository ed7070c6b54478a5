import type { Explorer } from './store/explorer.ts'
import type { GraphView } from './view/mount-graph.ts'
import type { WholeStore } from './whole-network/whole-store.ts'
import type { WholeView } from './whole-network/whole-view.ts'

/**
 * The drawn graph, its sigma instance and the store, for browser tests. The product does not use it, and it exposes only data that
 * the page shows.
 */
export interface TestHook {
  view: GraphView
  explorer: Explorer
}

/** The same for the page of the whole network. */
export interface WholeTestHook {
  whole: WholeStore
  wholeView: WholeView
}

declare global {
  interface Window {
    __whoLeftWhere?: TestHook | undefined
    __wholeNetwork?: WholeTestHook | undefined
  }
}
