import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerState } from './home.ts'
import { isAlive } from './process-identity.ts'
import type { ProviderContext } from './provider.ts'

/** Milliseconds. */
export interface SupervisorTimes {
  /** Between two looks at the server. */
  poll: number
  /** The pause before a second start in a row; it doubles with each further one, up to the last. */
  firstPause: number
  lastPause: number
  /** A server that ran this long is started again without a pause. */
  steady: number
}

const DEFAULT_TIMES: SupervisorTimes = { poll: 1_000, firstPause: 2_000, lastPause: 60_000, steady: 10 * 60_000 }

export interface Supervisor {
  /** Starts nothing any more; breaks off a start that is under way and waits until it is. */
  stop(): Promise<void>
}

/** What Java says last where its heap is at its end. */
function causeOf({ home }: ProviderContext): string {
  const file = home.file('logs', 'console.log')
  const [fault] = (existsSync(file) && /java\.lang\.OutOfMemoryError[^\n]*/.exec(readFileSync(file, 'utf8'))) || []
  return fault ? ` (${fault.trim()})` : ''
}

/**
 * Sees to it that a Neo4j which ends by itself is started again, as one does that runs out of memory, at the address it had.
 * One that somebody stopped stays stopped. Docker starts its containers again itself.
 */
export function supervise(
  context: ProviderContext,
  bringUp: (context: ProviderContext) => Promise<ServerState>,
  given: Partial<SupervisorTimes> = {},
): Supervisor {
  const times = { ...DEFAULT_TIMES, ...given }
  const { home, log } = context
  const ended = new AbortController()
  const { signal } = ended
  const isDown = (): ServerState | undefined => {
    const state = home.server
    return state?.process && !state.stopping && !isAlive(state.process) ? state : undefined
  }

  async function restart(): Promise<void> {
    await home.lock.acquire(() => {}, signal)
    try {
      // Another process that uses it may have been first.
      const before = isDown()
      if (!before) return
      log(`Neo4j (pid ${before.process?.pid}) has ended by itself${causeOf(context)}: starting it again…`)
      const state = await bringUp({ ...context, signal })
      home.server = { ...state, stays: before.stays }
      if (state.uri !== before.uri)
        log(`Neo4j is at ${state.uri} now and was at ${before.uri}: stop and start what uses it`)
    } finally {
      home.lock.release()
    }
  }

  const work = (async () => {
    let pause = 0
    let since = Date.now()
    while (!signal.aborted) {
      await sleep(times.poll, undefined, { signal, ref: false })
      if (!isDown()) continue
      if (Date.now() - since > times.steady) pause = 0
      await sleep(pause, undefined, { signal })
      pause = Math.min(times.lastPause, pause * 2 || times.firstPause)
      await restart().catch(error => {
        if (!signal.aborted) log(`Neo4j could not be started again: ${error.message}`)
      })
      since = Date.now()
    }
  })().catch(() => {})

  return {
    stop: () => {
      ended.abort()
      return work
    },
  }
}
