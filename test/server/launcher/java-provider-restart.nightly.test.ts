import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import neo4j from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { load } from '../../../seeds/load/load.ts'
import { SEEDS } from '../../../seeds/load/shipped-seeds.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect } from '../../../server/db/connect.ts'
import { applySchema } from '../../../server/db/write.ts'
import { Home } from '../../../server/launcher/home.ts'
import { chooseJava, findJavas } from '../../../server/launcher/java.ts'
import { type Neo4jServer, openNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { isAlive, type ProcessId } from '../../../server/launcher/process-identity.ts'
import { serve } from '../../setup/app.ts'
import { expectLoopbackOnly, expectPasswordHidden } from './exposure.ts'
import { temporaryFolder } from './fake-programs.ts'
import { javaEnv, type RunningApp, runApp } from './running-app.ts'

const hasJava = await findJavas(process.env).then(
  found => Boolean(chooseJava(found)),
  () => false,
)

// Three real starts, one story. Every other path of the launcher is in launcher.test.ts, and on Java in java-provider.nightly.test.ts.
describe.skipIf(!hasJava)('Neo4j by Java', () => {
  const home = new Home(join(hasJava ? temporaryFolder() : '', 'home'))
  const said: string[] = []
  let server: Neo4jServer
  let second: RunningApp | undefined

  const java = (): ProcessId => {
    const process = home.server?.process
    if (!process) throw new Error('no server is recorded')
    return process
  }
  const ask = async (statement: string): Promise<unknown[]> => {
    const driver = neo4j.driver(home.server?.uri ?? '', neo4j.auth.basic('neo4j', home.password ?? ''))
    try {
      return (await driver.executeQuery(statement)).records.map(row => row.get(0))
    } finally {
      await driver.close()
    }
  }
  /** Whether Neo4j ever had to repair the store, as its log tells. */
  const recoveries = () => readFileSync(home.file('logs/debug.log'), 'utf8').includes('Recovery required')

  beforeAll(async () => {
    const first = runApp(home.path, { mode: 'drains' })
    await first.opened
    const started = java()
    await ask("CREATE (:Person {name: 'Mina Okafor'})")
    first.signalGroup('SIGINT')
    await first.says('drained')
    expect(await first.ended).toBe(0)
    expect(isAlive(started)).toBe(false)
    server = await openNeo4j({ home: home.path, env: javaEnv(), supervise: true, log: line => said.push(line) })
  })
  afterAll(async () => {
    second?.child.kill('SIGKILL')
    await server?.stop()
    const left = home.server?.process
    if (left && isAlive(left)) process.kill(left.pid, 'SIGKILL')
  })

  test('a store that Ctrl-C of its app closed opens again with its data and without a repair', async () => {
    expect(await ask('MATCH (p:Person) RETURN p.name')).toEqual(['Mina Okafor'])
    expect(recoveries()).toBe(false)
  })

  test('the password is in no process argument, variable or log, and only its owner can read its file', () => {
    expectPasswordHidden(home, java().pid, server.password)
  })

  test('Neo4j listens on the loopback address alone', async () => {
    await expectLoopbackOnly(server.uri)
  })

  test('a killed Neo4j is started again at its address with its data, while the server returns cached answers and otherwise 503, and the last process to stop ends it', async () => {
    second = runApp(home.path)
    expect(await second.opened).toEqual({ uri: server.uri, how: 'java' })
    // Not yet in the store itself, so that there is something to repair.
    await ask("CREATE (:Person {name: 'Teo Lindqvist'})")
    const driver = connect(server)
    await applySchema(driver)
    await load(await readDataset([SEEDS]), { driver })
    const app = await serve(driver, { open: false })
    const get = (path: string) => fetch(app.url + path)
    const departures = 'api/queries/who-left?organisation=openai'
    expect([(await get('readyz')).status, (await get(departures)).status]).toEqual([200, 200])
    const killed = java()
    process.kill(killed.pid, 'SIGKILL')

    await vi.waitFor(async () => expect((await get('readyz')).status).toBe(503), { timeout: 60_000, interval: 20 })
    expect(await (await get('readyz')).json()).toEqual({
      status: 'unavailable',
      reason: 'the database does not answer',
    })
    const stale = await get(departures)
    expect([stale.status, stale.headers.get('warning')]).toEqual([200, expect.stringMatching(/^110 /)])
    const refused = await get('api/queries/who-left?organisation=google')
    expect([refused.status, (await get('healthz')).status, (await get('api/queries')).status]).toEqual([503, 200, 200])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const text = await refused.text()
    expect(text).toContain('database-unavailable')
    expect(text).not.toMatch(/127\.0\.0\.1|bolt|at .*\.ts/)

    while (home.server?.process?.pid === killed.pid || !said.at(-1)?.includes('is ready')) await sleep(20)
    expect(said).toContainEqual(expect.stringContaining(`(pid ${killed.pid}) exited unexpectedly`))
    expect(home.server?.uri).toBe(server.uri)
    expect(
      await ask(
        "MATCH (p:Person) WHERE p.name STARTS WITH 'Mina' OR p.name STARTS WITH 'Teo' RETURN p.name ORDER BY p.name",
      ),
    ).toEqual(['Mina Okafor', 'Teo Lindqvist'])
    expect(recoveries()).toBe(true)
    await vi.waitFor(async () => expect((await get('readyz')).status).toBe(200), { timeout: 60_000, interval: 100 })
    expect((await get(departures)).status).toBe(200)
    await app.stop()
    const restarted = java()
    await server.stop()
    expect(isAlive(restarted)).toBe(true)
    expect(await second.stop()).toBe(0)
    expect(isAlive(restarted)).toBe(false)
    expect(home.server).toBeUndefined()
  })
})
