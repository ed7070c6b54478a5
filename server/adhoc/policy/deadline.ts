/** The time is over and the database has not said that it stopped. */
export class DeadlineExceeded extends Error {
  override name = 'OutOfTime'
}

/** Time for several steps of one work, from now on. To be stopped when the work is done. */
export class Deadline {
  readonly #from = performance.now()
  readonly #timer: NodeJS.Timeout
  #over: Error | undefined
  #giveUp = (_error: Error) => {}

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => this.fail(new DeadlineExceeded()), milliseconds)
  }

  /**
   * Waits for one thing at a time, until the time is over. A race of promises would keep a trace of every row.
   * @throws {DeadlineExceeded}, or what the work was failed with
   */
  race<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#over) return reject(this.#over)
      this.#giveUp = reject
      work.then(resolve, reject)
    })
  }

  /** Ends what is waited for, and all that would be from now on. */
  fail(error: Error): void {
    this.#over = error
    this.#giveUp(error)
  }

  /** Milliseconds since the beginning. */
  get elapsed(): number {
    return performance.now() - this.#from
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
