import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Logger } from 'pino'
import { Adhoc } from './adhoc/adhoc-service.ts'
import { keepMirrored, type Mirroring } from './adhoc/keep-mirrored.ts'
import { buildApp } from './app.ts'
import { connect, type Driver, isPanicked } from './db/connect.ts'
import { readQuestions } from './db/cypher-files.ts'
import { followDays } from './follow-days.ts'
import { builtPages, devPages } from './http/client-pages.ts'
import { countOverrun } from './http/metrics.ts'
import { copiesOf } from './launcher/copies.ts'
import { type Neo4jServer, Neo4jUnavailable, openNeo4j } from './launcher/open-neo4j.ts'
import type { CommandIo } from './lib/command-io.ts'
import { type AdhocEnv, EnvError, readEnv } from './lib/env.ts'
import { isLoopback } from './lib/host-names.ts'
import { createLogger, listen } from './main.ts'
import { type PreparingLoader, prepareDatabase, StartError } from './prepare-database.ts'
import { createNetworkReader } from './questions/network-reader.ts'
import { keepWarm } from './questions/warm-up.ts'

const HELP = `Starts Neo4j, loads the sample into an empty database, and serves the app.

Usage: npm start            serves the built client
       npm run dev          serves the client with Vite and reloads it on changes

Environment variables, with their defaults: PORT (3000), HOST (127.0.0.1), LOG_LEVEL (info), ADHOC (on), ANSWERS_MB (32).
ALLOWED_HOSTS lists the names under which others reach the app, such as graph.example.org; localhost is always allowed.
EMBED_ANCESTORS lists the sites whose pages may frame /embed (default: all), and CORS_ORIGINS the origins whose pages may read
answers (default: none; * for all).
ADHOC is on, isolated (on a copy of the database, in a Neo4j of its own or the one at ADHOC_NEO4J_URI) or off.
OTEL_EXPORTER_OTLP_ENDPOINT is the collector that traces are sent to (default: none).
NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD select an existing server; without them, the app starts Neo4j with Docker or local Java.
See docs/deploy.md.`

const HOSTS_HINT =
  'ALLOWED_HOSTS is not set, so the app answers requests to localhost and 127.0.0.1 only. To reach it under another name or\n' +
  'address, also through a proxy, set ALLOWED_HOSTS to that, for example ALLOWED_HOSTS=graph.example.org.\n'
/** How long the end waits for a database that may never answer. */
const SILENCE_MS = 5_000

/** The part of the loader that start-up uses. */
export interface Loader extends PreparingLoader {
  /** Copies the database for ad hoc Cypher. */
  mirroring: Mirroring
}

/**
 * `npm start`: starts Neo4j, applies the schema, loads the sample, serves the app and prints its URL, until Ctrl-C.
 * Returns the exit code: 0, or 1 with a message on standard error.
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
    if (env.tracing) {
      const { startTracing } = await import('./tracing.ts')
      const stopTracing = startTracing()
      stops.push(() => unlessSilent(stopTracing()))
    }
    const traceRequests = env.tracing ? (await import('./http/trace-requests.ts')).traceRequests : undefined
    const neo4j = await openNeo4j({
      ...{
        home: env.neo4jHome,
        connection: env.connection,
        log: print,
        supervise: true,
        env: io.env,
        launch: env.launch,
      },
    })
    stops.push(() => neo4j.stop())
    const driver = connect(neo4j)
    stops.push(() => unlessSilent(driver.close()))
    const questions = await readQuestions()
    const copies = env.adhoc.mode === 'isolated' ? copiesOf(env, { env: io.env, log: print }) : undefined
    if (copies) stops.push(() => copies.close())
    const adhoc = openAdhoc(env.adhoc, { neo4j, driver, logger })
    if (adhoc) stops.push(() => adhoc.close())
    let pending: string | null = 'the schema and the sample are not loaded yet'
    const client = values.dev ? await devPages() : { pages: builtPages() }
    if ('stop' in client) stops.push(client.stop)
    const network = createNetworkReader(driver)
    const app = buildApp({
      ...{ driver, questions, network, adhoc, logger, ...client, development: values.dev, checkRows: values.dev },
      answersMB: env.answersMB,
      traceRequests,
      ...{ allowedHosts: env.allowedHosts, embedAncestors: env.embedAncestors, corsOrigins: env.corsOrigins },
      pending: () => pending,
    })
    let onDown = () => {}
    const down = new Promise<void>(resolve => {
      onDown = resolve
    })
    const ready = prepareDatabase(driver, { print, loader, signal: ended.signal, onDown }).then(() => {
      pending = null
      const warming = keepWarm(driver, { questions, network }, ended.signal, error => {
        if (isPanicked(error)) restart(neo4j, logger)
      })
      stops.push(() => unlessSilent(warming))
      const following = followDays({ driver, loader, logger, signal: ended.signal })
      stops.push(() => unlessSilent(following))
      if (!adhoc || !copies) return
      const { mirroring } = loader
      const keeping = keepMirrored({ driver, adhoc, copies, mirroring, logger, signal: ended.signal })
      stops.push(() => keeping)
    })
    // Without data there is nothing to show, unless the database is down: then the app says so.
    await Promise.race([ready, down])
    const { url, stop } = await listen(app, env.port, env.host)
    stops.push(stop)
    print(`\nwho-left-where is at ${url}  (Ctrl-C to stop)\n`)
    if (!isLoopback(env.host) && env.allowedHosts.length === 0) print(HOSTS_HINT)
    await Promise.all([ready, interrupted(io, ended, print)])
  } finally {
    ended.abort()
    await stopAll()
  }
}

/** Ends a local Neo4j that has given up; the supervisor starts it again. */
function restart({ killSwitch }: Neo4jServer, logger: Logger): void {
  const kill = killSwitch?.()
  logger.error(`Neo4j has given up, perhaps because its disk is full${kill ? '; restarting it' : '; restart it'}`)
  void kill?.()
}

/** Ad hoc Cypher on the database, or on the copy that `keepMirrored` names later. */
function openAdhoc(
  env: AdhocEnv,
  { neo4j, driver, logger }: { neo4j: Neo4jServer; driver: Driver; logger: Logger },
): Adhoc | undefined {
  const options = { logger, onOverrun: countOverrun }
  if (env.mode === 'off') return undefined
  if (env.mode === 'on') {
    const bookmarks = () => driver.executeQueryBookmarkManager.getBookmarks()
    return new Adhoc(neo4j, {}, { ...options, bookmarks })
  }
  return new Adhoc(undefined, {}, { ...options, mode: 'isolated', held: env.connection === undefined })
}

const unlessSilent = (work: Promise<void>): Promise<void> => Promise.race([work, sleep(SILENCE_MS)])

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
    return `Port ${env.PORT || 3000} is in use: stop the program that uses it, or set PORT to another number.`
  return error.stack ?? error.message
}
