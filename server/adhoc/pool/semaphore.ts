/** Too many statements run or wait. Try again after `seconds`. */
export class Overloaded extends Error {
  override name = 'Overloaded'
  constructor(
    /** Whether the queue was full; otherwise the wait was too long. */
    readonly queueFull: boolean,
    readonly seconds: number,
  ) {
    super(queueFull ? 'Too many statements are waiting' : 'The statements before this one take too long')
  }
}

/** A semaphore with a bounded queue and a limit on waiting. */
export class Semaphore {
  #free: number
  readonly #queue: (() => void)[] = []
  constructor(readonly limits: { concurrent: number; waiting: number; waitMilliseconds: number }) {
    this.#free = limits.concurrent
  }

  /**
   * Returns the function that releases; calling it again does nothing.
   * @throws {Overloaded}
   */
  async acquire(signal: AbortSignal): Promise<() => void> {
    if (this.#free > 0) this.#free--
    else await this.#wait(signal)
    let held = true
    return () => {
      if (!held) return
      held = false
      const next = this.#queue.shift()
      if (next) next()
      else this.#free++
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    const { waiting, waitMilliseconds } = this.limits
    const seconds = Math.ceil(waitMilliseconds / 1000)
    if (this.#queue.length >= waiting) throw new Overloaded(true, seconds)
    return new Promise((resolve, reject) => {
      const leave = () => {
        const at = this.#queue.indexOf(enter)
        if (at >= 0) this.#queue.splice(at, 1)
        settle()
        reject(new Overloaded(false, seconds))
      }
      const timer = setTimeout(leave, waitMilliseconds)
      const settle = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', leave)
      }
      const enter = () => {
        settle()
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#queue.push(enter)
    })
  }
}
