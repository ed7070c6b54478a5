import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import Graph from 'graphology'
import type { AdhocLine } from '../../cypher/adhoc.ts'
import { addChunk, emptyGraph } from '../../cypher/graph-columns.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { applySchema } from '../../server/db/write.ts'
import { compiledProgram } from '../setup/compiled.ts'
import { wipe } from '../setup/database.ts'
import { openTestServer } from '../setup/server.ts'
import type { Bench } from './cli.ts'
import { explainOverhead } from './explain-overhead.ts'

const ROWS = 1_000_000
const NODES = 50_000
const EDGES = 200_000

const bench: Bench = {
  about:
    'ad hoc Cypher: a million rows and 200,000 edges streamed, and the overhead of the query policy (--scale 1: those numbers)',
  async run(say, { scale }) {
    const neo4j = await openTestServer(process.env, say)
    const driver = connect(neo4j)
    const server = await startServer(neo4j)
    try {
      await wipe(driver)
      await applySchema(driver)
      await writeGraph(driver, Math.round(NODES * scale), Math.round(EDGES * scale))
      const { url } = server
      const rows = Math.round(ROWS * scale)
      const query = `UNWIND range(1, ${rows}) AS i RETURN i, 'row ' + i AS text, i * 0.5 AS half`
      // Warm up the server with the first answers, which need extra memory.
      for (let round = 0; round < 3; round++) await read(url, { query, limit: 100_000 })
      const streamed = await read(url, { query }, server.rss)
      say(`${streamed.rows} rows in ${Math.round(streamed.milliseconds)} ms, ${streamed.bytes} bytes`)
      const firsts: number[] = []
      for (let round = 0; round < 20; round++) firsts.push((await read(url, { query, limit: 1_000 })).firstRow)
      const edges = 'MATCH (a)-[r]->(b) RETURN a, r, b'
      const columns = await read(url, { query: edges, graph: 'only' }, server.rss)
      const both = await read(url, { query: edges }, server.rss)
      const graphology = await graphologyBytes(url, edges)
      say(`graph: columns ${columns.bytes}, columns and rows ${both.bytes}, graphology's JSON ${graphology} bytes`)
      say(`memory grew by ${columns.growth} MB with columns, ${both.growth} MB with columns and rows`)
      const overhead = await explainOverhead(neo4j, 'MATCH (n:Person) RETURN n.id AS id, n.name AS name LIMIT 50')
      const quiet = await namedP99(url)
      const hostile = Promise.all(
        Array.from({ length: 100 }, () =>
          read(url, { query: 'MATCH (a), (b), (c) RETURN count(*)', timeout: 2_000 }).catch(() => {}),
        ),
      )
      await sleep(300)
      const crowded = await namedP99(url)
      await hostile
      say(`a named question: p99 ${quiet.toFixed(1)} ms, beside a hundred hostile statements ${crowded.toFixed(1)} ms`)
      return {
        rssGrowthMB: streamed.growth,
        bytesVsGraphology: round(columns.bytes / graphology),
        bytesVsGraphologyWithRows: round(both.bytes / graphology),
        firstRowMs: round(median(firsts)),
        explainOverhead: overhead.gate,
        processOverhead: overhead.process,
        namedP99BesideHostile: round(crowded / quiet),
      }
    } finally {
      await server.stop()
      await wipe(driver)
      await driver.close()
      await neo4j.stop()
    }
  },
}
export default bench

interface Server {
  url: string
  /** Memory of the server and its processes for ad hoc statements, in MB. */
  rss(): Promise<number>
  stop(): Promise<void>
}

/** The server in a separate process, so that its memory can be measured. */
async function startServer(neo4j: { uri: string; user: string; password: string }): Promise<Server> {
  const child = fork(compiledProgram('stream-server'), {
    env: { ...process.env, BENCH_NEO4J: JSON.stringify(neo4j) },
    execArgv: ['--expose-gc'],
  })
  const ask = async (what: string) => {
    const heard = once(child, 'message')
    child.send(what)
    return (await heard)[0]
  }
  const [url] = await once(child, 'message')
  return {
    url: String(url),
    rss: async () => Number(await ask('rss')),
    stop: async () => {
      const gone = once(child, 'exit')
      child.send('stop')
      await gone
    },
  }
}

interface Streamed {
  rows: number
  bytes: number
  firstRow: number
  milliseconds: number
  growth: number
}

/** Reads an answer as a stream; `growth` is the maximum growth of the server's memory meanwhile. */
async function read(url: string, body: object, rss?: () => Promise<number>): Promise<Streamed> {
  const before = rss ? await rss() : 0
  const from = performance.now()
  const response = await post(url, body)
  const streamed = { rows: 0, bytes: 0, firstRow: Number.NaN, milliseconds: 0, growth: 0 }
  let measured = from
  for await (const piece of response.body ?? []) {
    const text = Buffer.from(piece)
    streamed.bytes += text.length
    if (Number.isNaN(streamed.firstRow) && text.includes('"type":"row"')) streamed.firstRow = performance.now() - from
    for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) streamed.rows++
    if (!rss || performance.now() - measured < 250) continue
    measured = performance.now()
    streamed.growth = Math.max(streamed.growth, Math.round((await rss()) - before))
  }
  streamed.milliseconds = performance.now() - from
  return streamed
}

const post = async (url: string, body: object): Promise<Response> => {
  const response = await fetch(`${url}api/cypher`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  return response
}

/** The size in bytes of graphology's export of the same graph. */
async function graphologyBytes(url: string, query: string): Promise<number> {
  const lines = (await (await post(url, { query, graph: 'only' })).text()).trim().split('\n')
  const { nodes, relationships } = lines
    .map(line => JSON.parse(line) as AdhocLine)
    .reduce((graph, line) => (line.type === 'graph' ? addChunk(graph, line) : graph), emptyGraph())
  const graph = new Graph({ multi: true, type: 'directed' })
  for (const { key, labels, properties } of nodes.values()) graph.addNode(key, { labels, ...properties })
  for (const { key, type, start, end, properties } of relationships.values())
    graph.addEdgeWithKey(key, start, end, { relationshipType: type, ...properties })
  return Buffer.byteLength(JSON.stringify(graph.export()))
}

async function namedP99(url: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 300; round++) {
    const from = performance.now()
    await (await fetch(`${url}api/queries/career?person=p${round % 100}`)).text()
    if (round >= 100) times.push(performance.now() - from)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN
}

/** People, organisations and joinings between them, as the loader writes them. */
async function writeGraph(driver: Driver, nodes: number, edges: number): Promise<void> {
  const run = (cypher: string) => driver.executeQuery(cypher, { nodes, edges })
  await run(`UNWIND range(0, toInteger($nodes) - 1) AS i CREATE (n {id: CASE WHEN i % 10 = 0 THEN 'o' ELSE 'p' END + i, name: 'Name of ' + i})
    FOREACH (_ IN CASE WHEN i % 10 = 0 THEN [1] ELSE [] END | SET n:Organisation, n.type = 'company')
    FOREACH (_ IN CASE WHEN i % 10 = 0 THEN [] ELSE [1] END | SET n:Person)`)
  for (let from = 0; from < edges; from += 10_000)
    await driver.executeQuery(
      `UNWIND range(toInteger($from), toInteger($to) - 1) AS i
       WITH i, i % toInteger($nodes) AS at, (i * 7919) % toInteger($nodes / 10) * 10 AS organisation
       MATCH (p:Person {id: 'p' + CASE WHEN at % 10 = 0 THEN at + 1 ELSE at END}), (o:Organisation {id: 'o' + organisation})
       WITH i, p, o, 1990 + i % 30 AS year, 1 + i % 9 AS month
       CREATE (p)-[:JOINED {id: 'j' + i, on: year + '-0' + month, earliest: date({year: year, month: month}),
         latest: date({year: year, month: month, day: 28}), role: 'role ' + i % 20, status: 'reported', disputed: false}]->(o)`,
      { from, to: Math.min(edges, from + 10_000), nodes },
    )
}

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
const round = (value: number): number => Math.round(value * 100) / 100
