import { z } from 'zod'

/** Statements run in this browser, newest first, stored only here. */

const EntrySchema = z.object({ query: z.string(), params: z.string(), at: z.number() })
export type Entry = z.infer<typeof EntrySchema>

const KEY = 'who-left-where/console'
const MOST = 50
/** Browsers store about five million characters per site; a few long statements must not fill them. */
const MOST_CHARACTERS = 200_000

/** A statement with the same parameters occurs once, with its latest time. */
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

/** Returns whether storing succeeded. */
export function writeEntries(storage: Pick<Storage, 'setItem' | 'removeItem'>, entries: readonly Entry[]): boolean {
  try {
    if (entries.length === 0) storage.removeItem(KEY)
    else storage.setItem(KEY, JSON.stringify(entries))
    return true
  } catch {
    return false
  }
}
