import { LRUCache } from 'lru-cache'

/** An answer as it was sent. */
export interface CachedAnswer {
  /** Identifies the request and the state of the data; null if that state is unknown. */
  etag: string | null
  type: string
  headers: Readonly<Record<string, string>>
  /** The cursor of the next page. */
  next: string | undefined
  body: Buffer
  /** When the data last were in the state of this answer, in milliseconds since 1970. */
  currentAt: number
}

/** The largest share of one answer, so that a few large answers do not evict many small ones. */
const MAX_ENTRY_SHARE = 1 / 16

/**
 * A cache of answers by request. A cached answer costs the database one short trip, to check that the data have not changed.
 * Undefined if `megabytes` is 0.
 */
export function createAnswerCache(megabytes: number): LRUCache<string, CachedAnswer> | undefined {
  if (megabytes === 0) return undefined
  const maxSize = Math.ceil(megabytes * 2 ** 20)
  return new LRUCache({
    maxSize,
    maxEntrySize: Math.ceil(maxSize * MAX_ENTRY_SHARE),
    sizeCalculation: ({ body }, key) => body.length + key.length + OVERHEAD_BYTES,
  })
}

/** Estimated size of an entry's headers and bookkeeping. */
const OVERHEAD_BYTES = 1_000
