import { type Address, decodeAddress, encodeAddress } from '../links/console-link.ts'

/**
 * The address bar and the browser's history. Entries whose statement was run have a mark in `history.state`, which a link cannot
 * set. Back and reload rerun only such entries.
 */
export interface BrowserHistory {
  address(): Address
  /** Whether the statement of this address was run on this page. */
  wasRun(): boolean
  /** Records that the statement of the address is run. */
  markRun(address: Address): void
  /** Records a change of the statement that has not been run. */
  markDraft(address: Address): void
  /** Calls `moved` on Back and Forward. Returns a function that removes the listener. */
  onMove(moved: () => void): () => void
}

export function browserHistory(window: Window): BrowserHistory {
  const { history, location } = window
  const mark = (): string | null => {
    const state: unknown = history.state
    return typeof state === 'object' && state !== null && 'ran' in state ? String(state.ran) : null
  }
  const wasRun = () => location.search !== '' && mark() === location.search
  return {
    wasRun,
    address: () => decodeAddress(location.search),
    markRun(address) {
      const search = encodeAddress(address)
      const url = `${location.pathname}${search}`
      // The same statement with the same parameters replaces its entry, even if the URL is written differently.
      if (encodeAddress(decodeAddress(location.search)) === search) history.replaceState(null, '', url)
      else history.pushState(null, '', url)
      // The browser may normalise the address.
      history.replaceState({ ran: location.search }, '')
    },
    markDraft(address) {
      const url = `${location.pathname}${encodeAddress(address)}`
      if (wasRun()) history.pushState(null, '', url)
      else history.replaceState(null, '', url)
    },
    onMove(moved) {
      window.addEventListener('popstate', moved)
      return () => window.removeEventListener('popstate', moved)
    },
  }
}
