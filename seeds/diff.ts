/** What a load does to one kind of thing. */
export interface Tally {
  added: number
  changed: number
  unchanged: number
}

export const emptyTally = (): Tally => ({ added: 0, changed: 0, unchanged: 0 })

/** The rows that the database lacks or has otherwise, counted into `tally`. `existing` may have more properties. */
export function toWrite<T extends { id: string }>(wanted: T[], existing: Map<string, unknown>, tally: Tally): T[] {
  return wanted.filter(row => {
    const old = existing.get(row.id) as Record<string, unknown> | undefined
    if (!old) tally.added++
    else if (sameRow(row, old)) {
      tally.unchanged++
      return false
    } else tally.changed++
    return true
  })
}

/** The database keeps no nulls, so a missing property is a null one. */
const sameRow = (row: object, old: Record<string, unknown>): boolean =>
  Object.entries(row).every(([key, value]) => JSON.stringify(value ?? null) === JSON.stringify(old[key] ?? null))

export const byId = <T extends { id: string }>(things: Iterable<T>): Map<string, T> =>
  new Map([...things].map(thing => [thing.id, thing]))
