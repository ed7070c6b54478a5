import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { load, loadedBefore } from '../../seeds/load/load.ts'
import { fingerprintOfFiles, readDataset } from '../../seeds/read/read-dataset.ts'
import type { Summary } from '../../seeds/store/summary.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { applySchema } from '../../server/db/write.ts'
import { adminImport } from '../setup/admin-import.ts'
import { RUN } from '../setup/compiled.ts'
import { dropSchema, wipe } from '../setup/database.ts'
import { openTestServer, type TestNeo4j } from '../setup/server.ts'
import { bigWorld } from '../worlds/big.ts'
import type { Bench } from './cli.ts'
import { edgeFiles, loadCsv } from './edges.ts'
import { round } from './timing.ts'

const ROWS_A_BATCH = 5_000
// The JVM compiles Neo4j for minutes, so the first rounds take half as long again.
const ROUNDS = 4

const bench: Bench = {
  about:
    'loading claims against bare edges by a plain script, LOAD CSV and neo4j-admin import, in turn (--scale 1: 400,000 claims, and 1,000,000 for memory)',
  async run(say, { scale }) {
    const world = (claims: number) =>
      bigWorld({ people: Math.round(claims / 4), organisations: Math.round(claims / 200), claims })
    const claims = Math.round(400_000 * scale)
    const folder = await world(claims)
    const edges = await edgeFiles(folder)
    const small = await world(Math.round(claims / 10))
    const large = await world(Math.round(1_000_000 * scale))
    // The store fits into the page cache, as docs/deploy.md recommends.
    const neo4j = await openTestServer({ NEO4J_HEAP: '2g', NEO4J_PAGECACHE: '1g', ...process.env }, say, {
      'dbms.security.allow_csv_import_from_file_urls': 'true',
      'server.directories.import': edges.folder,
    })
    const driver = connect(neo4j)
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<Timed<T>> => {
      const from = performance.now()
      const result = await work()
      const seconds = (performance.now() - from) / 1000
      say(`${what}: ${seconds.toFixed(1)} s, ${Math.round(claims / seconds)} rows a second`)
      return { seconds, result }
    }
    // Like `npm run load`.
    const loadAll = async (...paths: string[]) =>
      (
        (await loadedBefore({ driver }, () => fingerprintOfFiles(paths, {}, () => {}))) ??
        (await load(await readDataset(paths), { driver }))
      ).summary
    try {
      // Run both once, so that neither pays for the warm-up of the other.
      for (const way of [() => merge(driver, small), () => loadAll(small)]) {
        await empty(driver)
        await way()
      }
      // Alternate, and take the minimum of each: other load on the machine only increases times.
      const more = await writeMore(edges.folder, Math.round(claims / 100))
      const turn = async () => {
        await empty(driver)
        const bare = await timed('bare edges merged', () => merge(driver, folder))
        await empty(driver)
        const csv = await timed('bare edges by LOAD CSV', () => loadCsv(driver))
        await empty(driver)
        const first = await timed('claims loaded', () => loadAll(folder))
        const again = await timed('the same again', () => loadAll(folder))
        const moved = await timed('the same from another place, each person compared', () =>
          loadAll(...['claims', 'people', 'organisations', 'sources'].map(name => join(folder, `${name}.csv`))),
        )
        const delta = await timed('1% more', () => loadAll(more))
        return { bare, csv, first, again, moved, delta }
      }
      const one = await turn()
      const rounds = [one]
      while (rounds.length < ROUNDS) rounds.push(await turn())
      const best = (of: keyof (typeof rounds)[number]) => Math.min(...rounds.map(round => round[of].seconds))
      const seconds = await adminImport(edges.importOptions, say)
      say(`bare edges by neo4j-admin import: ${seconds.toFixed(1)} s`)
      await empty(driver)
      const tenth = await memoryOf(small, neo4j)
      await empty(driver)
      const rssMB = await memoryOf(large, neo4j)
      say(`memory of the loader: ${tenth} MB for ${claims / 10} claims, ${rssMB} MB for ${1_000_000 * scale}`)
      const records = recordsOf(one.first.result)
      return {
        rowsVsMerge: round(best('bare') / best('first')),
        recordsVsMerge: round(records / best('first') / (one.bare.result / best('bare'))),
        rowsVsLoadCsv: round(best('csv') / best('first')),
        recordsVsImport: round(records / best('first') / (edges.records / seconds)),
        reloadSpeedup: round(best('first') / best('again')),
        comparedSpeedup: round(best('first') / best('moved')),
        deltaShare: round(best('delta') / best('first')),
        rssMB,
        rssOfTenthMB: tenth,
      }
    } finally {
      for (const each of [folder, small, large, edges.folder]) await rm(each, { recursive: true })
      await empty(driver)
      await driver.close()
      await neo4j.stop()
    }
  },
}
export default bench

interface Timed<T> {
  seconds: number
  result: T
}

/**
 * Number of nodes and relationships: a claim has three relationships, and a person, an organisation and a source each have
 * one to what states their name.
 */
const recordsOf = (summary: Summary): number => {
  const { people, organisations, sources, claims, joined, left, tenures } = summary
  const described = people.added + organisations.added + sources.added
  return 4 * claims.added + 2 * described + joined.added + left.added + tenures.added
}

/** Peak memory (RSS) of `npm run load` for these files, in MB. */
async function memoryOf(folder: string, { uri, user, password }: TestNeo4j): Promise<number> {
  const child = spawn(process.execPath, [RUN, 'load', folder], {
    env: { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
    stdio: 'ignore',
  })
  let most = 0
  const look = setInterval(() => {
    const ps = spawn('ps', ['-o', 'rss=', '-p', String(child.pid)])
    ps.stdout.on('data', text => {
      most = Math.max(most, Number(text) || 0)
    })
  }, 250)
  const code = await new Promise(resolve => child.once('exit', resolve))
  clearInterval(look)
  if (code !== 0) throw new Error(`npm run load ended with ${code}`)
  return Math.round(most / 1024)
}

/** A script without claims: writes people, organisations and an edge per row. Returns the number of records. */
async function merge(driver: Driver, folder: string): Promise<number> {
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
       MERGE (p)-[r:${event.toUpperCase()} {id: row.id}]->(o) SET r.on = row.on`,
      rows.filter(row => row.event === event).map(row => ({ ...row, id: String(id++) })),
    ]),
  )
  return written
}

/** Claims of a second source about all people. */
async function writeMore(folder: string, count: number): Promise<string> {
  const rows = Array.from(
    { length: count },
    (_, n) => `p${n * 20},o${n % 100},present,2021-0${1 + (n % 9)},s${n % 50},delta ${n}`,
  )
  const file = join(folder, 'claims-more.csv')
  await writeFile(file, `person,organisation,event,on,source,locator\n${rows.join('\n')}\n`)
  return file
}

/** Empties the database and drops the schema, so that the load includes creating it. */
async function empty(driver: Driver): Promise<void> {
  await wipe(driver)
  await dropSchema(driver)
}
