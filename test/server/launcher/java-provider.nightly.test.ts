import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import neo4j, { type Driver } from 'neo4j-driver'
import { afterEach, describe, expect, test } from 'vitest'
import { Home } from '../../../server/launcher/home.ts'
import { chooseJava, findJavas } from '../../../server/launcher/java.ts'
import { Neo4jInUse, openNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { isAlive, type ProcessId } from '../../../server/launcher/process-identity.ts'
import { RUN } from '../../setup/compiled.ts'
import { expectLoopbackOnly, expectPasswordHidden } from './exposure.ts'
import { temporaryFolder } from './fake-programs.ts'
import { javaEnv, type RunningApp, runApp } from './running-app.ts'

const hasJava = await findJavas(process.env).then(
  found => Boolean(chooseJava(found)),
  () => false,
)

describe.skipIf(!hasJava)('Neo4j by Java', () => {
  const folder = hasJava ? temporaryFolder() : ''
  const home = new Home(join(folder, 'home'))
  const apps: RunningApp[] = []
  const app = (mode?: string) => {
    const started = runApp(home.path, { mode })
    apps.push(started)
    return started
  }
  const open = (more = {}) => openNeo4j({ home: home.path, env: javaEnv(), log: () => {}, ...more })

  function javaProcess(): ProcessId {
    const java = home.server?.process
    if (!java) throw new Error('no server is recorded')
    return java
  }

  async function ask(uri: string, statement: string): Promise<unknown[]> {
    const driver: Driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', home.password ?? ''))
    try {
      const { records } = await driver.executeQuery(statement)
      return records.map(row => row.get(0))
    } finally {
      await driver.close()
    }
  }

  /** Whether Neo4j ever had to repair the store, as its log tells. */
  const recoveries = () => readFileSync(home.file('logs/debug.log'), 'utf8').includes('Recovery required')

  afterEach(async () => {
    for (const { child } of apps.splice(0)) child.kill('SIGKILL')
    const left = home.server?.process
    if (left && isAlive(left)) process.kill(left.pid, 'SIGKILL')
  })

  test('a second process attaches to the running server unless it requests its own, and the last to stop ends it', async () => {
    const server = await open()
    const java = javaProcess()
    await expect(open({ exclusive: true })).rejects.toThrow(Neo4jInUse)
    const second = app()
    expect(await second.opened).toEqual({ uri: server.uri, how: 'java' })
    expect(javaProcess()).toEqual(java)

    await server.stop()
    expect(await ask(server.uri, 'RETURN 1')).toHaveLength(1)
    expect(await second.stop()).toBe(0)
    expect(isAlive(java)).toBe(false)
    expect(home.server).toBeUndefined()
  })

  test('the password is in no process argument and no log, and Neo4j listens on the loopback address alone', async () => {
    const server = await open()
    expectPasswordHidden(home, javaProcess().pid, server.password)
    await expectLoopbackOnly(server.uri)
    await server.stop()
  })

  test('two processes that start at the same moment share one Neo4j', async () => {
    const [one, two] = [app(), app()]
    const [first, second] = await Promise.all([one.opened, two.opened])
    expect(first).toEqual(second)
    const started = (one.written() + two.written()).match(/^starting Neo4j/gm)
    expect(started).toHaveLength(1)
    const java = javaProcess()
    await Promise.all([one.stop(), two.stop()])
    expect(isAlive(java)).toBe(false)
  })

  test('Ctrl-C lets the app finish, ends Java after it, and the store opens again with its data', async () => {
    const running = app('drains')
    const { uri } = await running.opened
    const java = javaProcess()
    await ask(uri, "CREATE (:Person {name: 'Mina Okafor'})")
    running.signalGroup('SIGINT')
    await running.says('drained')
    expect(await running.ended).toBe(0)
    expect(isAlive(java)).toBe(false)

    const again = await open()
    expect(await ask(again.uri, 'MATCH (p:Person) RETURN p.name')).toEqual(['Mina Okafor'])
    expect(recoveries()).toBe(false)
    await ask(again.uri, 'MATCH (p:Person) DELETE p')
    await again.stop()
  })

  test('Ctrl-C ends an app that does not listen to it by the signal, and its Java as well', async () => {
    const running = app()
    await running.opened
    const java = javaProcess()
    running.signalGroup('SIGINT')
    expect(await running.ended).toBe('SIGINT')
    expect(isAlive(java)).toBe(false)
    expect(home.users()).toEqual([])
  })

  test('an app that exits without giving Neo4j back leaves no Java behind', async () => {
    const running = app('exits')
    await running.opened
    const java = javaProcess()
    expect(await running.stop()).toBe(0)
    await until(() => (isAlive(java) ? undefined : true))
    const again = await open()
    expect(recoveries()).toBe(false)
    await again.stop()
  })

  test('Ctrl-C in the middle of a start leaves no Java, no record and no lock', async () => {
    const running = app()
    await running.says('starting Neo4j')
    const java = await until(() => home.server?.process)
    running.signalGroup('SIGINT')
    await running.ended
    expect(isAlive(java)).toBe(false)
    expect(home.server).toBeUndefined()
    expect(existsSync(home.file('lock'))).toBe(false)
  })

  test('the next start takes over the Neo4j of a killed app, and its stop ends it', async () => {
    const killed = app()
    const { uri } = await killed.opened
    const java = javaProcess()
    killed.signalGroup('SIGKILL')
    await killed.ended
    expect(isAlive(java)).toBe(true)

    const server = await open()
    expect(server.uri).toBe(uri)
    expect(javaProcess()).toEqual(java)
    await server.stop()
    expect(isAlive(java)).toBe(false)
  })

  test('the next start repairs and opens the store of a killed Neo4j', async () => {
    const first = await open()
    await ask(first.uri, "CREATE (:Person {name: 'Teo Lindqvist'})")
    process.kill(javaProcess().pid, 'SIGKILL')
    const second = await open()
    expect(await ask(second.uri, 'MATCH (p:Person) RETURN p.name')).toEqual(['Teo Lindqvist'])
    expect(recoveries()).toBe(true)
    await ask(second.uri, 'MATCH (p:Person) DELETE p')
    await first.stop()
    await second.stop()
  })

  test('a killed Neo4j is started again at its address with its data for an app that keeps it up', async () => {
    const told: string[] = []
    const server = await open({ keepUp: true, log: (line: string) => told.push(line) })
    await ask(server.uri, "CREATE (:Person {name: 'Sanna Virtanen'})")
    const first = javaProcess()
    process.kill(first.pid, 'SIGKILL')
    await until(() =>
      home.server?.process?.pid !== first.pid && /is ready/.test(told.at(-1) ?? '') ? true : undefined,
    )
    expect(told).toContainEqual(expect.stringContaining(`(pid ${first.pid}) exited unexpectedly`))
    expect(await ask(server.uri, 'MATCH (p:Person) RETURN p.name')).toEqual(['Sanna Virtanen'])
    await ask(server.uri, 'MATCH (p:Person) DELETE p')
    const second = javaProcess()
    await server.stop()
    expect(isAlive(second)).toBe(false)
    expect(home.server).toBeUndefined()
  })

  test('a stop during a restart leaves no Java, no record and no lock', async () => {
    const told: string[] = []
    const server = await open({ keepUp: true, log: (line: string) => told.push(line) })
    const first = javaProcess()
    process.kill(first.pid, 'SIGKILL')
    const second = await until(() => (isAlive(home.server?.process ?? first) ? home.server?.process : undefined))
    await server.stop()
    expect(isAlive(second)).toBe(false)
    expect(home.server).toBeUndefined()
    expect(existsSync(home.file('lock'))).toBe(false)
  })

  test('the Neo4j of a removed home ends with the process that uses it', async () => {
    const server = await open()
    const java = javaProcess()
    rmSync(home.path, { recursive: true })
    await server.stop()
    expect(isAlive(java)).toBe(false)
  })

  describe('npm run neo4j', () => {
    const cli = (...args: string[]) =>
      spawnSync(process.execPath, [RUN, 'neo4j', ...args, '--home', home.path], {
        env: javaEnv(),
        encoding: 'utf8',
      })

    test('start leaves Neo4j running without users, status shows all but the password, and stop ends it', async () => {
      expect(cli('start').status).toBe(0)
      const java = javaProcess()
      const server = await open()
      const inUse = cli('stop')
      expect(inUse).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(`process ${process.pid}: stop it first`),
      })
      expect(cli('status').stdout).toContain(`used by:  process ${process.pid}`)
      await server.stop()
      expect(isAlive(java)).toBe(true)

      const { stdout } = cli('status')
      for (const text of [server.uri, String(java.pid), 'started to stay', 'nobody', home.passwordFile]) {
        expect(stdout).toContain(text)
      }
      expect(stdout).not.toContain(server.password)

      expect(cli('stop')).toMatchObject({ status: 0, stdout: expect.stringContaining('stopped') })
      expect(isAlive(java)).toBe(false)
    })

    test('stop --force ends Neo4j under its users, and a process that keeps it up does not start it again', async () => {
      const server = await open({ keepUp: true })
      const java = javaProcess()
      expect(cli('stop', '--force').status).toBe(0)
      expect(isAlive(java)).toBe(false)
      await sleep(3_000)
      expect(home.server).toBeUndefined()
      await server.stop()
    })
  })
})

async function until<T>(look: () => T | undefined): Promise<T> {
  while (true) {
    const seen = look()
    if (seen !== undefined) return seen
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
