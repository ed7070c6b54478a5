import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type ProcessId, thisProcess } from './process-identity.ts'

interface Holder extends ProcessId {
  token: string
}

/**
 * A lock file that outlives no process: it names its holder, and a dead holder's lock is broken. It is held for as long as
 * fetching and starting take, so a living holder is told by its process and not by the age of the file.
 */
export class Lock {
  private readonly me: Holder = { ...thisProcess(), token: randomUUID() }

  constructor(private readonly file: string) {}

  /** Takes the lock if it is free or its holder is dead. Never waits. */
  tryAcquire(): boolean {
    if (claim(this.file, this.me)) return true
    const holder = read(this.file)
    if (holder === undefined || isAlive(holder)) return false
    return this.breakLock(holder) && claim(this.file, this.me)
  }

  /** Waits for the lock; `onWait` hears once who holds it. */
  async acquire(onWait: (holder: ProcessId) => void, signal?: AbortSignal): Promise<void> {
    let told = false
    while (!this.tryAcquire()) {
      const holder = read(this.file)
      if (holder && !told) onWait(holder)
      told = told || holder !== undefined
      await sleep(100, undefined, { signal })
    }
  }

  release(): void {
    if (read(this.file)?.token === this.me.token) rmSync(this.file, { force: true })
  }

  // Two processes may find the same dead holder. The one that makes the file named after that holder removes its lock, after
  // looking once more that it is still the dead one's; the other comes back later.
  private breakLock(dead: Holder): boolean {
    const right = `${this.file}.${dead.token}`
    if (!claim(right, this.me)) {
      const breaker = read(right)
      if (breaker && !isAlive(breaker)) rmSync(right, { force: true })
      return false
    }
    try {
      if (read(this.file)?.token !== dead.token) return false
      rmSync(this.file, { force: true })
      return true
    } finally {
      rmSync(right, { force: true })
    }
  }
}

/** Makes the file with its content at once (link does not replace), so that nobody reads it half written. */
function claim(file: string, holder: Holder): boolean {
  const draft = `${file}.draft-${holder.token}`
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw thrown
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
