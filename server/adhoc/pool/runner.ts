import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { AdhocRequest } from '../../../cypher/adhoc.ts'
import type { Connection } from '../../db/connect.ts'
import { HttpError } from '../../lib/http-errors.ts'
import { ClientDisconnected, type StatementLimits } from '../statements/statements.ts'
import type { FromRunner, SerializedError, ToRunner } from './runner-messages.ts'
import { LIMIT_ERRORS } from './statement-errors.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const ENTRY = resolve(import.meta.dirname, 'runner-process.ts')
/** Megabytes of one process's objects. A row of 64 MB on the wire may be ten times as long in memory; then it ends. */
const HEAP_MB = 512
const START_MS = 30_000
/** How often it is told to leave, and how many of these in turn it may fail to hear. */
const ASK_MS = 500
const SILENT = 4
const STDERR = 4_096

/** The text so far ends within a line, so that not even an error can be told behind it. */
export class StreamAborted extends Error {
  override name = 'Cut'
}

export interface RunnerLimits extends StatementLimits {
  /** How long the process may say nothing beyond the deadline. */
  unresponsiveMilliseconds: number
  /** Megabytes for its objects. */
  heapMB?: number
}

/**
 * A process of its own for ad hoc statements, one at a time. The driver takes a row apart in one go, however long that takes
 * and whatever memory: here it can be ended, and nobody else waits for it.
 */
export class Runner {
  readonly #child: ChildProcess
  readonly #limits: RunnerLimits
  readonly #ready: Promise<void>
  #stderr = ''
  /** Why it is no more. */
  #ended: HttpError | undefined
  #statement = new Statement(() => {})

  constructor(connection: Connection, limits: RunnerLimits) {
    this.#limits = limits
    this.#child = fork(ENTRY, {
      cwd: ROOT,
      env: withoutOurs(process.env),
      execArgv: [
        ...['--import', 'tsx', `--max-old-space-size=${limits.heapMB ?? HEAP_MB}`],
        // Rows go through and nothing of them stays: V8's own choice lets the heap grow to twice what is alive.
        '--heap-growing-percent=30',
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr?.on('data', data => {
      this.#stderr = `${this.#stderr}${data}`.slice(-STDERR)
    })
    this.#child.on('error', error => this.#isGone(error.message))
    this.#child.on('exit', (code, signal) => this.#isGone(`code ${code}, signal ${signal}`))
    const late = setTimeout(() => this.kill(), START_MS)
    const before = this.#statement
    before.hear({ type: 'free' })
    this.#ready = before.waits(() => before.answered || this.#ended !== undefined)
    void this.#ready.then(() => clearTimeout(late))
    this.#child.on('message', (message: FromRunner) => this.#hear(message))
    this.#tell({ type: 'open', connection, limits })
  }

  /** Whether a statement may be given to it, also while it starts. */
  get usable(): boolean {
    return !this.#ended && this.#statement.free
  }

  /**
   * Gives the answer's text as it is asked for; `settled` is called once nothing of the statement is left.
   * @throws {HttpError} what the reader is told, {Cut} if even that cannot be told, {Gone}
   */
  async *run(request: AdhocRequest, own: boolean, signal: AbortSignal, settled: () => void): AsyncGenerator<string> {
    const statement = new Statement(settled)
    const wake = () => statement.wake()
    signal.addEventListener('abort', wake)
    try {
      await this.#ready
      this.#statement = statement
      this.#tell({ type: 'run', request, own })
      const timeout = Math.min(request.timeout ?? Number.POSITIVE_INFINITY, this.#limits.milliseconds)
      const end = performance.now() + timeout + this.#limits.graceMilliseconds
      for (;;) {
        const message = await this.#next(statement, signal, end)
        if (message.type === 'end') return
        if (message.type === 'fault') throw toError(message.fault)
        if (message.type !== 'text') continue
        statement.whole = message.whole
        yield message.text
        if (!statement.answered) this.#tell({ type: 'taken' })
      }
    } catch (error) {
      if (signal.aborted) throw new ClientDisconnected()
      throw statement.whole ? error : new StreamAborted()
    } finally {
      signal.removeEventListener('abort', wake)
      this.#leave(statement)
    }
  }

  /** Ends it whatever it does, and with it its statement: the database notices that the connection is closed. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /** Ends it and waits until it is gone. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return
    const gone = once(this.#child, 'exit')
    this.kill()
    await gone
  }

  #tell(message: ToRunner): void {
    if (this.#child.connected) this.#child.send(message, () => {})
  }

  #hear(message: FromRunner): void {
    const statement = this.#statement
    if (message.type === 'spent') this.kill()
    else statement.hear(message)
    if (statement.isOver) statement.settled()
  }

  /** @throws {HttpError} when it has ended, or has said nothing for too long and is ended */
  async #next(statement: Statement, signal: AbortSignal, end: number): Promise<FromRunner> {
    const late = () => {
      this.#ended ??= LIMIT_ERRORS.time()
      this.kill()
      statement.wake()
    }
    const timer = setTimeout(late, Math.max(end - performance.now(), 0) + this.#limits.unresponsiveMilliseconds)
    await statement.waits(() => statement.heard.length > 0 || signal.aborted || this.#ended !== undefined)
    clearTimeout(timer)
    const message = statement.heard.shift()
    if (message) return message
    throw this.#ended ?? new ClientDisconnected()
  }

  /** The answer is out, or nobody waits for it: sees to it that the statement ends, or else the process. */
  #leave(statement: Statement): void {
    if (this.#ended) {
      statement.settled()
      return
    }
    const until = performance.now() + this.#limits.releaseMilliseconds + this.#limits.unresponsiveMilliseconds
    const ask = () => {
      if (statement.isOver || this.#ended) return
      if (performance.now() > until || statement.asked > SILENT) return this.kill()
      statement.asked++
      this.#tell({ type: 'leave' })
      setTimeout(ask, ASK_MS)
    }
    if (statement.answered) setTimeout(ask, ASK_MS)
    else ask()
  }

  #isGone(how: string): void {
    const gone = new HttpError(500, 'fault', 'Something went wrong here. It has been noted in the log.')
    gone.cause = new Error(`A process for ad hoc statements ended: ${how}\n${this.#stderr}`)
    // What V8 does where its heap is at its end.
    this.#ended ??= this.#child.signalCode === 'SIGABRT' ? tooMuch() : gone
    this.#statement.wake()
    this.#statement.settled()
  }
}

/** One statement as it is heard of. The process may be at the next one before the last of the answer is taken. */
class Statement {
  readonly heard: FromRunner[] = []
  /** The text so far ends at the end of a line. */
  whole = true
  answered = false
  /** How often it was told to leave and did not hear. */
  asked = 0
  free = false
  wake = () => {}
  readonly settled: () => void

  constructor(settled: () => void) {
    this.settled = settled
  }

  get isOver(): boolean {
    return this.answered && this.free
  }

  hear(message: FromRunner): void {
    if (message.type === 'leaving') this.asked = 0
    else if (message.type === 'free') this.free = true
    else {
      if (message.type !== 'text') this.answered = true
      this.heard.push(message)
      this.wake()
    }
  }

  async waits(until: () => boolean): Promise<void> {
    while (!until())
      await new Promise<void>(resolve => {
        this.wake = resolve
      })
  }
}

const tooMuch = () =>
  new HttpError(
    413,
    'too-large',
    'A row of the answer takes more memory than any may. Return less in a row: UNWIND the list, or aggregate.',
    { limit: 'memory' },
  )

function toError({ status, code, message, details, cause }: SerializedError): HttpError {
  const error = new HttpError(status, code, message, details)
  if (cause) error.cause = cause
  return error
}

/** The database's name and password come by a message. */
const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('NEO4J_')))
