import { LRUCache } from 'lru-cache'

/** An answer as it went out. */
export interface CachedAnswer {
  /** It names what was asked and where the data stood; null if nobody can tell where. */
  etag: string | null
  type: string
  headers: Readonly<Record<string, string>>
  /** The cursor of the next page. */
  next: string | undefined
  body: Buffer
}

/** What one answer may take of all that are kept: else few large ones would drive out the many small. */
const MAX_ENTRY_SHARE = 1 / 16

/**
 * Answers by what was asked, so that many readers of one picture cost the database a short trip each and no more. None are
 * kept where there is no memory for them.
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

/** Of an entry, in bytes: its headers and its place among the others. */
const OVERHEAD_BYTES = 1_000
