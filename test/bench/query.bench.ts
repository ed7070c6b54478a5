import { pino } from 'pino'
import { loadSeeds } from '../../seeds/seeds.ts'
import { buildApp } from '../../server/app.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { type Question, readQuestions } from '../../server/db/files.ts'
import { toCypher } from '../../server/db/wire.ts'
import { applySchema } from '../../server/db/write.ts'
import { listen } from '../../server/main.ts'
import { builtPages } from '../../server/pages.ts'
import { wipe } from '../setup/database.ts'
import { openTestServer } from '../setup/server.ts'
import type { Bench } from './cli.ts'

const WARM_UP = 100
const ROUNDS = 400

const bench: Bench = {
  about: 'a named question over HTTP against the same Cypher by the bare driver, in turn, on the seeds',
  async run(say) {
    const neo4j = await openTestServer(process.env, say)
    const driver = connect(neo4j)
    try {
      await wipe(driver)
      await applySchema(driver)
      await loadSeeds({ driver })
      const questions = await readQuestions()
      const app = buildApp({ driver, questions, logger: pino({ level: 'silent' }), pages: builtPages() })
      const { url, stop } = await listen(app, 0, '127.0.0.1')
      const question = questions.get('who-left')
      if (!question) throw new Error('there is no question who-left')
      const figures = await compare(
        async () => void (await (await fetch(`${url}api/queries/who-left?organisation=openai`)).json()),
        () => bare(driver, question),
      )
      await stop()
      say(`p50 over HTTP ${figures.http.toFixed(2)} ms, by the bare driver ${figures.driver.toFixed(2)} ms`)
      return {
        p50VsDriver: round(figures.http / figures.driver),
        rssMB: Math.round(process.memoryUsage.rss() / 2 ** 20),
      }
    } finally {
      await driver.close()
      await neo4j.stop()
    }
  },
}
export default bench

async function bare(driver: Driver, { cypher }: Question): Promise<void> {
  const params = toCypher({ organisation: 'openai', from: null, to: null, limit: 500 })
  const { records } = await driver.executeQuery(cypher, params, { routing: 'READ' })
  for (const record of records) record.toObject()
}

/** Medians in milliseconds, A B A B …, so that the machine's moods fall on both. */
async function compare(
  http: () => Promise<void>,
  driver: () => Promise<void>,
): Promise<{ http: number; driver: number }> {
  const times: { http: number[]; driver: number[] } = { http: [], driver: [] }
  for (let round = -WARM_UP; round < ROUNDS; round++)
    for (const [name, work] of [
      ['http', http],
      ['driver', driver],
    ] as const) {
      const from = performance.now()
      await work()
      if (round >= 0) times[name].push(performance.now() - from)
    }
  return { http: median(times.http), driver: median(times.driver) }
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
const round = (ratio: number): number => Math.round(ratio * 100) / 100
