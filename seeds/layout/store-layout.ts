import type { Driver } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { openSession } from '../../server/db/database-session.ts'
import { writeRows } from '../../server/db/write.ts'
import { inTransaction } from '../store/load-context.ts'
import type { WholeGraph } from './whole-graph.ts'

/** The rows of one transaction. */
const BATCH = 5_000

/** Replaces all stored positions. `points` are x and y of each node in turn. */
export async function storeLayout(driver: Driver, graph: WholeGraph, points: Float32Array): Promise<void> {
  await clearLayout(driver)
  const { ids, people, organisations, lines } = graph
  const parts = [
    ['person-place', ids.people, 0],
    ['organisation-place', ids.organisations, people],
  ] as const
  for (const [write, all, first] of parts)
    for (let from = 0; from < all.length; from += BATCH) {
      const rows = all.slice(from, from + BATCH).map((id, at) => {
        const node = first + from + at
        return { id, x: points[2 * node], y: points[2 * node + 1] }
      })
      await inTransaction(driver, transaction => writeRows(transaction, write, rows))
    }
  const row = { id: 'whole', nodes: people + organisations, edges: lines.length / 2 }
  await inTransaction(driver, transaction => writeRows(transaction, 'layout-computed', [row]))
}

/** Removes all positions. */
export async function clearLayout(driver: Driver): Promise<void> {
  const session = openSession(driver)
  try {
    for (const name of ['layout-deleted', 'layout-cleared']) await session.run(await readCypher(`lookup/${name}`))
  } finally {
    await session.close()
  }
}
