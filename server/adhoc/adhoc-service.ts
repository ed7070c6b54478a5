import { availableParallelism } from 'node:os'
import type { AdhocRequest } from '../../cypher/adhoc.ts'
import type { Connection } from '../db/connect.ts'
import { QueryPolicy } from './policy/query-policy.ts'
import { Runner, type RunnerLimits } from './pool/runner.ts'
import { Semaphore } from './pool/semaphore.ts'
import { readAdhocParams } from './statements/adhoc-parameters.ts'

/** The limits of the server; a request may lower rows, bytes and milliseconds. */
export interface AdhocLimits extends RunnerLimits {
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
  graceMilliseconds: 3_000,
  unresponsiveMilliseconds: 2_000,
  elements: 500_000,
  rowBytes: 64 * 2 ** 20,
  releaseMilliseconds: 60_000,
  // Half of the cores remain for named questions. A process takes some 100 MB.
  concurrent: Math.min(8, Math.max(1, Math.floor(availableParallelism() / 2))),
  waiting: 16,
  waitMilliseconds: 5_000,
  slowConsumerMilliseconds: 10_000,
  perMinute: 240,
}

/** Idle processes end after this time, except one. */
const IDLE_MS = 60_000

/** Runs ad hoc Cypher in separate processes with their own drivers, so that it cannot starve named questions. */
export class Adhoc {
  readonly limits: AdhocLimits
  readonly #connection: Connection
  readonly #policy = new QueryPolicy()
  readonly #semaphore: Semaphore
  readonly #runners = new Set<Runner>()
  readonly #idle: Runner[] = []
  #closed = false

  constructor({ uri, user, password }: Connection, limits: Partial<AdhocLimits> = {}) {
    this.#connection = { uri, user, password }
    this.limits = { ...ADHOC_LIMITS, ...limits }
    this.#semaphore = new Semaphore(this.limits)
    this.#idle.push(this.#start())
  }

  /** Ends all processes and their statements. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#runners].map(runner => runner.close()))
  }

  /**
   * Checks and runs one statement once, and streams the text of the answer.
   * @throws {PolicyViolation} if it may not run
   * @throws {Overloaded} if too many statements run or wait
   * @throws {HttpError} if it fails
   * @throws {StreamAborted} if it fails within a line
   * @throws {ClientDisconnected}
   */
  async *run(request: AdhocRequest, signal: AbortSignal): AsyncGenerator<string> {
    // Statements that their text rules out need not wait in the queue.
    this.#policy.prepare(request.query, readAdhocParams(request.params))
    const release = await this.#semaphore.acquire(signal)
    const runner = this.#takeRunner()
    let settled = false
    yield* runner.run(request, signal, () => {
      if (settled) return
      settled = true
      this.#returnRunner(runner)
      release()
    })
  }

  #start(): Runner {
    const runner = new Runner(this.#connection, this.limits)
    this.#runners.add(runner)
    return runner
  }

  #takeRunner(): Runner {
    for (let runner = this.#idle.pop(); runner; runner = this.#idle.pop()) {
      if (runner.usable) return runner
      this.#runners.delete(runner)
    }
    return this.#start()
  }

  /** Replaces a process that has ended at once, so that the next statement does not wait for a start. */
  #returnRunner(runner: Runner): void {
    if (this.#closed) return
    if (runner.usable) this.#idle.push(runner)
    else {
      this.#runners.delete(runner)
      this.#idle.unshift(this.#start())
    }
    if (this.#idle.length === 1) return
    setTimeout(() => {
      const at = this.#idle.indexOf(runner)
      if (at <= 0) return
      this.#idle.splice(at, 1)
      this.#runners.delete(runner)
      runner.kill()
    }, IDLE_MS).unref()
  }
}
