import { createStore, type StoreApi } from 'zustand/vanilla'
import type { HistoryMode } from './explorer.ts'
import { decodeLocation, encodeLocation, type Location } from './location.ts'
import { fitsUrl, StorySchema, type StoryStep } from './story-steps.ts'
import { changeBetween, type ViewChange } from './view-change.ts'

interface Followed {
  location: Location
  historyMode: HistoryMode
}

/** The store of a page whose state has a location. */
interface FollowedStore {
  store: { getState(): Followed; subscribe(follow: (now: Followed, before: Followed) => void): () => void }
  navigate(location: Location, historyMode: 'pop'): void
}

/**
 * The entries of this page in the browser's history, which is the only record of changes: undoing one is going back. `changes[n]` led
 * to entry `n`; null if it is not known, as of entries before a reload.
 */
export interface Trail {
  at: number
  changes: readonly (ViewChange | null)[]
  /** The first entry that can be reached: browsers keep about fifty. */
  first: number
}

export interface UrlHistory {
  trail: StoreApi<Trail>
  /** Does nothing if there is nothing to undo. */
  undo(): void
  redo(): void
  dispose(): void
}

export const canUndo = ({ at, first }: Trail): boolean => at > first
export const canRedo = ({ at, changes }: Trail): boolean => at < changes.length - 1

/** What the page keeps with each entry of the browser's history; the story only if it is too long for the URL. */
interface EntryState {
  at: number
  change: ViewChange | null
  story: StoryStep[] | null
}

const entryOf = (state: unknown): EntryState => {
  const { at, change, story } = (state ?? {}) as Partial<EntryState>
  const { data } = StorySchema.safeParse(story)
  return { at: typeof at === 'number' ? at : 0, change: change ?? null, story: data ?? null }
}

const keptStory = ({ story }: Location) => (fitsUrl(story) ? null : story)

/** The location of an entry: that of its URL, with a story that is too long for it. */
const locationOf = (search: string, { story }: EntryState, paramsOf: (query: string) => string[]): Location => {
  const decoded = decodeLocation(search, paramsOf)
  return story ? { ...decoded, story } : decoded
}

/** Keeps the address bar and the state in sync, both ways, and undoes and redoes changes. The caller disposes of it. */
export function followHistory(
  { store, navigate }: FollowedStore,
  window: Window,
  paramsOf: (query: string) => string[],
): UrlHistory {
  const { history } = window
  const opened = entryOf(history.state)
  const trail = createStore<Trail>(() => ({
    at: opened.at,
    changes: [...Array.from({ length: opened.at }, () => null), opened.change],
    first: 0,
  }))
  if (opened.story) navigate(locationOf(window.location.search, opened, paramsOf), 'pop')
  /** The location of the entry that the browser shows. */
  let written = store.getState().location
  let isGoing = false

  const enter = (at: number, change: ViewChange | null, isLast: boolean) => {
    const before = trail.getState()
    const changes = [...(isLast ? before.changes.slice(0, at) : before.changes)]
    changes[at] = change ?? changes[at] ?? null
    trail.setState({ at, changes, first: isLast ? Math.max(0, changes.length - history.length) : before.first })
  }
  const unsubscribe = store.subscribe(({ location, historyMode }, before) => {
    if (location === before.location || historyMode === 'none') return
    const from = written
    if (historyMode === 'pop') {
      written = location
      return
    }
    const search = encodeLocation(location)
    const story = keptStory(location)
    if (search === window.location.search && story === keptStory(from)) return
    written = location
    const url = `${window.location.pathname}${search}${window.location.hash}`
    const { at } = trail.getState()
    if (historyMode === 'push') {
      const change = changeBetween(from, location)
      history.pushState({ at: at + 1, change, story } satisfies EntryState, '', url)
      isGoing = false
      enter(at + 1, change, true)
    } else history.replaceState({ ...entryOf(history.state), story } satisfies EntryState, '', url)
  })
  const pop = () => {
    isGoing = false
    const entry = entryOf(history.state)
    enter(entry.at, entry.change, false)
    navigate(locationOf(window.location.search, entry, paramsOf), 'pop')
  }
  const go = (steps: 1 | -1) => {
    const { location } = store.getState()
    // A change that is not finished has no entry yet.
    if (encodeLocation(location) !== encodeLocation(written) || keptStory(location) !== keptStory(written)) {
      if (steps < 0) navigate(written, 'pop')
      return
    }
    if (isGoing) return
    isGoing = true
    history.go(steps)
  }
  window.addEventListener('popstate', pop)
  return {
    trail,
    undo: () => canUndo(trail.getState()) && go(-1),
    redo: () => canRedo(trail.getState()) && go(1),
    dispose() {
      unsubscribe()
      window.removeEventListener('popstate', pop)
    },
  }
}
