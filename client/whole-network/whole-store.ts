import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../api/failure.ts'
import type { NetworkOutcome, WholeNetwork } from '../api/network-reply.ts'
import type { HistoryMode } from '../store/explorer.ts'
import { changeLocation, type Location } from '../store/location.ts'
import { type StatesAt, statesAt } from './line-states.ts'
import { completePlaces, keptPlaces } from './place-nodes.ts'
import { daysOf, makeReady, type Places, type ReadyNetwork } from './ready-network.ts'

export interface WholeState {
  location: Location
  historyMode: HistoryMode
  stage: 'loading' | 'placing' | 'ready' | 'failed'
  /** Received so far, after decompression. */
  bytes: number
  failure: Failure | null
  ready: ReadyNetwork | null
  /** Whether the places are those of `npm run layout`: all, some, or none. */
  kept: 'all' | 'some' | 'none'
  /** As of the date of the map; null for all dates. */
  states: StatesAt | null
  hovered: number | null
  /** The selected node; null without one. */
  selected: number | null
}

export interface WholeStore {
  store: StoreApi<WholeState>
  navigate(change: Partial<Location>, historyMode?: HistoryMode): void
  hover(node: number | null): void
  /** Fetches the network, again after a failure. */
  load(): Promise<void>
}

type Fetch = (onProgress: (bytes: number) => void) => Promise<NetworkOutcome>

/** The state of the page of the whole network. `place` computes places if the database has none. */
export function createWhole(
  fetch: Fetch,
  place: (network: WholeNetwork) => Promise<Places>,
  location: Location,
): WholeStore {
  const store = createStore<WholeState>()(() => ({
    ...{ location, historyMode: 'replace', stage: 'loading', bytes: 0, failure: null, ready: null },
    ...{ kept: 'none', states: null, hovered: null, selected: null },
  }))
  const selectedOf = ({ select }: Location, ready: ReadyNetwork | null) => {
    const [id] = select ?? []
    return id === undefined ? null : (ready?.numberOf(id) ?? null)
  }
  const statesOf = ({ at }: Location, ready: ReadyNetwork | null) => {
    const date = daysOf(at)
    return ready && date ? statesAt(ready.network, date) : null
  }
  return {
    store,
    hover: hovered => store.setState({ hovered }),
    navigate(change, historyMode = 'push') {
      const before = store.getState()
      const location = changeLocation(before.location, change)
      // Every line is asked for its state, so only a new date asks.
      const states = location.at === before.location.at ? before.states : statesOf(location, before.ready)
      store.setState({ location, historyMode, selected: selectedOf(location, before.ready), states })
    },
    async load() {
      store.setState({ stage: 'loading', failure: null, bytes: 0 })
      const outcome = await fetch(bytes => store.setState({ bytes }))
      if (!outcome.ok) return store.setState({ stage: 'failed', failure: outcome.failure })
      const { network } = outcome
      const kept = network.nodes === 0 ? 'all' : keptPlaces(network)
      if (kept === 'none') store.setState({ stage: 'placing' })
      const { x, y } = network.columns
      const places = kept === 'all' ? { x, y } : kept === 'some' ? completePlaces(network) : await place(network)
      const ready = makeReady(network, places)
      const { location } = store.getState()
      const [selected, states] = [selectedOf(location, ready), statesOf(location, ready)]
      store.setState({ stage: 'ready', ready, kept, selected, states })
    },
  }
}
