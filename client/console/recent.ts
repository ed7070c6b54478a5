import { z } from 'zod'

/** Statements that the reader ran, newest first, stored only in this browser. */

const EntrySchema = z.object({ query: z.string(), params: z.string(), at: z.number() })
export type Entry = z.infer<typeof EntrySchema>

const KEY = 'who-left-where/console'
const MOST = 50
/** Browsers keep about five million characters for a site; a few long statements must not fill them. */
const MOST_CHARACTERS = 200_000

/** The same statement with the same parameters is there once, at its last time. */
export function addEntry(entries: readonly Entry[], entry: Entry): Entry[] {
  const others = entries.filter(({ query, params }) => query !== entry.query || params !== entry.params)
  let room = MOST_CHARACTERS
  return [entry, ...others].slice(0, MOST).filter(({ query, params }) => {
    room -= query.length + params.length
    return room >= 0
  })
}

/** The stored statements; empty if the browser stores nothing, or has something else under this key. */
export function readEntries(storage: Pick<Storage, 'getItem'>): Entry[] {
  try {
    return z.array(EntrySchema).parse(JSON.parse(storage.getItem(KEY) ?? '[]'))
  } catch {
    return []
  }
}

/** Whether it could be kept. */
export function writeEntries(storage: Pick<Storage, 'setItem' | 'removeItem'>, entries: readonly Entry[]): boolean {
  try {
    if (entries.length === 0) storage.removeItem(KEY)
    else storage.setItem(KEY, JSON.stringify(entries))
    return true
  } catch {
    return false
  }
}
