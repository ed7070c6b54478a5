import { type Address, decodeAddress, encodeAddress } from '../links/console-link.ts'

/**
 * The address bar and the browser's history. An entry whose statement the reader ran has a mark in `history.state`, which
 * a link cannot set. Back and reload run only such entries again.
 */
export interface BrowserHistory {
  address(): Address
  /** Whether the reader ran the statement of this address on this page. */
  wasRun(): boolean
  /** Records that the reader runs the statement of the address. */
  markRun(address: Address): void
  /** Records a change that the reader has not run. */
  markDraft(address: Address): void
  /** Calls back on Back and Forward. Returns a function that disposes of it. */
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
      // The same statement and parameters stay one entry, however the URL is written.
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
