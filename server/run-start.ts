import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Adhoc } from './adhoc/adhoc-service.ts'
import { buildApp } from './app.ts'
import { connect, type Driver, isUnauthorised, isUnreachable, UNAUTHORISED } from './db/connect.ts'
import { readQuestions } from './db/cypher-files.ts'
import { applySchema } from './db/write.ts'
import { builtPages, devPages } from './http/client-pages.ts'
import { Neo4jUnavailable, openNeo4j } from './launcher/open-neo4j.ts'
import type { CommandIo } from './lib/command-io.ts'
import { EnvError, readEnv } from './lib/env.ts'
import { createLogger, listen } from './main.ts'
import { keepWarm } from './questions/warm-up.ts'

const HELP = `Starts Neo4j, loads the seeds into an empty database, and serves the page.

Usage: npm start            serves the built page
       npm run dev          serves the page by Vite, which shows changes of it at once

Environment: PORT (3000), HOST (127.0.0.1), LOG_LEVEL (info), ADHOC (on), ANSWERS_MB (32), and NEO4J_URI, NEO4J_USER,
NEO4J_PASSWORD for a server of your own; without them one is started by Docker or by local Java. docs/deploy.md says more.`

const RETRY_MS = 2_000

/** What starting takes from the loader. */
export interface Loader {
  /** Loads the sample into an empty database. Null if the database holds other data, which stay as they are. */
  loadSample(effects: { driver: Driver }): Promise<{ claims: { added: number; unchanged: number } } | null>
}

class StartError extends Error {
  override name = 'StartError'
}

/**
 * `npm start`: starts Neo4j, applies the schema, loads the sample, serves the page and prints its address, until Ctrl-C.
 * Returns the exit code: 0, or 1 with one line on standard error that says what is wrong.
 */
export async function runStart(argv: string[], io: CommandIo, loader: Loader): Promise<number> {
  try {
    await serve(argv, io, loader)
    return 0
  } catch (error) {
    io.stderr.write(`${explain(error, io.env)}\n`)
    return 1
  }
}

async function serve(argv: string[], io: CommandIo, loader: Loader): Promise<void> {
  const print = (line: string) => void io.stdout.write(`${line}\n`)
  const options = { dev: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  const { values } = parseArgs({ args: argv, options })
  if (values.help) return print(HELP)
  const env = readEnv(io.env)
  const logger = createLogger(env.logLevel)
  const stops: (() => Promise<void>)[] = []
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop().catch(error => logger.error({ err: error }, 'stopping'))
  }
  const ended = new AbortController()
  try {
    const neo4j = await openNeo4j({
      ...{ home: env.neo4jHome, connection: env.connection, log: print, supervise: true, env: io.env },
    })
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
    const ready = prepare(driver, { print, loader, signal: ended.signal, tellDown }).then(() => {
      pending = null
      const warming = keepWarm(driver, questions, ended.signal)
      stops.push(() => warming)
    })
    // A page without data is worth showing only where the database is down, to say so.
    await Promise.race([ready, down])
    const { url, stop } = await listen(app, env.port, env.host)
    stops.push(stop)
    print(`\nwho-left-where is at ${url}  (Ctrl-C stops it)\n`)
    await Promise.all([ready, interrupted(io, ended, print)])
  } finally {
    ended.abort()
    await stopAll()
  }
}

interface Preparation {
  print: (line: string) => void
  loader: Loader
  signal: AbortSignal
  tellDown: () => void
}

/** Applies the schema and loads the sample. Waits for a database that does not answer yet, and says that it waits. */
async function prepare(driver: Driver, { print, loader, signal, tellDown }: Preparation): Promise<void> {
  for (let told = false; !signal.aborted; told = true) {
    try {
      await applySchema(driver)
      const summary = await loader.loadSample({ driver })
      return print(
        summary
          ? `seeds: ${summary.claims.added} claims added, ${summary.claims.unchanged} there already`
          : 'the database holds data of yours; the seeds are left out',
      )
    } catch (error) {
      if (isUnauthorised(error)) throw new StartError(UNAUTHORISED)
      // What is there can be read, though no load may add to it.
      if (error instanceof Neo4jUnavailable) return print(error.message)
      if (!isUnreachable(error)) throw error
      if (!told) print('Neo4j does not answer yet; serving anyway, and trying again until it does')
      tellDown()
      await sleep(RETRY_MS, undefined, { signal }).catch(() => {})
    }
  }
}

const interrupted = (io: CommandIo, ended: AbortController, print: (line: string) => void) =>
  new Promise<void>(resolve => {
    const ignoreInterrupts = io.onInterrupt(() => {
      if (!ended.signal.aborted) print('stopping…')
      ended.abort()
      ignoreInterrupts()
      resolve()
    })
  })

function explain(error: unknown, env: NodeJS.ProcessEnv): string {
  if (error instanceof EnvError || error instanceof Neo4jUnavailable || error instanceof StartError)
    return error.message
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE')
    return `PORT ${env.PORT || 3000} is taken: stop what listens there, or set PORT to another.`
  return error.stack ?? error.message
}
