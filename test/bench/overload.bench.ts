import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import { connect } from '../../server/db/connect.ts'
import { QUESTION_LIMITS } from '../../server/http/admission.ts'
import { wipe } from '../setup/database.ts'
import { openTestServer, type TestNeo4j } from '../setup/server.ts'
import { bigWorld } from '../worlds/big.ts'
import type { Bench } from './cli.ts'
import { SteadyHttp } from './steady-http.ts'
import { quantile, round } from './timing.ts'

const CLAIMS = 24_000
const WARM_UP_MS = 10_000
/** The JVM compiles Neo4j for minutes: the capacity counts once three measurements in a row agree. */
const WARM_UPS = 20
const CAPACITY_MS = 15_000
const OVERLOAD_MS = 30_000
const TIMES = 4

const bench: Bench = {
  about: 'named questions at 4 times the rate that the server can answer, for 30 s, against the rate it can answer',
  async run(say, { scale }) {
    const neo4j = await openTestServer(process.env, say)
    const driver = connect(neo4j)
    await wipe(driver)
    const folder = await bigWorld({ people: CLAIMS / 4, organisations: CLAIMS / 200, claims: CLAIMS })
    await load(await readDataset([folder]), { driver })
    await rm(folder, { recursive: true })
    const app = await start(neo4j)
    const client = new SteadyHttp(app.url)
    const ask = asker(client)
    try {
      await warmUp(() => inTurn(ask, WARM_UP_MS * scale))
      const usual = await inTurn(ask, CAPACITY_MS)
      say(`capacity: ${line(usual)}`)
      const overload = await atRate(ask, TIMES * usual.perSecond, OVERLOAD_MS)
      say(`at ${TIMES} times as many: ${line(overload)}`)
      const after = await inTurn(ask, CAPACITY_MS)
      say(`afterwards: ${line(after)}`)
      return {
        goodput: round(overload.perSecond / usual.perSecond),
        admittedP99: round(overload.p99 / usual.p99),
        refusedShare: round(overload.refused / (overload.refused + overload.answered)),
        failed: usual.failed + overload.failed + after.failed,
        recovered: round(after.perSecond / usual.perSecond),
      }
    } finally {
      client.close()
      app.child.kill('SIGTERM')
      await once(app.child, 'exit')
      await wipe(driver)
      await driver.close()
      await neo4j.stop()
    }
  },
}
export default bench

interface Measured {
  answered: number
  refused: number
  /** Neither an answer nor a refusal. */
  failed: number
  /** Answers a second. */
  perSecond: number
  /** Of the answers, in milliseconds. */
  p50: number
  p99: number
}

const line = ({ answered, refused, failed, perSecond, p50, p99 }: Measured) =>
  `${Math.round(perSecond)} answers a second, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ${answered} answered, ${refused} refused, ${failed} failed`

/** The app in a process of its own, over this database. */
async function start({ uri, user, password }: TestNeo4j): Promise<{ url: string; child: ChildProcess }> {
  const port = await getPort({ host: '127.0.0.1' })
  const database = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }
  // Otherwise the capacity grows during the run, as more and more answers are cached.
  const given = { PORT: String(port), LOG_LEVEL: 'warn', ANSWERS_MB: '0', ...database }
  const child = spawn(process.execPath, ['--import', 'tsx', 'start.ts'], {
    env: { ...process.env, ...given },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  for await (const text of createInterface({ input: child.stdout })) {
    const url = /who-left-where is at (\S+)/.exec(text)?.[1]
    if (url) {
      child.stdout.resume()
      return { url, child }
    }
  }
  throw new Error('the app ended before it listened')
}

/** Asks three questions in turn, each about somebody else. Gives the status, and 0 if the connection failed. */
function asker(client: SteadyHttp): () => Promise<number> {
  let count = 0
  return () => {
    const at = count++
    const path = [
      `career?person=p${(at * 7) % (CLAIMS / 4)}`,
      `who-left?organisation=o${at % (CLAIMS / 200)}&limit=50`,
      `around?node=p${(at * 11) % (CLAIMS / 4)}`,
    ][at % 3]
    return client.get(`/api/queries/${path}`)
  }
}

async function warmUp(measure: () => Promise<Measured>): Promise<void> {
  let last: number[] = []
  for (let times = 0; times < WARM_UPS; times++) {
    last = [...last.slice(-2), (await measure()).perSecond]
    if (last.length === 3 && Math.max(...last) < 1.1 * Math.min(...last)) return
  }
}

/** As many requests at a time as the server answers at a time, each as soon as the one before has its answer. */
async function inTurn(ask: () => Promise<number>, milliseconds: number): Promise<Measured> {
  const tally = newTally()
  const end = performance.now() + milliseconds
  const one = async () => {
    while (performance.now() < end) await tally.count(ask)
  }
  await Promise.all(Array.from({ length: QUESTION_LIMITS.concurrent }, one))
  return tally.measured(milliseconds)
}

/** Requests at a steady rate, whatever becomes of them. */
async function atRate(ask: () => Promise<number>, perSecond: number, milliseconds: number): Promise<Measured> {
  const tally = newTally()
  const from = performance.now()
  const all: Promise<void>[] = []
  for (let now = from; now < from + milliseconds; now = performance.now()) {
    while (all.length < ((now - from) / 1000) * perSecond) all.push(tally.count(ask))
    await sleep(2)
  }
  const measured = tally.measured(milliseconds)
  await Promise.all(all)
  return { ...measured, failed: tally.measured(milliseconds).failed }
}

function newTally() {
  const times: number[] = []
  let [refused, failed] = [0, 0]
  return {
    count: async (ask: () => Promise<number>) => {
      const from = performance.now()
      const status = await ask()
      if (status === 200) times.push(performance.now() - from)
      else if (status === 503) refused++
      else failed++
    },
    measured: (milliseconds: number): Measured => ({
      ...{ answered: times.length, refused, failed },
      perSecond: times.length / (milliseconds / 1000),
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
    }),
  }
}
