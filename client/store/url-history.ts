import type { Explorer } from './explorer.ts'
import { decodeLocation, encodeLocation } from './location.ts'

/** Keeps the address bar and the state the same, both ways. Returns what unties them. */
export function followHistory(explorer: Explorer, window: Window, paramsOf: (query: string) => string[]): () => void {
  const unsubscribe = explorer.store.subscribe(({ location, via }, before) => {
    if (location === before.location || via === 'pop') return
    const search = encodeLocation(location)
    if (search === window.location.search) return
    const url = `${window.location.pathname}${search}${window.location.hash}`
    if (via === 'push') window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
  })
  const pop = () => explorer.navigate(decodeLocation(window.location.search, paramsOf), 'pop')
  window.addEventListener('popstate', pop)
  return () => {
    unsubscribe()
    window.removeEventListener('popstate', pop)
  }
}
