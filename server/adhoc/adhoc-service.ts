import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Logger } from 'pino'
import type { AdhocRequest } from '../../cypher/adhoc.ts'
import { beginSpan } from '../db/statement-span.ts'
import { HttpError, RETRY_AFTER_SECONDS } from '../lib/http-errors.ts'
import { QueryPolicy } from './policy/query-policy.ts'
import { Penalties, SenderMustWait } from './pool/penalties.ts'
import type { RunnerLimits } from './pool/runner.ts'
import { RunnerPool } from './pool/runner-pool.ts'
import { Semaphore } from './pool/semaphore.ts'
import { type AdhocServer, Watchdog, type WatchdogLimits } from './pool/watchdog.ts'
import { readAdhocParams, timeoutOf } from './statements/adhoc-parameters.ts'

/** The limits of the server; a request may lower rows, bytes and milliseconds. */
export interface AdhocLimits extends RunnerLimits, WatchdogLimits {
  /** Statements at a time, each in its own process; how many may wait, and for how long. */
  concurrent: number
  waiting: number
  waitMilliseconds: number
  /** How long a client may read nothing while the statement still has time. */
  slowConsumerMilliseconds: number
  /** Requests per minute from one address. */
  perMinute: number
}

export const ADHOC_LIMITS: AdhocLimits = {
  rows: 1_000_000,
  bytes: 256 * 2 ** 20,
  milliseconds: 10_000,
  graceMilliseconds: 500,
  unresponsiveMilliseconds: 400,
  elements: 500_000,
  rowBytes: 64 * 2 ** 20,
  releaseMilliseconds: 60_000,
  overrunMilliseconds: 15_000,
  // Half of the cores remain for named questions. A process takes some 100 MB.
  concurrent: Math.min(8, Math.max(1, Math.floor(availableParallelism() / 2))),
  waiting: 16,
  waitMilliseconds: 5_000,
  slowConsumerMilliseconds: 10_000,
  perMinute: 240,
}

export interface AdhocOptions {
  /** `isolated`: the server is a copy of the database. */
  mode?: 'on' | 'isolated'
  /** Whether the Neo4j of a statement that does not stop can be ended; by default, whether `server` has a kill switch. */
  held?: boolean
  logger?: Logger
  /** The bookmarks of what readers have seen of the same database, which no statement may fall behind. */
  bookmarks?: () => Promise<Iterable<string>>
  /** Called when a statement did not stop; `ended` says whether its Neo4j is ended. */
  onOverrun?: (ended: boolean) => void
}

/** Where a statement came from. */
export interface StatementOrigin {
  /** The address that sent it. */
  sender?: string | undefined
  /** The id of its request. */
  requestId?: string | undefined
}

/** Characters of a statement in the log. */
const MAX_LOGGED = 2_000

interface Backend {
  server: AdhocServer
  pool: RunnerPool
  watchdog: Watchdog
}

/** Runs ad hoc Cypher in separate processes with their own drivers, so that it cannot starve named questions. */
export class Adhoc {
  readonly limits: AdhocLimits
  readonly mode: 'on' | 'isolated'
  readonly held: boolean
  readonly #options: AdhocOptions
  readonly #policy = new QueryPolicy()
  readonly #semaphore: Semaphore
  readonly #penalties = new Penalties()
  readonly #backends = new Set<Backend>()
  #current: Backend | undefined

  /** Without a server, statements are rejected until `use` names one. */
  constructor(server: AdhocServer | undefined, limits: Partial<AdhocLimits> = {}, options: AdhocOptions = {}) {
    this.limits = { ...ADHOC_LIMITS, ...limits }
    this.mode = options.mode ?? 'on'
    this.held = options.held ?? server?.killSwitch !== undefined
    this.#options = options
    this.#semaphore = new Semaphore(this.limits)
    this.#current = server && this.#open(server)
  }

  /** Runs statements on another server from now on, or on none. Resolves when nothing runs on the previous one. */
  async use(server: AdhocServer | undefined): Promise<void> {
    const before = this.#current
    this.#current = server && this.#open(server)
    if (!before) return
    const { milliseconds, graceMilliseconds, overrunMilliseconds } = this.limits
    const late = setTimeout(
      () => void before.pool.close(),
      milliseconds + Math.max(graceMilliseconds, overrunMilliseconds),
    )
    await before.pool.drain()
    clearTimeout(late)
    this.#backends.delete(before)
    before.watchdog.close()
  }

  /** Ends all processes and their statements. */
  async close(): Promise<void> {
    for (const { watchdog } of this.#backends) watchdog.close()
    await Promise.all([...this.#backends].map(({ pool }) => pool.close()))
  }

  /**
   * Checks and runs one statement once, and streams the text of the answer. `origin` says which request of which address sent it.
   * @throws {PolicyViolation} if it may not run
   * @throws {Overloaded} if too many statements run or wait
   * @throws {SenderMustWait} if a statement from the same address did not stop
   * @throws {HttpError} if it fails
   * @throws {StreamAborted} if it fails within a line
   * @throws {ClientDisconnected}
   */
  async *run(request: AdhocRequest, signal: AbortSignal, origin: StatementOrigin = {}): AsyncGenerator<string> {
    const { sender } = origin
    const seconds = sender === undefined ? 0 : this.#penalties.secondsLeft(sender)
    if (seconds > 0) throw new SenderMustWait(seconds)
    this.#available()
    // Statements that their text rules out need not wait in the queue.
    this.#policy.prepare(request.query, readAdhocParams(request.params))
    const bookmarks = [...((await this.#options.bookmarks?.()) ?? [])]
    const release = await this.#semaphore.acquire(signal)
    let backend: Backend
    try {
      backend = this.#available()
    } catch (error) {
      release()
      throw error
    }
    const runner = backend.pool.take()
    const id = randomUUID()
    let onReleased = () => {}
    let settled = false
    const end = beginSpan('ad hoc statement')
    let failure: unknown
    try {
      yield* runner.run({ id, request, bookmarks }, signal, {
        onStarted: () => {
          onReleased = this.#watch(backend, { id, request, ...origin })
        },
        onSettled: isReleased => {
          if (isReleased) onReleased()
          if (settled) return
          settled = true
          backend.pool.giveBack(runner)
          release()
        },
      })
    } catch (error) {
      failure = error
      throw error
    } finally {
      end(failure)
    }
  }

  #open(server: AdhocServer): Backend {
    const backend = {
      server,
      pool: new RunnerPool(server, this.limits),
      watchdog: new Watchdog(server, this.limits),
    }
    this.#backends.add(backend)
    return backend
  }

  /** @throws {HttpError} 503 while there is no database to run on */
  #available(): Backend {
    const backend = this.#current
    if (!backend) throw unavailable('The copy of the data for ad hoc Cypher is being refreshed.')
    if (backend.watchdog.isRestarting)
      throw unavailable('The database of ad hoc Cypher is restarting, because a statement did not stop.')
    return backend
  }

  /** Returns the function to call when the database has released the statement. */
  #watch(
    { server, watchdog }: Backend,
    { id, request, sender, requestId }: { id: string; request: AdhocRequest } & StatementOrigin,
  ): () => void {
    const { logger, onOverrun = () => {} } = this.#options
    const timeout = timeoutOf(request, this.limits)
    const from = performance.now()
    const milliseconds = () => Math.round(performance.now() - from)
    const ended = server.killSwitch !== undefined
    const logged = { req: { id: requestId }, id }
    return watchdog.watch(
      { id, timeout },
      () => {
        if (sender !== undefined) this.#penalties.add(sender)
        onOverrun(ended)
        logger?.warn(
          { ...logged, statement: request.query.slice(0, MAX_LOGGED), sender, milliseconds: milliseconds(), ended },
          ended
            ? 'an ad hoc statement did not stop after its deadline; its Neo4j is ended and restarted'
            : 'an ad hoc statement did not stop after its deadline; its Neo4j cannot be ended from here',
        )
      },
      () => logger?.info({ ...logged, milliseconds: milliseconds() }, 'Neo4j answers again'),
    )
  }
}

const unavailable = (reason: string) =>
  new HttpError(503, 'database-unavailable', `${reason} Try again in ${RETRY_AFTER_SECONDS} s.`)
