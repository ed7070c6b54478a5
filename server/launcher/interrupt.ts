const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface OpenGuard {
  /** The process received a signal and has no other listener: release the server. */
  interrupted: () => Promise<void>
  /** The process exits: only synchronous work. */
  exiting: () => void
}

interface Guard {
  abortStart: () => void
  open?: OpenGuard
  settled: Promise<void>
  settle: () => void
}

const guards = new Set<Guard>()

/**
 * Makes sure that a terminated process leaves no Neo4j behind. A signal aborts a start in progress; after the start, it releases
 * the server. If the app listens to the signal itself, to drain requests for example, the app calls stop() instead.
 * `dispose` ends the guard.
 */
export function guardShutdown(breakOff: () => void): { opened: (open: OpenGuard) => void; dispose: () => void } {
  let settle = () => {}
  const settled = new Promise<void>(resolve => {
    settle = resolve
  })
  const guard: Guard = { abortStart: breakOff, settled, settle }
  if (guards.size === 0) listen()
  guards.add(guard)
  return {
    opened: open => {
      guard.open = open
    },
    dispose: () => {
      settle()
      if (guards.delete(guard) && guards.size === 0) unlisten()
    },
  }
}

async function onSignal(name: NodeJS.Signals): Promise<void> {
  const alone = process.listenerCount(name) === 1
  const work = [...guards].map(async guard => {
    if (guard.open) return alone ? guard.open.interrupted() : undefined
    guard.abortStart()
    return guard.settled
  })
  await Promise.allSettled(work)
  if (!alone) return
  unlisten()
  process.kill(process.pid, name)
}

function onExit(): void {
  for (const { open } of guards) open?.exiting()
}

function listen(): void {
  for (const name of SIGNALS) process.on(name, onSignal)
  process.on('exit', onExit)
}

function unlisten(): void {
  for (const name of SIGNALS) process.off(name, onSignal)
  process.off('exit', onExit)
}
