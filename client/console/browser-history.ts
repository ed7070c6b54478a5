import { type Address, decodeAddress, encodeAddress } from '../links/console-link.ts'

/**
 * The address bar and the browser's history. An entry that the reader ran here carries a mark in `history.state`, which
 * no link can bring; only such an entry is run again by Back or by loading the page anew.
 */
export interface BrowserHistory {
  address(): Address
  /** Whether what the address says was run by the reader in this page. */
  wasRun(): boolean
  /** The reader runs what the address says. */
  markRun(address: Address): void
  /** The reader has changed something, and not run it. */
  markDraft(address: Address): void
  /** Tells of Back and Forward. Returns what unties it. */
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
      // What stands already in the bar, as written, is the same entry.
      if (encodeAddress(decodeAddress(location.search)) === search) history.replaceState(null, '', url)
      else history.pushState(null, '', url)
      // The browser may write the address otherwise than we do.
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
