/** Counts of what a load does to one kind of record. */
export interface Tally {
  added: number
  changed: number
  unchanged: number
}

export const emptyTally = (): Tally => ({ added: 0, changed: 0, unchanged: 0 })

/** Separates new rows from rows that differ from the database, and adds the counts to `tally`. */
export function toWrite<T extends { id: string }>(
  wanted: T[],
  existing: ReadonlyMap<string, unknown>,
  tally: Tally,
): { added: T[]; changed: T[] } {
  const rows = { added: [] as T[], changed: [] as T[] }
  for (const row of wanted) {
    const old = existing.get(row.id)
    const fate = old === undefined ? 'added' : sameRow(row, old as Record<string, unknown>) ? 'unchanged' : 'changed'
    tally[fate]++
    if (fate !== 'unchanged') rows[fate].push(row)
  }
  return rows
}

/**
 * The database stores no nulls, so a missing property equals null or an empty list. The stored record may have more
 * properties than the row.
 */
function sameRow(row: object, old: Record<string, unknown>): boolean {
  for (const [key, value] of Object.entries(row)) if (!same(value, old[key])) return false
  return true
}

/** Whether two values are equal in storage: undefined, null and an empty list are equal. */
export const same = (a: unknown, b: unknown): boolean =>
  a === b ||
  (isEmpty(a) && isEmpty(b)) ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => item === b[at]))

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

export const byId = <T extends { id: string }>(things: Iterable<T>): Map<string, T> => {
  const map = new Map<string, T>()
  for (const thing of things) map.set(thing.id, thing)
  return map
}
