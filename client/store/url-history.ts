import type { Explorer } from './explorer.ts'
import { decodeLocation, encodeLocation } from './location.ts'

/** Keeps the address bar and the state in sync, both ways. Returns a function that disposes of it. */
export function followHistory(explorer: Explorer, window: Window, paramsOf: (query: string) => string[]): () => void {
  const unsubscribe = explorer.store.subscribe(({ location, historyMode }, before) => {
    if (location === before.location || historyMode === 'pop' || historyMode === 'none') return
    const search = encodeLocation(location)
    if (search === window.location.search) return
    const url = `${window.location.pathname}${search}${window.location.hash}`
    if (historyMode === 'push') window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
  })
  const pop = () => explorer.navigate(decodeLocation(window.location.search, paramsOf), 'pop')
  window.addEventListener('popstate', pop)
  return () => {
    unsubscribe()
    window.removeEventListener('popstate', pop)
  }
}
