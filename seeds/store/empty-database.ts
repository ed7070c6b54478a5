import type { Driver } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { openSession } from '../../server/db/database-session.ts'

/** Deletes everything but the mark `keep`, part by part: each statement has several transactions of its own. */
export async function emptyDatabase(driver: Driver, keep: 'mirror' | 'restore'): Promise<void> {
  const session = openSession(driver)
  try {
    for (const name of ['edges-deleted', 'nodes-deleted'])
      await session.run(await readCypher(`lookup/${name}`), { keep })
  } finally {
    await session.close()
  }
}
