import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { AdhocRequest } from '../../../cypher/adhoc.ts'
import type { Connection } from '../../db/connect.ts'
import { HttpError } from '../../lib/http-errors.ts'
import { MODULE_ENDING, PROJECT_ROOT } from '../../root/project-root.ts'
import { timeoutOf } from '../statements/adhoc-parameters.ts'
import { ClientDisconnected, type StatementLimits } from '../statements/statements.ts'
import type { FromRunner, SerializedError, ToRunner } from './runner-messages.ts'
import { LIMIT_ERRORS } from './statement-errors.ts'

const ENTRY = join(import.meta.dirname, `runner-process${MODULE_ENDING}`)
/** Heap of one process in MB. A row of 64 MB may need ten times as much; then the process ends. */
const HEAP_MB = 512
const START_MS = 30_000
/** How often a cancellation is repeated, and how many may be unanswered in a row. */
const CANCEL_MS = 500
const MAX_UNANSWERED = 4
/** Characters of standard error that are kept for the log. */
const MAX_STDERR = 4_096

/** The text so far ends within a line, so that no error line can follow. */
export class StreamAborted extends Error {
  override name = 'StreamAborted'
}

export interface RunnerLimits extends StatementLimits {
  /** How long after the deadline the process may be silent. */
  unresponsiveMilliseconds: number
  /** Heap of the process in MB. */
  heapMB?: number
}

export interface RunEvents {
  /** The statement is sent to the database. */
  onStarted: () => void
  /** The process is done with the statement. `isReleased` is false if the database may still run it, because the process has ended. */
  onSettled: (isReleased: boolean) => void
}

/**
 * A separate process for ad hoc statements, one at a time. The driver parses a row synchronously, however long that takes and however
 * much memory it needs. A process can be killed, and blocks nothing else.
 */
export class Runner {
  readonly #child: ChildProcess
  readonly #limits: RunnerLimits
  readonly #ready: Promise<void>
  #stderr = ''
  /** Why the process has ended. */
  #ended: HttpError | undefined
  #statement = new Statement(() => {})

  constructor(connection: Connection, limits: RunnerLimits) {
    this.#limits = limits
    this.#child = fork(ENTRY, {
      cwd: PROJECT_ROOT,
      env: withoutNeo4jVariables(process.env),
      execArgv: [
        ...(MODULE_ENDING === '.ts' ? ['--import', 'tsx'] : []),
        `--max-old-space-size=${limits.heapMB ?? HEAP_MB}`,
        // Rows are short-lived. By default, V8 lets the heap grow to twice the live objects.
        '--heap-growing-percent=30',
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr?.on('data', data => {
      this.#stderr = `${this.#stderr}${data}`.slice(-MAX_STDERR)
    })
    this.#child.on('error', error => this.#onExit(error.message))
    this.#child.on('exit', (code, signal) => this.#onExit(`code ${code}, signal ${signal}`))
    const late = setTimeout(() => this.kill(), START_MS)
    const starting = this.#statement
    starting.receive({ type: 'idle' })
    this.#ready = starting.waitUntil(() => starting.answered || this.#ended !== undefined)
    void this.#ready.then(() => clearTimeout(late))
    this.#child.on('message', (message: FromRunner) => this.#receive(message))
    this.#send({ type: 'open', connection, limits })
  }

  /** Whether it can take a statement, which is possible while it starts. */
  get usable(): boolean {
    return !this.#ended && this.#statement.released
  }

  /**
   * Streams the text of the answer. `id` marks the transaction of the statement in the database, which sees what `bookmarks` name.
   * @throws {HttpError} if the statement fails
   * @throws {StreamAborted} if it fails within a line
   * @throws {ClientDisconnected}
   */
  async *run(
    { id, request, bookmarks = [] }: { id: string; request: AdhocRequest; bookmarks?: string[] },
    signal: AbortSignal,
    { onStarted, onSettled }: RunEvents,
  ): AsyncGenerator<string> {
    const statement = new Statement(onSettled)
    const wake = () => statement.wake()
    signal.addEventListener('abort', wake)
    try {
      await this.#ready
      this.#statement = statement
      this.#send({ type: 'run', id, request, bookmarks })
      onStarted()
      const timeout = timeoutOf(request, this.#limits)
      const end = performance.now() + timeout + this.#limits.graceMilliseconds
      for (;;) {
        const message = await this.#next(statement, signal, end)
        if (message.type === 'end') return
        if (message.type === 'error') throw toError(message.error)
        if (message.type !== 'text') continue
        statement.endsLine = message.endsLine
        yield message.text
        if (!statement.answered) this.#send({ type: 'acknowledge' })
      }
    } catch (error) {
      if (signal.aborted) throw new ClientDisconnected()
      throw statement.endsLine ? error : new StreamAborted()
    } finally {
      signal.removeEventListener('abort', wake)
      this.#cancel(statement)
    }
  }

  /** Kills the process. The database notices the closed connection and ends the statement. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /** Kills the process and waits until it has ended. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return
    const exited = once(this.#child, 'exit')
    this.kill()
    await exited
  }

  #send(message: ToRunner): void {
    if (this.#child.connected) this.#child.send(message, () => {})
  }

  #receive(message: FromRunner): void {
    const statement = this.#statement
    if (message.type === 'unusable') this.kill()
    else statement.receive(message)
    if (statement.isOver) statement.onSettled(true)
  }

  /** @throws {HttpError} if the process has ended, or was silent for too long and is killed */
  async #next(statement: Statement, signal: AbortSignal, end: number): Promise<FromRunner> {
    const late = () => {
      this.#ended ??= LIMIT_ERRORS.time()
      this.kill()
      statement.wake()
    }
    const timer = setTimeout(late, Math.max(end - performance.now(), 0) + this.#limits.unresponsiveMilliseconds)
    await statement.waitUntil(() => statement.received.length > 0 || signal.aborted || this.#ended !== undefined)
    clearTimeout(timer)
    const message = statement.received.shift()
    if (message) return message
    throw this.#ended ?? new ClientDisconnected()
  }

  /** Cancels the statement, and kills the process if that takes too long or the process does not respond. */
  #cancel(statement: Statement): void {
    if (this.#ended) {
      statement.onSettled(statement.released)
      return
    }
    const until = performance.now() + this.#limits.releaseMilliseconds + this.#limits.unresponsiveMilliseconds
    const cancel = () => {
      if (statement.isOver || this.#ended) return
      if (performance.now() > until || statement.unanswered > MAX_UNANSWERED) return this.kill()
      statement.unanswered++
      this.#send({ type: 'cancel' })
      setTimeout(cancel, CANCEL_MS)
    }
    if (statement.answered) setTimeout(cancel, CANCEL_MS)
    else cancel()
  }

  #onExit(how: string): void {
    const crash = new HttpError(500, 'internal-error', 'An internal error occurred. The server log has the details.')
    crash.cause = new Error(`A process for ad hoc statements ended: ${how}\n${this.#stderr}`)
    // V8 aborts when its heap is full.
    this.#ended ??= this.#child.signalCode === 'SIGABRT' ? outOfMemory() : crash
    this.#statement.wake()
    this.#statement.onSettled(this.#statement.released)
  }
}

/** The state of one statement. The process may run the next one before the whole answer is consumed. */
class Statement {
  readonly received: FromRunner[] = []
  /** The text so far ends with the end of a line. */
  endsLine = true
  answered = false
  /** Cancellations without a response. */
  unanswered = 0
  /** The database has released the statement. */
  released = false
  wake = () => {}
  readonly onSettled: RunEvents['onSettled']

  constructor(onSettled: RunEvents['onSettled']) {
    this.onSettled = onSettled
  }

  get isOver(): boolean {
    return this.answered && this.released
  }

  receive(message: FromRunner): void {
    if (message.type === 'cancelling') this.unanswered = 0
    else if (message.type === 'idle') this.released = true
    else {
      if (message.type !== 'text') this.answered = true
      this.received.push(message)
      this.wake()
    }
  }

  async waitUntil(condition: () => boolean): Promise<void> {
    while (!condition())
      await new Promise<void>(resolve => {
        this.wake = resolve
      })
  }
}

const outOfMemory = () =>
  new HttpError(
    413,
    'too-large',
    'A row needs more memory than one row may use. Return less per row: UNWIND the list, or aggregate.',
    { limit: 'memory' },
  )

function toError({ status, code, message, details, cause }: SerializedError): HttpError {
  const error = new HttpError(status, code, message, details)
  if (cause) error.cause = cause
  return error
}

/** The address and password of the database arrive in a message instead. */
const withoutNeo4jVariables = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ADHOC_)?NEO4J_/.test(name)))
