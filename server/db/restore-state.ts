import { readAll } from './bookmark.ts'
import type { Driver } from './connect.ts'
import { readCypher } from './cypher-files.ts'

export interface RestoreState {
  empty: boolean
  /** The file of an unfinished restore, or null. */
  file: string | null
}

export async function readRestoreState(driver: Driver): Promise<RestoreState> {
  const { records } = await readAll(driver, await readCypher('lookup/restore-state'), {})
  return { empty: Boolean(records[0]?.get('empty')), file: records[0]?.get('file') ?? null }
}

/** What to do about a database in which a restore did not end. */
export const unfinishedRestore = (file: string): string =>
  `A restore of ${file} did not end, so the database is incomplete. Run npm run restore -- ${file} --replace to begin it again.`
