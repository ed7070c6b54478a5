import type { Driver } from '../../server/db/connect.ts'
import { rowsOf } from '../store/load-context.ts'
import type { Summary } from '../store/summary.ts'

/** A load as the list of loads shows it. Times are ISO text. */
export interface ListedLoad {
  number: number
  files: string[]
  options: string[]
  begun: string
  /** Null of a load that was cut off. */
  finished: string | null
  undone: string | null
  /** Not null of a load whose undoing was cut off: whether it keeps what other loads need. */
  undoing: boolean | null
  /** What it changed; null of a load that was cut off. */
  changes: Summary | null
}

/** All loads, the first first. */
export async function listLoads(driver: Driver): Promise<ListedLoad[]> {
  const found = await rowsOf<Omit<ListedLoad, 'changes'> & { changes: string | null }>(driver, 'loads', {})
  return found.map(({ changes, ...load }) => ({ ...load, changes: changes === null ? null : JSON.parse(changes) }))
}
