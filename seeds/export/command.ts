import { Presets, SingleBar } from 'cli-progress'
import { connect, type Driver, isUnauthorised, isUnreachable, UNAUTHORISED } from '../../server/db/connect.ts'
import { EnvError, readEnv } from '../../server/env.ts'
import { Neo4jUnavailable, openNeo4j } from '../../server/neo4j/index.ts'
import { LossError } from '../export.ts'
import { TargetError } from './target.ts'

/** What the commands that read the database out have in common. */

export const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

export interface Surroundings {
  driver: Driver
  progress: (done: number, total: number) => void
  signal: AbortSignal
}

/** Opens the database, gives it to `work` with a progress bar, and sees to a clean end, also by Ctrl-C. */
export async function withDatabase<T>(verb: string, work: (surroundings: Surroundings) => Promise<T>): Promise<T> {
  const env = readEnv()
  const stop = new AbortController()
  const interrupt = () => stop.abort(new Interrupted())
  const neo4j = await openNeo4j({ home: env.neo4jHome, connection: env.connection, log: say })
  for (const name of SIGNALS) process.once(name, interrupt)
  const driver = connect(neo4j)
  const { progress, end } = process.stderr.isTTY ? bar(verb) : plainLines(verb)
  try {
    return await work({ driver, progress, signal: stop.signal })
  } finally {
    end()
    await driver.close()
    await neo4j.stop()
    for (const name of SIGNALS) process.off(name, interrupt)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

class Interrupted extends Error {}

function bar(verb: string) {
  const format = `${verb} {bar} {value} of {total}`
  const shown = new SingleBar({ format, clearOnComplete: true, stream: process.stderr }, Presets.shades_classic)
  const progress = (done: number, total: number) => (shown.isActive ? shown.update(done) : shown.start(total, done))
  return { progress, end: () => shown.stop() }
}

/** Without a terminal: a line for every tenth of what there is, where there is enough to wait for. */
function plainLines(verb: string) {
  let told = 0
  const progress = (done: number, total: number) => {
    const tenth = Math.floor((10 * done) / total)
    if (total >= 10_000 && tenth > told) say(`${verb} ${done} of ${total}`)
    told = tenth
  }
  return { progress, end: () => {} }
}

export class UsageError extends Error {}

/** Runs a command to its exit code; what went wrong is told on standard error. */
export async function runCommand(command: string, main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    const { text, code } = explain(error, command)
    say(text)
    process.exitCode = code
  }
}

function explain(error: unknown, command: string): { text: string; code: number } {
  if (error instanceof TargetError || error instanceof LossError) return { text: error.message, code: 1 }
  if (error instanceof EnvError || error instanceof Neo4jUnavailable) return { text: error.message, code: 3 }
  if (error instanceof Interrupted) return { text: 'Stopped; nothing was written.', code: 130 }
  if (isUnauthorised(error)) return { text: UNAUTHORISED, code: 3 }
  if (isUnreachable(error)) return { text: 'Neo4j does not answer: check NEO4J_URI and that the server runs.', code: 3 }
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (error instanceof UsageError || isUsage)
    return { text: `${error.message}\nSee npm run ${command} -- --help`, code: 2 }
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 4 }
}
