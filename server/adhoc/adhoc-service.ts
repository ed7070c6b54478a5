import { availableParallelism } from 'node:os'
import type { AdhocRequest } from '../../cypher/adhoc.ts'
import type { Connection } from '../db/connect.ts'
import type { Questions } from '../db/cypher-files.ts'
import { QueryPolicy } from './policy/query-policy.ts'
import { Runner, type RunnerLimits } from './pool/runner.ts'
import { Semaphore } from './pool/semaphore.ts'
import { readAdhocParams } from './statements/adhoc-parameters.ts'
import { trustedQuestions } from './trusted-questions.ts'

/** What the server allows; a request may lower rows, bytes and milliseconds. */
export interface AdhocLimits extends RunnerLimits {
  /** Statements at a time, each in a process of its own, how many more may wait, and for how long. */
  concurrent: number
  waiting: number
  waitMilliseconds: number
  /** How long a reader may take nothing while the statement still has time. */
  slowConsumerMilliseconds: number
  /** Requests a minute of one address. */
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
  // Half of the cores stay for named questions; a process takes some 100 MB.
  concurrent: Math.min(8, Math.max(1, Math.floor(availableParallelism() / 2))),
  waiting: 16,
  waitMilliseconds: 5_000,
  slowConsumerMilliseconds: 10_000,
  perMinute: 240,
}

/** One process stays; others that nobody needed for so long end. */
const IDLE_MS = 60_000

/** Ad hoc Cypher, in processes and over drivers of its own, so that it starves nobody else. */
export class Adhoc {
  readonly limits: AdhocLimits
  readonly #connection: Connection
  readonly #gate = new QueryPolicy()
  readonly #isOwn: ReturnType<typeof trustedQuestions>
  readonly #permits: Semaphore
  readonly #runners = new Set<Runner>()
  readonly #idle: Runner[] = []
  #closed = false

  /** `questions` may be asked here too, whatever the rules say of their texts. */
  constructor(
    { uri, user, password }: Connection,
    limits: Partial<AdhocLimits> = {},
    questions: Questions = new Map(),
  ) {
    this.#connection = { uri, user, password }
    this.limits = { ...ADHOC_LIMITS, ...limits }
    this.#permits = new Semaphore(this.limits)
    this.#isOwn = trustedQuestions(questions)
    this.#idle.push(this.#start())
  }

  /** Ends its processes, and with them what is still running. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#runners].map(runner => runner.close()))
  }

  /**
   * Judges and runs one statement, once and never again, and gives the text of the answer as it is asked for. What is thrown
   * before the first of it is a refusal; after it, the fault of a stream that has begun.
   * @throws {PolicyViolation} if it may not run, {Crowded} if too many run, {HttpError} what it failed with, {Cut}, {Gone}
   */
  async *run(request: AdhocRequest, signal: AbortSignal): AsyncGenerator<string> {
    // What is refused by its text alone need not wait for a place.
    const own = this.#isOwn(request)
    this.#gate.prepare(request.query, readAdhocParams(request.params), own)
    const release = await this.#permits.acquire(signal)
    const runner = this.#take()
    let settled = false
    yield* runner.run(request, own, signal, () => {
      if (settled) return
      settled = true
      this.#giveBack(runner)
      release()
    })
  }

  #start(): Runner {
    const runner = new Runner(this.#connection, this.limits)
    this.#runners.add(runner)
    return runner
  }

  #take(): Runner {
    for (let runner = this.#idle.pop(); runner; runner = this.#idle.pop()) {
      if (runner.usable) return runner
      this.#runners.delete(runner)
    }
    return this.#start()
  }

  /** One that has ended is replaced at once, so that the next statement does not wait for a start. */
  #giveBack(runner: Runner): void {
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
