import { connect, type Driver, isUnauthorised, isUnreachable, UNAUTHORISED } from '../../server/db/connect.ts'
import { isReadOnlyError, READ_ONLY_DATABASE } from '../../server/db/read-only.ts'
import { readRestoreState, unfinishedRestore } from '../../server/db/restore-state.ts'
import { Neo4jUnavailable, openNeo4j, runningNeo4j } from '../../server/launcher/open-neo4j.ts'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { EnvError, readEnv } from '../../server/lib/env.ts'
import { BackupError } from '../backup/archive.ts'
import { InterruptedRestore } from '../backup/restore-database.ts'
import { LossError } from '../export/export.ts'
import { TargetError } from '../export/target.ts'
import { Interrupted, UnconfirmedError } from '../load/load.ts'
import { MirrorError } from '../mirror/mirror-database.ts'
import { OptionError } from '../read/read-options.ts'
import { SpoolError } from '../staging/spool.ts'
import { InputError } from '../tables/diagnostic.ts'
import { UndoError } from '../undo/undo.ts'
import { progressOf, type Unit } from './progress.ts'

/** Shared parts of the commands that read and write the database. */

/** Prints a line on standard error. */
export const note = ({ stderr }: CommandIo, line: string): void => {
  stderr.write(`${line}\n`)
}

/** Prints a line on standard output. */
export const print = ({ stdout }: CommandIo, line: string): void => {
  stdout.write(`${line}\n`)
}

export interface CommandContext {
  driver: Driver
  progress: (done: number, total: number) => void
  /** Aborted by Ctrl-C. A second Ctrl-C ends the process at once. */
  signal: AbortSignal
}

/** Opens the database, runs `work` with a progress bar, and closes the database again, also after Ctrl-C. */
export async function withDatabase<T>(
  io: CommandIo,
  verb: string,
  work: (context: CommandContext) => Promise<T>,
  {
    interrupted = () => {},
    unit,
    isRestore = false,
  }: {
    interrupted?: () => void
    unit?: Unit /** Whether the work may replace what an unfinished restore left. */
    isRestore?: boolean
  } = {},
): Promise<T> {
  const env = readEnv(io.env)
  const stop = new AbortController()
  const log = (line: string) => note(io, line)
  const neo4j = await openNeo4j({ home: env.neo4jHome, connection: env.connection, log, env: io.env })
  const ignoreInterrupts = io.onInterrupt(() => {
    stop.abort(new Stopped())
    interrupted()
  })
  const driver = connect(neo4j)
  const { progress, end } = progressOf(io, verb, unit)
  try {
    const { file } = isRestore ? { file: null } : await readRestoreState(driver)
    if (file !== null) throw new BackupError(unfinishedRestore(file))
    return await work({ driver, progress, signal: stop.signal })
  } finally {
    end()
    await driver.close()
    await neo4j.stop()
    ignoreInterrupts()
  }
}

/** Queries a running database without starting one; undefined if there is none or it does not answer. */
export async function askRunning<T>(io: CommandIo, work: (driver: Driver) => Promise<T>): Promise<T | undefined> {
  const env = readEnv(io.env)
  const running = runningNeo4j({ home: env.neo4jHome, connection: env.connection })
  if (!running) return undefined
  let driver: Driver | undefined
  try {
    driver = connect(running)
    return await work(driver)
  } catch {
    // The command will open the database later and then report the reason.
    return undefined
  } finally {
    await driver?.close()
  }
}

/** Stopped with nothing written, or only complete batches. */
class Stopped extends Error {}

/** Runs a command and returns its exit code. Explains errors on standard error. */
export async function runCommand(
  command: string,
  io: CommandIo,
  main: () => Promise<number>,
  { allFaults = false } = {},
): Promise<number> {
  try {
    return await main()
  } catch (error) {
    const { text, code } = explain(error, command, allFaults)
    note(io, text)
    return code
  }
}

function explain(error: unknown, command: string, allFaults: boolean): { text: string; code: number } {
  if (error instanceof InputError) {
    const { message, faults, kinds } = error
    const all = faults === 1 ? '1 fault' : `${faults} faults`
    const count = kinds >= faults ? all : `${all} of ${kinds === 1 ? 'one kind' : `${kinds} kinds`}`
    return { text: `${allFaults ? error.inFull() : message}\n${count}; nothing was written.`, code: 1 }
  }
  if (error instanceof UndoError || error instanceof UnconfirmedError) return { text: error.message, code: 1 }
  if (error instanceof TargetError || error instanceof LossError || error instanceof MirrorError)
    return { text: error.message, code: 1 }
  if (error instanceof BackupError) return { text: error.message, code: error instanceof InterruptedRestore ? 130 : 1 }
  if (error instanceof EnvError || error instanceof Neo4jUnavailable) return { text: error.message, code: 3 }
  if (error instanceof SpoolError) return { text: `${error.message}; nothing was written.`, code: 4 }
  if (error instanceof Interrupted)
    return {
      text: `Stopped: ${error.done} of ${error.total} rows are loaded. Run the same command with --resume to continue.`,
      code: 130,
    }
  if (error instanceof Stopped) return { text: 'Stopped; nothing was written.', code: 130 }
  if (isReadOnlyError(error)) return { text: READ_ONLY_DATABASE, code: 3 }
  if (isUnauthorised(error)) return { text: UNAUTHORISED, code: 3 }
  if (isBroken(error)) {
    const what = error.code === DISK_ERROR ? 'Neo4j could not write to its disk, which may be full' : 'Neo4j failed'
    return { text: `${what}: ${error.message.trim()}${WHOLE[command] ?? ''}`, code: 3 }
  }
  if (isUnreachable(error)) return { text: `${UNANSWERED}${WHOLE[command] ?? ''}`, code: 3 }
  const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (error instanceof OptionError || isUsage)
    return { text: `${error.message}\nSee npm run ${command} -- --help`, code: 2 }
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 4 }
}

const UNANSWERED = 'Neo4j does not answer. Check NEO4J_URI, and that the server is running.'
/** The state of the work after an interruption, by command. */
const WHOLE: Record<string, string> = {
  load: ' All loaded batches are complete; run the same command with --resume to continue.',
  restore: ' The database is incomplete; run the same command with --replace.',
}

const DISK_ERROR = 'Neo.DatabaseError.Transaction.TransactionLogError'
/** An error of Neo4j itself rather than of the query. */
const isBroken = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Neo.DatabaseError.')
