import { Race } from '../../lib/race.ts'

/** The time is over, and the database has not confirmed that it stopped. */
export class DeadlineExceeded extends Error {
  override name = 'DeadlineExceeded'
}

/** A deadline for several steps, from now on: `race` throws `DeadlineExceeded` after it. Call `stop` when they are done. */
export class Deadline extends Race {
  readonly #from = performance.now()
  readonly #timer: NodeJS.Timeout

  constructor(milliseconds: number) {
    super()
    this.#timer = setTimeout(() => this.fail(new DeadlineExceeded()), milliseconds)
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    return performance.now() - this.#from
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
