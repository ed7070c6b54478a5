/** The time is over, and the database has not confirmed that it stopped. */
export class DeadlineExceeded extends Error {
  override name = 'DeadlineExceeded'
}

/** A deadline for several steps, from now on. Call `stop` when they are done. */
export class Deadline {
  readonly #from = performance.now()
  readonly #timer: NodeJS.Timeout
  #error: Error | undefined
  #reject = (_error: Error) => {}

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => this.fail(new DeadlineExceeded()), milliseconds)
  }

  /**
   * Waits for one promise at a time, at most until the deadline. Promise.race would leak memory with every row.
   * @throws {DeadlineExceeded} or the error passed to `fail`
   */
  race<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#error) return reject(this.#error)
      this.#reject = reject
      work.then(resolve, reject)
    })
  }

  /** Rejects the current and all later waits with `error`. */
  fail(error: Error): void {
    this.#error = error
    this.#reject(error)
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    return performance.now() - this.#from
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
