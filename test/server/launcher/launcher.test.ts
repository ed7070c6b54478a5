import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Home } from '../../../server/launcher/home.ts'
import { Neo4jInUse, type Neo4jOptions, openNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { isAlive, type ProcessId } from '../../../server/launcher/process-identity.ts'
import { start, status, stop } from '../../../server/launcher/verbs.ts'
import { fakeProvider } from '../../programs/fake-provider.ts'
import { temporaryFolder } from './fake-programs.ts'
import { javaEnv, type RunningApp, runApp } from './running-app.ts'

// The launcher's own work, on real files, processes and signals; only the server is a fake, which starts at once.
const QUICK = { poll: 10, firstPause: 20, lastPause: 40, steady: 60_000 }

let home: Home
let said: string[]
const apps: RunningApp[] = []

beforeEach(() => {
  home = new Home(join(temporaryFolder(), 'home'))
  said = []
})
afterEach(() => {
  for (const { child } of apps.splice(0)) child.kill('SIGKILL')
  const left = home.server?.process
  if (left && isAlive(left)) process.kill(left.pid, 'SIGKILL')
})

const options = (more: Partial<Neo4jOptions> = {}): Neo4jOptions => ({
  ...{ home: home.path, env: javaEnv(), providers: [fakeProvider()], log: line => said.push(line) },
  ...more,
})
const open = (more: Partial<Neo4jOptions> = {}) => openNeo4j(options(more))

/** Another process that opens the same home; a start takes it `startMs`. */
function app(mode?: string, startMs = 0): RunningApp {
  const running = runApp(home.path, { mode, env: { ...javaEnv(), FAKE_START_MS: String(startMs) } })
  apps.push(running)
  return running
}

function server(): ProcessId {
  const found = home.server?.process
  if (!found) throw new Error('no server is recorded')
  return found
}

async function until<T>(look: () => T | undefined): Promise<T> {
  while (true) {
    const seen = look()
    if (seen !== undefined) return seen
    await sleep(5)
  }
}

describe('processes that share a server', () => {
  test('a second process attaches to the running server unless it asks for its own, and the last to stop ends it', async () => {
    const first = await open()
    const running = server()
    await expect(open({ exclusive: true })).rejects.toThrow(Neo4jInUse)
    const second = app()
    expect(await second.opened).toEqual({ uri: first.uri, how: 'java' })
    expect(server()).toEqual(running)
    await first.stop()
    expect(isAlive(running)).toBe(true)
    expect(await second.stop()).toBe(0)
    expect(isAlive(running)).toBe(false)
    expect(home.server).toBeUndefined()
  })

  test('two processes that start at the same moment share one server', async () => {
    const [one, two] = [app('', 300), app('', 300)]
    const [first, second] = await Promise.all([one.opened, two.opened])
    expect(first).toEqual(second)
    expect((one.written() + two.written()).match(/^starting the fake server/gm)).toHaveLength(1)
    const running = server()
    await Promise.all([one.stop(), two.stop()])
    expect(isAlive(running)).toBe(false)
  })

  test('the server of a removed home ends with the process that uses it', async () => {
    const opened = await open()
    const running = server()
    rmSync(home.path, { recursive: true })
    await opened.stop()
    expect(isAlive(running)).toBe(false)
  })
})

describe('a process that ends', () => {
  test('Ctrl-C lets a process that listens to it finish, and then ends the server', async () => {
    const running = app('drains')
    await running.opened
    const shared = server()
    running.signalGroup('SIGINT')
    await running.says('drained')
    expect(await running.ended).toBe(0)
    expect(isAlive(shared)).toBe(false)
  })

  test('Ctrl-C ends a process that does not listen to it by the signal, and its server as well', async () => {
    const running = app()
    await running.opened
    const shared = server()
    running.signalGroup('SIGINT')
    expect(await running.ended).toBe('SIGINT')
    expect(isAlive(shared)).toBe(false)
    expect(home.users()).toEqual([])
  })

  test('a process that exits without giving the server back ends it all the same', async () => {
    const running = app('exits')
    await running.opened
    const shared = server()
    expect(await running.stop()).toBe(0)
    await until(() => (isAlive(shared) ? undefined : true))
    const again = await open()
    expect(server()).not.toEqual(shared)
    await again.stop()
  })

  test('Ctrl-C in the middle of a start leaves no server, no record and no lock', async () => {
    const running = app('', 60_000)
    await running.says('starting the fake server')
    const starting = await until(() => home.server?.process)
    running.signalGroup('SIGINT')
    await running.ended
    expect(isAlive(starting)).toBe(false)
    expect(home.server).toBeUndefined()
    expect(existsSync(home.file('lock'))).toBe(false)
  })

  test('the next start takes over the server of a killed process, and its stop ends it', async () => {
    const killed = app()
    const { uri } = await killed.opened
    const shared = server()
    killed.signalGroup('SIGKILL')
    await killed.ended
    expect(isAlive(shared)).toBe(true)
    const next = await open()
    expect(next.uri).toBe(uri)
    expect(server()).toEqual(shared)
    await next.stop()
    expect(isAlive(shared)).toBe(false)
  })
})

describe('a server that ends by itself', () => {
  test('the next start replaces a killed server', async () => {
    const first = await open()
    const killed = server()
    process.kill(killed.pid, 'SIGKILL')
    await until(() => (isAlive(killed) ? undefined : true))
    const second = await open()
    expect(server()).not.toEqual(killed)
    await first.stop()
    expect(isAlive(server())).toBe(true)
    await second.stop()
    expect(home.server).toBeUndefined()
  })

  test('a killed server is started again at its address for a process that keeps it up', async () => {
    const opened = await open({ supervise: QUICK })
    const first = server()
    process.kill(first.pid, 'SIGKILL')
    await until(() => (home.server?.process?.pid !== first.pid && said.at(-1)?.includes('is ready') ? true : undefined))
    expect(said).toContainEqual(expect.stringContaining(`(pid ${first.pid}) exited unexpectedly`))
    expect(home.server?.uri).toBe(opened.uri)
    const second = server()
    await opened.stop()
    expect(isAlive(second)).toBe(false)
    expect(home.server).toBeUndefined()
  })

  test('a kill switch ends the process that ran when it was made and no later one, and the server is restarted without a pause', async () => {
    const opened = await open({ supervise: { poll: 10, firstPause: 600_000, lastPause: 600_000 } })
    const before = server()
    const kill = opened.killSwitch?.()
    for (let times = 1; times <= 2; times++) {
      const running = server()
      await opened.killSwitch?.()()
      await until(() =>
        home.server?.process?.pid !== running.pid && said.at(-1)?.includes('is ready') ? true : undefined,
      )
      expect([isAlive(running), home.server?.uri]).toEqual([false, opened.uri])
    }
    expect(said.filter(line => line.includes('was ended; restarting it'))).toHaveLength(2)
    const later = server()
    await kill?.()
    expect([isAlive(before), isAlive(later)]).toEqual([false, true])
    await opened.stop()
    const { uri, user, password } = opened
    expect(await openNeo4j({ ...options(), connection: { uri, user, password } })).not.toHaveProperty('killSwitch')
  })

  test('the pause before a further restart doubles, up to the longest', async () => {
    const times: number[] = []
    const log = (line: string) => {
      if (line.includes('exited unexpectedly')) times.push(performance.now())
    }
    const opened = await open({ supervise: { poll: 5, firstPause: 100, lastPause: 200 }, log })
    for (let round = 1; round <= 4; round++) {
      process.kill(server().pid, 'SIGKILL')
      const dead = server()
      await until(() => (times.length === round && server().pid !== dead.pid ? true : undefined))
    }
    const pauses = times.slice(1).map((time, at) => time - (times[at] ?? 0))
    for (const [at, least] of [100, 200, 200].entries()) expect(pauses[at]).toBeGreaterThanOrEqual(least - 1)
    await opened.stop()
  })

  test('a stop during a restart leaves no server, no record and no lock', async () => {
    const opened = await open({ supervise: QUICK, providers: [fakeProvider(200)] })
    const first = server()
    process.kill(first.pid, 'SIGKILL')
    const second = await until(() => (isAlive(home.server?.process ?? first) ? home.server?.process : undefined))
    await opened.stop()
    expect(isAlive(second)).toBe(false)
    expect(home.server).toBeUndefined()
    expect(existsSync(home.file('lock'))).toBe(false)
  })
})

describe('npm run neo4j', () => {
  test('start leaves the server running without users, status shows all but the password, and stop ends it', async () => {
    await start(options())
    const running = server()
    const opened = await open()
    await expect(stop(options(), false)).rejects.toThrow(`process ${process.pid}: stop it first`)
    said = []
    await status(options())
    expect(said.join('\n')).toContain(`used by:  process ${process.pid}`)
    await opened.stop()
    expect(isAlive(running)).toBe(true)

    said = []
    await status(options())
    const shown = said.join('\n')
    for (const text of [opened.uri, String(running.pid), 'keeps running', 'no process', home.passwordFile])
      expect(shown).toContain(text)
    expect(shown).not.toContain(opened.password)

    await stop(options(), false)
    expect(said.at(-1)).toContain('stopped')
    expect(isAlive(running)).toBe(false)
  })

  test('stop --force ends the server under its users, and a process that keeps it up does not start it again', async () => {
    const opened = await open({ supervise: QUICK })
    const running = server()
    await stop(options(), true)
    expect(isAlive(running)).toBe(false)
    await sleep(10 * QUICK.poll)
    expect(home.server).toBeUndefined()
    await opened.stop()
  })
})
