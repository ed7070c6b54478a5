import type { Connection } from '../../db/connect.ts'
import { Runner, type RunnerLimits } from './runner.ts'

/** Idle processes end after this time, except one. */
const IDLE_MS = 60_000

/** The processes that run ad hoc statements on one database. One process is ready before the first statement. */
export class RunnerPool {
  readonly #connection: Connection
  readonly #limits: RunnerLimits
  readonly #runners = new Set<Runner>()
  readonly #idle: Runner[] = []
  #closed = false
  #onDrained = () => {}

  constructor({ uri, user, password }: Connection, limits: RunnerLimits) {
    this.#connection = { uri, user, password }
    this.#limits = limits
    this.#idle.push(this.#start())
  }

  take(): Runner {
    for (let runner = this.#idle.pop(); runner; runner = this.#idle.pop()) {
      if (runner.usable) return runner
      this.#runners.delete(runner)
    }
    return this.#start()
  }

  /** Replaces a process that has ended at once, so that the next statement does not wait for a start. */
  giveBack(runner: Runner): void {
    if (this.#closed) this.#end(runner)
    else if (runner.usable) this.#idle.push(runner)
    else {
      this.#runners.delete(runner)
      this.#idle.unshift(this.#start())
    }
    if (this.#idle.length <= 1) return
    setTimeout(() => {
      const at = this.#idle.indexOf(runner)
      if (at <= 0) return
      this.#idle.splice(at, 1)
      this.#end(runner)
    }, IDLE_MS).unref()
  }

  /** Takes no further statement, and resolves when the running ones have ended. */
  async drain(): Promise<void> {
    this.#closed = true
    const drained = new Promise<void>(resolve => {
      this.#onDrained = resolve
    })
    for (const runner of this.#idle.splice(0)) this.#end(runner)
    if (this.#runners.size > 0) await drained
  }

  /** Ends all processes and their statements. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#runners].map(runner => runner.close()))
  }

  #start(): Runner {
    const runner = new Runner(this.#connection, this.#limits)
    this.#runners.add(runner)
    return runner
  }

  #end(runner: Runner): void {
    this.#runners.delete(runner)
    runner.kill()
    if (this.#runners.size === 0) this.#onDrained()
  }
}
