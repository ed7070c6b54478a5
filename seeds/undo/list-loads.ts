import type { Driver } from '../../server/db/connect.ts'
import { rowsOf } from '../store/load-context.ts'
import type { Summary } from '../store/summary.ts'

/** A load in the list of loads. Times are ISO 8601 strings. */
export interface ListedLoad {
  number: number
  files: string[]
  options: string[]
  begun: string
  /** Null if the load was interrupted. */
  finished: string | null
  undone: string | null
  /** Set while an undo of the load is unfinished: whether it keeps what other loads need. Null otherwise. */
  undoing: boolean | null
  /** Null if the load was interrupted. */
  changes: Summary | null
}

/** All loads, oldest first. */
export async function listLoads(driver: Driver): Promise<ListedLoad[]> {
  const found = await rowsOf<Omit<ListedLoad, 'changes'> & { changes: string | null }>(driver, 'loads', {})
  return found.map(({ changes, ...load }) => ({ ...load, changes: changes === null ? null : JSON.parse(changes) }))
}
