import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerState } from './home.ts'
import { isAlive } from './process-identity.ts'
import type { ProviderContext } from './provider.ts'

/** Milliseconds. */
export interface SupervisorTimes {
  /** Between two checks of the server. */
  poll: number
  /** The pause before a second restart in a row; it doubles each time, up to `lastPause`. */
  firstPause: number
  lastPause: number
  /** A server that ran at least this long is restarted without a pause. */
  steady: number
}

const DEFAULT_TIMES: SupervisorTimes = { poll: 1_000, firstPause: 2_000, lastPause: 60_000, steady: 10 * 60_000 }

export interface Supervisor {
  /** The next exit is intended: restart without a pause. */
  expectExit(): void
  /** Stops supervising; aborts a restart in progress and waits for that. */
  stop(): Promise<void>
}

/** The reason in brackets, if Java ran out of memory. */
function causeOf({ home }: ProviderContext): string {
  const file = home.file('logs', 'console.log')
  const [cause] = (existsSync(file) && /java\.lang\.OutOfMemoryError[^\n]*/.exec(readFileSync(file, 'utf8'))) || []
  return cause ? ` (${cause.trim()})` : ''
}

/**
 * Restarts a Neo4j that exits unexpectedly, for example out of memory, at the same address. A server that a user stopped stays
 * stopped. Docker restarts its containers itself.
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
  let isExpected = false
  const isDown = (): ServerState | undefined => {
    const state = home.server
    return state?.process && !state.stopping && !isAlive(state.process) ? state : undefined
  }

  async function restart(): Promise<void> {
    await home.lock.acquire(() => {}, signal)
    try {
      // Another process may have restarted it already.
      const before = isDown()
      if (!before) return
      const how = isExpected ? 'was ended' : `exited unexpectedly${causeOf(context)}`
      log(`Neo4j (pid ${before.process?.pid}) ${how}; restarting it…`)
      const state = await bringUp({ ...context, signal })
      home.server = { ...state, stays: before.stays }
      if (state.uri !== before.uri)
        log(`Neo4j has moved from ${before.uri} to ${state.uri}: restart the programs that use it`)
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
      if (!isExpected) {
        await sleep(pause, undefined, { signal })
        pause = Math.min(times.lastPause, pause * 2 || times.firstPause)
      }
      await restart().catch(error => {
        if (!signal.aborted) log(`Neo4j could not be restarted: ${error.message}`)
      })
      isExpected = false
      since = Date.now()
    }
  })().catch(() => {})

  return {
    expectExit: () => {
      isExpected = true
    },
    stop: () => {
      ended.abort()
      return work
    },
  }
}
