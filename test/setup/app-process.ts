import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { Connection } from '../../server/db/connect.ts'
import { addressIn, spawnCommand, writtenBy } from './commands.ts'

export interface AppProcess {
  /** Ends with a slash. */
  url: string
  /** Everything it wrote. */
  written(): string
  /** Its resident memory in MB; only on Linux. */
  rss(): Promise<number>
  /** Ends it at once, as a lack of memory does. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** `npm start` as a process on a free port, by default over the Neo4j of the tests. It returns once the app has printed its URL. */
export async function spawnApp(neo4j?: Connection, env: NodeJS.ProcessEnv = {}): Promise<AppProcess> {
  const child = spawnCommand('start', [], neo4j, { PORT: '0', LOG_LEVEL: 'warn', ...env })
  const written = writtenBy(child)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  try {
    const url = await addressIn(written)
    return {
      url,
      written,
      rss: async () => Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
      kill: () => end('SIGKILL'),
      stop: () => end('SIGTERM'),
    }
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
}
