import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process and its start time, because the system reuses process ids. */
export interface ProcessId {
  pid: number
  began: string
}

/**
 * The start time of a process, as text to compare: on Linux the boot id and ticks since boot, elsewhere the output of `ps`.
 * Undefined if the process does not exist or is a zombie.
 */
export function beganAt(pid: number): string | undefined {
  if (process.platform === 'linux') return beganOnLinux(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return 'unknown'
  }
}

function beganOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets, which can contain spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}:${fields[19]}`
  } catch {
    return undefined
  }
}

export const isAlive = (id: ProcessId): boolean => beganAt(id.pid) === id.began

export const thisProcess = (): ProcessId => ({ pid: process.pid, began: beganAt(process.pid) ?? 'unknown' })

/** Waits up to `limit` milliseconds until the process has ended. Returns whether it has. */
export async function waitUntilGone(id: ProcessId, limit: number): Promise<boolean> {
  const end = Date.now() + limit
  while (isAlive(id)) {
    if (Date.now() > end) return false
    await sleep(100)
  }
  return true
}

/** Asks the process to end and waits. Kills it after `patience` milliseconds. */
export async function terminate(id: ProcessId, log: (line: string) => void, patience = 120_000): Promise<void> {
  if (!isAlive(id)) return
  signal(id, 'SIGTERM')
  if (await waitUntilGone(id, patience)) return
  log(
    `Neo4j (pid ${id.pid}) did not stop within ${patience / 1000} s; killing it. It will recover its store at the next start.`,
  )
  signal(id, 'SIGKILL')
  await waitUntilGone(id, 30_000)
}

/** Sends a signal, unless the process id now belongs to another process. */
export function signal(id: ProcessId, name: NodeJS.Signals): void {
  if (!isAlive(id)) return
  try {
    process.kill(id.pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
