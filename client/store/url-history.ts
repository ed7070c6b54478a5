import type { HistoryMode } from './explorer.ts'
import { decodeLocation, encodeLocation, type Location } from './location.ts'

interface Followed {
  location: Location
  historyMode: HistoryMode
}

/** The store of a page whose state has a location. */
interface FollowedStore {
  store: { subscribe(follow: (now: Followed, before: Followed) => void): () => void }
  navigate(location: Location, historyMode: 'pop'): void
}

/** Keeps the address bar and the state in sync, both ways. Returns a function that disposes of it. */
export function followHistory(
  { store, navigate }: FollowedStore,
  window: Window,
  paramsOf: (query: string) => string[],
): () => void {
  const unsubscribe = store.subscribe(({ location, historyMode }, before) => {
    if (location === before.location || historyMode === 'pop' || historyMode === 'none') return
    const search = encodeLocation(location)
    if (search === window.location.search) return
    const url = `${window.location.pathname}${search}${window.location.hash}`
    if (historyMode === 'push') window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
  })
  const pop = () => navigate(decodeLocation(window.location.search, paramsOf), 'pop')
  window.addEventListener('popstate', pop)
  return () => {
    unsubscribe()
    window.removeEventListener('popstate', pop)
  }
}
