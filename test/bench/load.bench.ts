import { createReadStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { parseDate } from '../../cypher/dates.ts'
import { load, type Summary } from '../../seeds/load.ts'
import { readDataset } from '../../seeds/read.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { applySchema } from '../../server/db/write.ts'
import { wipe } from '../setup/database.ts'
import { openTestServer } from '../setup/server.ts'
import { bigWorld } from '../worlds/big.ts'
import type { Bench } from './cli.ts'

const ROWS_A_BATCH = 5_000

const bench: Bench = {
  about:
    'loading claims against a plain script that merges bare edges, from the same files, in turn (--scale 1: 400,000 claims)',
  async run(say, { scale }) {
    const neo4j = await openTestServer({ NEO4J_HEAP: '2g', ...process.env }, say)
    const driver = connect(neo4j)
    const claims = Math.round(400_000 * scale)
    const folder = await bigWorld({ people: Math.round(claims / 4), organisations: Math.round(claims / 200), claims })
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<{ seconds: number; result: T }> => {
      const from = performance.now()
      const result = await work()
      const seconds = (performance.now() - from) / 1000
      say(`${what}: ${seconds.toFixed(1)} s, ${Math.round(claims / seconds)} rows a second`)
      return { seconds, result }
    }
    const loadAll = async () => (await load(await readDataset([folder]), { driver })).summary
    try {
      await wipe(driver)
      await merge(driver, folder, 0.1)
      await wipe(driver)
      const bare = await timed('bare edges merged', () => merge(driver, folder, 1))
      await wipe(driver)
      const first = await timed('claims loaded', loadAll)
      const rss = process.memoryUsage.rss()
      const again = await timed('the same again', loadAll)
      await writeDelta(folder, Math.round(claims / 100))
      const delta = await timed('1% more', async () =>
        load(await readDataset([join(folder, 'claims-delta.csv')]), { driver }),
      )
      return {
        rowsVsMerge: round(bare.seconds / first.seconds),
        recordsVsMerge: round(recordsOf(first.result) / first.seconds / (bare.result / bare.seconds)),
        reloadSpeedup: round(first.seconds / again.seconds),
        deltaShare: round(delta.seconds / first.seconds),
        rssMB: Math.round(rss / 2 ** 20),
      }
    } finally {
      await rm(folder, { recursive: true })
      await wipe(driver)
      await driver.close()
      await neo4j.stop()
    }
  },
}
export default bench

/** Nodes and relationships: a claim brings three of the latter. */
const recordsOf = (summary: Summary): number => {
  const { people, organisations, sources, claims, joined, left, tenures } = summary
  return [people, organisations, sources, joined, left, tenures].reduce(
    (sum, { added }) => sum + added,
    4 * claims.added,
  )
}

/** What a script without claims does: people, organisations, and an edge for each row. Gives how many it wrote. */
async function merge(driver: Driver, folder: string, share: number): Promise<number> {
  await applySchema(driver)
  let written = 0
  const write = async (file: string, cypher: (rows: Record<string, string>[]) => [string, object[]][]) => {
    const session = driver.session()
    let batch: Record<string, string>[] = []
    const flush = async () => {
      for (const [text, rows] of cypher(batch))
        if (rows.length > 0) await session.executeWrite(tx => tx.run(text, { rows }))
      written += batch.length
      batch = []
    }
    for await (const row of createReadStream(join(folder, file)).pipe(parse({ columns: true }))) {
      batch.push(row)
      if (batch.length === ROWS_A_BATCH) await flush()
      if (share < 1 && written > 400_000 * share) break
    }
    await flush()
    await session.close()
  }
  for (const [file, label] of [
    ['people.csv', 'Person'],
    ['organisations.csv', 'Organisation'],
  ] as const)
    await write(file, rows => [[`UNWIND $rows AS row MERGE (n:${label} {id: row.id}) SET n.name = row.name`, rows]])
  let id = 0
  await write('claims.csv', rows =>
    (['joined', 'left'] as const).map(event => [
      `UNWIND $rows AS row MATCH (p:Person {id: row.person}), (o:Organisation {id: row.organisation})
       MERGE (p)-[r:${event.toUpperCase()} {id: row.id}]->(o) SET r.on = date(row.on)`,
      rows
        .filter(row => row.event === event)
        .map(row => ({ ...row, id: String(id++), on: parseDate(row.on ?? '').earliest })),
    ]),
  )
  return written
}

/** Claims of a second source, spread over everybody. */
async function writeDelta(folder: string, count: number): Promise<void> {
  const rows = Array.from(
    { length: count },
    (_, n) => `p${n * 20},o${n % 100},present,2021-0${1 + (n % 9)},s${n % 50},delta ${n}`,
  )
  await writeFile(join(folder, 'claims-delta.csv'), `person,organisation,event,on,source,locator\n${rows.join('\n')}\n`)
}

const round = (ratio: number): number => Math.round(ratio * 1000) / 1000
