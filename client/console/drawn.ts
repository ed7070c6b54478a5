import { createStore } from 'zustand/vanilla'
import type { Network } from '../../picture/network/network.ts'
import type { Explorer, ExplorerState } from '../store/explorer.ts'
import { emptyLocation } from '../store/location.ts'

/**
 * An explorer for a given network instead of a query: the view can draw it and select in it, but nothing is in the URL,
 * and nothing can be expanded or hidden.
 */
export function createDrawn(network: Network | null = null): Explorer {
  const store = createStore<ExplorerState>()(() => ({
    location: emptyLocation(),
    historyMode: 'replace',
    answers: {},
    hovered: null,
    stages: network ? [{ network, centre: null }] : [],
    network,
    unconnected: [],
    unfiltered: network,
    shown: network,
    lineClaims: null,
    layout: new Map(),
    within: null,
    reports: null,
    selection: [],
  }))
  return {
    store,
    select: (...selection) => store.setState({ selection }),
    hover: hovered => store.setState({ hovered }),
    navigate: change => store.setState({ location: { ...store.getState().location, ...change } }),
    open: () => {},
    expand: () => {},
    hide: () => {},
    place(id, at) {
      const { location } = store.getState()
      const { [id]: _, ...places } = location.places
      store.setState({ location: { ...location, places: at ? { ...places, [id]: at } : places } })
    },
    showStep: () => {},
    placed: () => {},
    ask: async () => {},
    retry: () => {},
    stop: () => {},
  }
}
