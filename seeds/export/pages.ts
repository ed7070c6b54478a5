import { setImmediate } from 'node:timers/promises'
import type { Driver } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { toCypher } from '../../server/db/values.ts'

/**
 * The number of rows on a page. Each page is a separate transaction, so that time and memory do not grow with the data.
 */
const PAGE = 2_000

/**
 * Yields all rows of `cypher/lookup/<lookup>.cypher`, page by page. The lookup takes `$after` and `$limit` and returns
 * rows ordered by `id`; `size` rows are in memory at a time. Values are driver values.
 * @throws the reason of `signal` once it is aborted
 */
export async function* pages<Row extends { id: string }>(
  driver: Driver,
  lookup: string,
  signal?: AbortSignal,
  size = PAGE,
  params: object = {},
): AsyncGenerator<Row[]> {
  const cypher = await readCypher(`lookup/${lookup}`)
  for (let after = ''; ; ) {
    // Lets a signal in between two pages that are available at once.
    await setImmediate()
    signal?.throwIfAborted()
    const { records } = await driver.executeQuery(cypher, toCypher({ ...params, after, limit: size }), {
      routing: 'READ',
    })
    const rows = records.map(record => record.toObject() as unknown as Row)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < size) return
    after = last.id
  }
}

export type Totals = Record<
  'people' | 'organisations' | 'sources' | 'claims' | 'partOf' | 'joined' | 'left' | 'stays',
  number
>

/** Record counts for a progress bar. Neo4j maintains these counts. */
export async function totals(driver: Driver): Promise<Totals> {
  const { records } = await driver.executeQuery(await readCypher('lookup/export-totals'), {}, { routing: 'READ' })
  const counts = Object.entries(records[0]?.toObject() ?? {}).map(([kind, count]) => [kind, Number(count)])
  return Object.fromEntries(counts) as Totals
}

/** Counts edges that the export does not cover, by type. */
export async function unknownEdges(driver: Driver): Promise<{ type: string; count: number }[]> {
  const cypher = await readCypher('lookup/export-unknown-edges')
  const { records } = await driver.executeQuery(cypher, {}, { routing: 'READ' })
  return records.map(record => ({ type: record.get('type'), count: Number(record.get('count')) }))
}
