import { execFileSync } from 'node:child_process'
import { pino } from 'pino'
import { Adhoc } from '../../server/adhoc/adhoc-service.ts'
import { buildApp } from '../../server/app.ts'
import { connect } from '../../server/db/connect.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { listen } from '../../server/main.ts'

/**
 * The server of the benchmark `stream`, in a process of its own, so that its memory is not that of who measures it. Sends its
 * address, then answers `rss` with the megabytes that it and the processes of ad hoc statements hold, and ends at `stop`.
 */

const neo4j = JSON.parse(process.env.BENCH_NEO4J ?? '{}')
const [driver, adhoc] = [connect(neo4j), new Adhoc(neo4j, { milliseconds: 300_000, perMinute: 1e6 })]
const app = buildApp({
  driver,
  adhoc,
  questions: await readQuestions(),
  logger: pino({ level: 'silent' }),
  pages: (_request, _response, next) => next(),
})
const { url, stop } = await listen(app, 0, '127.0.0.1')
process.on('message', async message => {
  if (message === 'rss') {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(process.pid), '--ppid', String(process.pid)])
      .toString()
      .trim()
      .split('\n')
    process.send?.(kilobytes.reduce((sum, one) => sum + Number(one), 0) / 1024)
    return
  }
  await stop()
  await adhoc.close()
  await driver.close()
  process.exit(0)
})
process.send?.(url)
