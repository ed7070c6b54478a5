/** Waits for one promise at a time, until `fail` is called. Promise.race would leak memory with every wait on a long stream. */
export class Race {
  #error: Error | undefined
  #reject = (_error: Error) => {}

  /** @throws the error passed to `fail` */
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
}
