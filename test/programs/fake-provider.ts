import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerState } from '../../server/launcher/home.ts'
import { beganAt, isAlive, signal as send, terminate } from '../../server/launcher/process-identity.ts'
import type { Provider, ProviderContext } from '../../server/launcher/provider.ts'

/**
 * A provider whose server is only a process: it starts within milliseconds, has no data and answers as long as it runs. With it,
 * the launcher's lock, leases and signals are tested on real processes and files. `startMs` is the time of a start.
 */
export const fakeProvider = (startMs = 0): Provider => ({
  how: 'java',
  async start({ home, log, signal }: ProviderContext): Promise<ServerState> {
    log('starting the fake server…')
    const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
    child.unref()
    const pid = child.pid ?? 0
    const process = { pid, began: beganAt(pid) ?? 'gone' }
    const uri = home.store?.uri ?? `bolt://127.0.0.1:${20_000 + (pid % 20_000)}`
    const state: ServerState = { how: 'java', uri, version: '5.0.0', stays: false, process }
    home.ensurePassword()
    home.server = state
    try {
      await sleep(startMs, undefined, { signal })
    } catch (error) {
      await terminate(process, log)
      home.server = undefined
      throw error
    }
    log(`the fake server is ready at ${uri}`)
    return state
  },
  isUp: async ({ process }) => process !== undefined && isAlive(process),
  async stop({ process }, { log }) {
    if (process) await terminate(process, log)
  },
  async kill({ process }) {
    if (process) send(process, 'SIGKILL')
  },
  stopSoon({ process }) {
    if (process) send(process, 'SIGTERM')
  },
})
