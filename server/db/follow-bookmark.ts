import { setTimeout as wait } from 'node:timers/promises'
import { type Bookmark, readBookmark } from './bookmark.ts'
import type { Driver } from './connect.ts'

const POLL_MS = 5_000

export interface Follower {
  /** Called before each look at the database. */
  onLook?: () => Promise<void>
  /** Called with the data at rest, at the start and after each load. */
  onChange: () => Promise<void>
  /** Called with what the database or the other two threw. Returns the milliseconds until the next look, `POLL_MS` by default. */
  onFailure?: (error: unknown) => number | undefined
}

/**
 * Calls `onChange` now and after every load, until the signal. Checks the bookmark every 5 s, and waits until it stays the same, so as
 * to act once for each load, and not to slow it. After a failure, the data count as changed.
 */
export async function followBookmark(
  driver: Driver,
  { onLook, onChange, onFailure }: Follower,
  signal: AbortSignal,
): Promise<void> {
  let handled: Bookmark | null = null
  let seen: Bookmark | null = null
  while (!signal.aborted) {
    let pause = POLL_MS
    try {
      await onLook?.()
      const bookmark = await readBookmark(driver)
      const isStable = seen === null || bookmark === seen
      seen = bookmark
      if (bookmark !== null && bookmark !== handled && isStable) {
        await onChange()
        handled = bookmark
      }
    } catch (error) {
      handled = null
      pause = onFailure?.(error) ?? POLL_MS
    }
    await wait(pause, undefined, { signal, ref: false }).catch(() => {})
  }
}
