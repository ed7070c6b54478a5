import { parseArgs } from 'node:util'
import { loadSeeds } from './seeds/seeds.ts'
import { countSources } from './seeds/source-counts.ts'
import { Adhoc } from './server/adhoc/adhoc.ts'
import { buildApp } from './server/app.ts'
import { connect, type Driver, isUnauthorised, isUnreachable, UNAUTHORISED } from './server/db/connect.ts'
import { readQuestions } from './server/db/files.ts'
import { keepWarm } from './server/db/warm.ts'
import { applySchema } from './server/db/write.ts'
import { EnvError, readEnv } from './server/env.ts'
import { createLogger, listen } from './server/main.ts'
import { Neo4jUnavailable, openNeo4j } from './server/neo4j/index.ts'
import { builtPages, devPages } from './server/pages.ts'

/** `npm start`: Neo4j up, schema and seeds in it, server and page ready, address printed; and all of it stopped again. */

const HELP = `Starts Neo4j, loads the seeds into an empty database, and serves the page.

Usage: npm start            serves the built page
       npm run dev          serves the page by Vite, which shows changes of it at once

Environment: PORT (3000), HOST (127.0.0.1), LOG_LEVEL (info), ADHOC (on), ANSWERS_MB (32), and NEO4J_URI, NEO4J_USER,
NEO4J_PASSWORD for a server of your own; without them one is started by Docker or by local Java. docs/deploy.md says more.`

const RETRY_MS = 2_000
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

class StartError extends Error {
  override name = 'StartError'
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dev: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  if (values.help) return say(HELP)
  const env = readEnv()
  const logger = createLogger(env.logLevel)
  const stops: (() => Promise<void>)[] = []
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop().catch(error => logger.error({ err: error }, 'stopping'))
  }
  const ended = new AbortController()
  try {
    const neo4j = await openNeo4j({ home: env.neo4jHome, connection: env.connection, log: say, keepUp: true })
    stops.push(() => neo4j.stop())
    const driver = connect(neo4j)
    stops.push(() => driver.close())
    const questions = await readQuestions()
    const adhoc = env.adhoc ? new Adhoc(neo4j, {}, questions) : undefined
    if (adhoc) stops.push(() => adhoc.close())
    let pending: string | null = 'the schema and the seeds are not loaded yet'
    const { pages, stop: stopPages } = values.dev ? await devPages() : { pages: builtPages(), stop: async () => {} }
    stops.push(stopPages)
    const app = buildApp({
      ...{ driver, questions, adhoc, logger, pages, development: values.dev },
      answersMB: env.answersMB,
      pending: () => pending,
    })
    let tellDown = () => {}
    const down = new Promise<void>(resolve => {
      tellDown = resolve
    })
    const ready = prepare(driver, ended.signal, tellDown).then(() => {
      pending = null
      // In the background: both only make answers quicker.
      const warming = countSources(driver)
        .catch(error => logger.debug({ err: error }, 'counting sources'))
        .then(() => keepWarm(driver, questions, ended.signal))
      stops.push(() => warming)
    })
    // A page without data is worth showing only where the database is down, to say so.
    await Promise.race([ready, down])
    const { url, stop } = await listen(app, env.port, env.host)
    stops.push(stop)
    say(`\nwho-left-where is at ${url}  (Ctrl-C stops it)\n`)
    await Promise.all([ready, signalled(ended)])
  } finally {
    ended.abort()
    await stopAll()
  }
}

/** Schema and seeds. Waits for a database that does not answer yet, and tells that it has to. */
async function prepare(driver: Driver, signal: AbortSignal, tellDown: () => void): Promise<void> {
  for (let told = false; !signal.aborted; told = true) {
    try {
      await applySchema(driver)
      const summary = await loadSeeds({ driver })
      return say(
        summary
          ? `seeds: ${summary.claims.added} claims added, ${summary.claims.unchanged} there already`
          : 'the database holds data of yours; the seeds are left out',
      )
    } catch (error) {
      if (isUnauthorised(error)) throw new StartError(UNAUTHORISED)
      // What is there can be read, though no load may add to it.
      if (error instanceof Neo4jUnavailable) return say(error.message)
      if (!isUnreachable(error)) throw error
      if (!told) say('Neo4j does not answer yet; serving anyway, and trying again until it does')
      tellDown()
      await new Promise(resolve => setTimeout(resolve, RETRY_MS))
    }
  }
}

const signalled = (ended: AbortController) =>
  new Promise<void>(resolve => {
    const stop = () => {
      if (!ended.signal.aborted) say('stopping…')
      ended.abort()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  })

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const known = error instanceof EnvError || error instanceof Neo4jUnavailable || error instanceof StartError
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (taken)
      process.stderr.write(
        `PORT ${process.env.PORT || 3000} is taken: stop what listens there, or set PORT to another.\n`,
      )
    else process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : error}\n`)
    process.exit(1)
  },
)
