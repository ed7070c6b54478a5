import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type ProcessId, thisProcess } from './process-identity.ts'

interface Holder extends ProcessId {
  token: string
}

/**
 * A lock file that names the process that holds it; the lock of an ended process is removed. A download can take long, so
 * the process decides whether a lock is valid, not the age of the file.
 */
export class Lock {
  readonly #me: Holder = { ...thisProcess(), token: randomUUID() }

  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** Takes the lock if it is free or its holder has ended. Never waits. */
  tryAcquire(): boolean {
    if (claim(this.#file, this.#me)) return true
    const holder = read(this.#file)
    if (holder === undefined || isAlive(holder)) return false
    return this.#breakLock(holder) && claim(this.#file, this.#me)
  }

  /** Waits for the lock. Calls `onWait` once with the process that holds it. */
  async acquire(onWait: (holder: ProcessId) => void, signal?: AbortSignal): Promise<void> {
    let isReported = false
    while (!this.tryAcquire()) {
      const holder = read(this.#file)
      if (holder && !isReported) onWait(holder)
      isReported ||= holder !== undefined
      await sleep(100, undefined, { signal })
    }
  }

  release(): void {
    if (read(this.#file)?.token === this.#me.token) rmSync(this.#file, { force: true })
  }

  // Two processes may find the same ended holder. The one that creates the file named after that holder removes the lock, after
  // checking again that the lock is still the holder's. The other one tries again later.
  #breakLock(dead: Holder): boolean {
    const right = `${this.#file}.${dead.token}`
    if (!claim(right, this.#me)) {
      const breaker = read(right)
      if (breaker && !isAlive(breaker)) rmSync(right, { force: true })
      return false
    }
    try {
      if (read(this.#file)?.token !== dead.token) return false
      rmSync(this.#file, { force: true })
      return true
    } finally {
      rmSync(right, { force: true })
    }
  }
}

/** Creates the file with its content in one step; link() fails if it exists. */
function claim(file: string, holder: Holder): boolean {
  const draft = `${file}.draft-${holder.token}`
  try {
    writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
