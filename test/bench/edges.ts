import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import type { Driver } from '../../server/db/connect.ts'
import { applySchema } from '../../server/db/write.ts'

export interface EdgeFiles {
  folder: string
  /** The same files with typed headers, for neo4j-admin. */
  importOptions: string[]
  /** Number of nodes and relationships. */
  records: number
}

/** Writes people, organisations and edges of a world for LOAD CSV and neo4j-admin. */
export async function edgeFiles(world: string): Promise<EdgeFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'edges-'))
  let records = 0
  const write = async (name: string, from: string, header: string, line: (row: Row) => string | undefined) => {
    async function* lines() {
      yield `${header}\n`
      for await (const row of createReadStream(join(world, from)).pipe(parse({ columns: true }))) {
        const text = line(row)
        if (text === undefined) continue
        records++
        yield `${text}\n`
      }
    }
    await pipeline(Readable.from(lines()), createWriteStream(join(folder, name)))
  }
  let id = 0
  await write('people.csv', 'people.csv', 'id:ID(p),name', ({ id, name }) => `${id},${name}`)
  await write('organisations.csv', 'organisations.csv', 'id:ID(o),name', ({ id, name }) => `${id},${name}`)
  for (const event of ['joined', 'left'])
    await write(`${event}.csv`, 'claims.csv', ':START_ID(p),id,on,:END_ID(o)', row =>
      row.event === event ? `${row.person},${id++},${row.on},${row.organisation}` : undefined,
    )
  const at = (name: string) => join(folder, name)
  return {
    folder,
    records,
    importOptions: [
      `--nodes=Person=${at('people.csv')}`,
      `--nodes=Organisation=${at('organisations.csv')}`,
      `--relationships=JOINED=${at('joined.csv')}`,
      `--relationships=LEFT=${at('left.csv')}`,
    ],
  }
}

type Row = Record<string, string>

/** Loads the same edges with LOAD CSV from the server's import folder. */
export async function loadCsv(driver: Driver): Promise<void> {
  await applySchema(driver)
  const session = driver.session()
  const run = (text: string) => session.run(text)
  for (const [file, label] of [
    ['people', 'Person'],
    ['organisations', 'Organisation'],
  ])
    await run(`LOAD CSV FROM 'file:///${file}.csv' AS row WITH row SKIP 1
      CALL (row) { MERGE (n:${label} {id: row[0]}) SET n.name = row[1] } IN TRANSACTIONS OF 5000 ROWS`)
  for (const event of ['joined', 'left'])
    await run(`LOAD CSV FROM 'file:///${event}.csv' AS row WITH row SKIP 1
      CALL (row) {
        MATCH (p:Person {id: row[0]}), (o:Organisation {id: row[3]})
        MERGE (p)-[r:${event.toUpperCase()} {id: row[1]}]->(o) SET r.on = row[2]
      } IN TRANSACTIONS OF 5000 ROWS`)
  await session.close()
}
