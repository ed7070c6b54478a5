import { rm } from 'node:fs/promises'
import getPort from 'get-port'
import { pino } from 'pino'
import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import { buildApp } from '../../server/app.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { type Question, type Questions, readQuestions } from '../../server/db/cypher-files.ts'
import { toCypher } from '../../server/db/values.ts'
import { applySchema } from '../../server/db/write.ts'
import { listen } from '../../server/main.ts'
import { wipe } from '../setup/database.ts'
import { openTestServer, type TestNeo4j } from '../setup/server.ts'
import { bigWorld } from '../worlds/big.ts'
import type { Bench } from './cli.ts'
import { caller, quantile, round, type Timed, timedInTurn } from './timing.ts'
import { wholeGraph } from './whole-graph.ts'

const SIZES = [10_000, 100_000, 400_000]
const ROWS = 50
/** Subjects are chosen by size, so that times grow with the graph and not with the answer. */
const [LEAVERS, COLLEAGUES] = [60, 300]
const ENTITIES = 40
/** A typical statement, to measure the overhead of the query policy for a repeated statement. */
const ADHOC = `MATCH (p:Person)-[left:LEFT]->(:Organisation {id: $organisation}) RETURN p, left LIMIT ${ROWS}`

const bench: Bench = {
  about:
    'named questions over HTTP against the bare driver and the HTTP Query API, as the graph grows, and about the whole of it (--scale 4: to 400,000 claims)',
  async run(say, { scale }) {
    const port = await getPort({ host: '127.0.0.1' })
    const neo4j = await openTestServer({ NEO4J_HEAP: '2g', ...process.env, NEO4J_WAY: 'java' }, say, {
      'server.http.enabled': 'true',
      'server.http.listen_address': `127.0.0.1:${port}`,
    })
    const driver = connect(neo4j)
    const questions = await readQuestions()
    const serve = (answersMB?: number) => {
      const logger = pino({ level: 'silent' })
      return listen(buildApp({ driver, questions, logger, pages: (_, __, next) => next(), answersMB }), 0, '127.0.0.1')
    }
    // With a cached answer, and without.
    const [usual, anew] = [await serve(), await serve(0)]
    const figures: Record<string, number> = {}
    const growth = new Map<string, number[]>()
    try {
      for (const claims of SIZES.filter(size => size <= Math.max(SIZES[0] ?? 0, 100_000 * scale))) {
        await fill(driver, claims)
        say(`\n${claims} claims`)
        if (claims === SIZES[0])
          Object.assign(
            figures,
            await againstOthers(say, { driver, neo4j, port, usual: usual.url, anew: anew.url, questions }),
          )
        for (const [name, p95] of await singles(say, { driver, anew: anew.url, questions }))
          growth.set(name, [...(growth.get(name) ?? []), p95])
        Object.assign(figures, await wholeGraph(say, { driver, url: anew.url, questions }))
      }
      const grown = [...growth].filter(([, [first = 0, ...more]]) => (more.at(-1) ?? 0) > 2 * first + 5)
      say(`\nquestions whose p95 grows with the graph: ${grown.map(([name]) => name).join(', ') || 'none'}`)
      const slowest = Math.max(...[...growth.values()].map(all => all.at(-1) ?? 0))
      return { ...figures, slowestP95: round(slowest), growing: grown.length, rssMB: rss() }
    } finally {
      await usual.stop()
      await anew.stop()
      await wipe(driver)
      await driver.close()
      await neo4j.stop()
    }
  },
}
export default bench

interface World {
  driver: Driver
  /** A server without an answer cache. */
  anew: string
  questions: Questions
}

async function fill(driver: Driver, claims: number): Promise<void> {
  await wipe(driver)
  await applySchema(driver)
  const world = { people: claims / 4, organisations: Math.round(claims / 200), claims }
  const folder = await bigWorld(world)
  await load(await readDataset([folder]), { driver })
  await rm(folder, { recursive: true })
}

/** Asks the same question in each way in turn and parses the answer: `who-left` with 50 rows, each with claims and sources. */
async function againstOthers(
  say: (line: string) => void,
  world: World & { usual: string; neo4j: TestNeo4j; port: number },
) {
  const { driver, neo4j, port, usual, anew, questions } = world
  const question = questions.get('who-left')
  const [organisation] = await organisationsOf(driver, LEAVERS, 1)
  if (!question || !organisation) throw new Error('there is no who-left, or nobody left')
  const given = question.params.parse({ organisation, limit: ROWS })
  const over = caller()
  const body = JSON.stringify({ statement: question.cypher, parameters: given, accessMode: 'Read' })
  const authorization = `Basic ${Buffer.from(`${neo4j.user}:${neo4j.password}`).toString('base64')}`
  const headers = { authorization, 'content-type': 'application/json', accept: 'application/json' }
  const path = `api/queries/who-left?organisation=${organisation}&limit=${ROWS}`
  const times = await timedInTurn(
    {
      http: async () => rowsIn(await over.json(`${usual}${path}`)),
      'http anew': async () => rowsIn(await over.json(`${anew}${path}`)),
      'http anew, gzip': async () =>
        rowsIn(await over.json(`${anew}${path}`, { headers: { 'accept-encoding': 'gzip' } })),
      driver: async () => {
        const { records } = await driver.executeQuery(question.cypher, toCypher(given), { routing: 'READ' })
        return records.map(record => record.toObject()).length
      },
      'auto-commit': () => autoCommit(driver, question, given),
      queryApi: async () => {
        const url = `http://127.0.0.1:${port}/db/neo4j/query/v2`
        const reply = (await over.json(url, { method: 'POST', headers, body })) as { data: { values: unknown[] } }
        return reply.data.values.length
      },
    },
    { warmUp: 300, rounds: 1000, expected: ROWS },
  )
  over.close()
  for (const [name, { p50, p95 }] of Object.entries(times))
    say(`who-left, ${ROWS} rows, ${name}: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`)
  say(`memory of server and callers together: ${rss()} MB`)
  const ratio = (name: string, to: string) => round((times[name] as Timed).p50 / (times[to] as Timed).p50)
  return {
    p50VsDriver: ratio('http', 'driver'),
    p50VsQueryApi: ratio('http', 'queryApi'),
    p50VsDriverAnew: ratio('http anew', 'driver'),
    p50VsAutoCommitAnew: ratio('http anew', 'auto-commit'),
    p50VsQueryApiAnew: ratio('http anew', 'queryApi'),
    p50VsDriverAnewGzip: ratio('http anew, gzip', 'driver'),
    ...(await overheadOfGate(neo4j, organisation)),
  }
}

const rowsIn = (reply: unknown) => (reply as { rows: unknown[] }).rows.length

async function autoCommit(driver: Driver, { cypher }: Question, given: Record<string, unknown>): Promise<number> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  const { records } = await session.run(cypher, toCypher(given))
  await session.close()
  return records.map(record => record.toObject()).length
}

/** Warm-up rounds: after forty, a statement is still being compiled here and in Neo4j. */
const WARM_UP = 3

/** The p95 over HTTP of every question about one person or organisation, with a different one each time. */
async function singles(say: (line: string) => void, { driver, anew, questions }: World): Promise<Map<string, number>> {
  const organisations = await organisationsOf(driver, LEAVERS, ENTITIES)
  const people = await idsOf(
    driver,
    `MATCH (p:Person)-[:WAS_AT]->(o:Organisation) WHERE (p)-[:LEFT]->()
     WITH p, sum(COUNT { (o)<-[:WAS_AT]-() }) AS colleagues WHERE colleagues >= $colleagues
     RETURN p.id AS id ORDER BY colleagues, id LIMIT $count`,
    { colleagues: COLLEAGUES, count: ENTITIES },
  )
  const over = caller()
  const found = new Map<string, number>()
  for (const { name, entities = {}, example } of questions.values()) {
    const [[parameter, kind] = ['', ''], second] = Object.entries(entities)
    // A list parameter takes several ids.
    const isList = String((example as Record<string, unknown>)[parameter] ?? '').includes(',')
    if (!parameter || second || isList) continue
    const times: number[] = []
    for (let turn = -WARM_UP; turn < 3; turn++)
      for (const id of kind === 'Person' ? people : organisations) {
        const query = new URLSearchParams({ ...(example as object), [parameter]: id })
        const from = performance.now()
        await over.json(`${anew}api/queries/${name}?${query}`)
        if (turn >= 0) times.push(performance.now() - from)
      }
    found.set(name, quantile(times, 0.95))
    say(`  ${name}: p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`)
  }
  over.close()
  return found
}

const organisationsOf = (driver: Driver, leavers: number, count: number) =>
  idsOf(
    driver,
    `MATCH (o:Organisation) WITH o, COUNT { (o)<-[:LEFT]-() } AS leavers WHERE leavers >= $leavers
     RETURN o.id AS id ORDER BY leavers, id LIMIT $count`,
    { leavers, count },
  )

async function idsOf(driver: Driver, cypher: string, params: Record<string, unknown>): Promise<string[]> {
  const { records } = await driver.executeQuery(cypher, toCypher(params), { routing: 'READ' })
  return records.map(record => String(record.get('id')))
}

/** The overhead of the query policy, if it is measured too. */
async function overheadOfGate(server: TestNeo4j, organisation: string): Promise<Record<string, number>> {
  const beside: string = './explain-overhead.ts'
  const module = (await import(beside).catch(() => null)) as {
    explainOverhead(server: TestNeo4j, query: string, params: object): Promise<{ gate: number; process: number }>
  } | null
  if (!module) return {}
  const overhead = await module.explainOverhead(server, ADHOC, { organisation })
  return { explainOverhead: overhead.gate, processOverhead: overhead.process }
}

const rss = () => Math.round(process.memoryUsage.rss() / 2 ** 20)
