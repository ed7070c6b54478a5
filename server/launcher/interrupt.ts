const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface OpenGuard {
  /** The process is told to end, and no one but us listens: give the server back. */
  interrupted: () => Promise<void>
  /** The process exits: only what needs no waiting. */
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
 * Sees to it that a process told to end leaves no Neo4j behind: while a start is under way it is broken off; after that the
 * server is given back, unless the app listens to the signal itself, as one that has requests to drain does, and then it is
 * the app that calls stop(). `dispose` says that nothing is left to guard.
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
