import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest'
import { loadSeeds } from '../seeds/seeds.ts'
import { connect, type Driver } from '../server/db/connect.ts'
import { wipe } from './setup/database.ts'
import { openProxy } from './setup/proxy.ts'
import { loadSmallWorld } from './worlds/small.ts'

const children: ChildProcess[] = []
let driver: Driver

beforeEach(async () => {
  driver = connect(inject('neo4j'))
  await wipe(driver)
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await driver.close()
})

interface Run {
  child: ChildProcess
  text: () => string
  /** Waits until the address is printed. */
  url: () => Promise<string>
  ended: Promise<number | null>
}

/** What `npm start` runs once the client is built. */
function start(env: Record<string, string>): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'start.ts'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent', ...env },
  })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (text += chunk))
  const url = () =>
    vi.waitFor(
      () => {
        const found = /who-left-where is at (\S+)/.exec(text)?.[1]
        if (!found) throw new Error(`no address yet: ${text}`)
        return found
      },
      { timeout: 60_000, interval: 100 },
    )
  return { child, text: () => text, url, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

const given = () => {
  const { uri, user, password } = inject('neo4j')
  return { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }
}

test('start loads the seeds into an empty database, prints an address that answers, and stops when told', async () => {
  const run = start(given())
  const url = await run.url()
  await vi.waitFor(async () => expect((await fetch(`${url}readyz`)).status).toBe(200), {
    timeout: 60_000,
    interval: 200,
  })
  const { rows } = (await (await fetch(`${url}api/queries/who-left?organisation=openai`)).json()) as { rows: object[] }
  expect(rows.length).toBeGreaterThan(3)
  expect(run.text()).toMatch(/seeds: \d+ claims added/)
  expect(run.text()).not.toContain(inject('neo4j').password)
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(0)
})

test('start leaves a database that holds other data as it is', async () => {
  await loadSmallWorld(driver)
  const run = start(given())
  await run.url()
  await vi.waitFor(() => expect(run.text()).toContain('the seeds are left out'), { timeout: 60_000 })
  const { records } = await driver.executeQuery('MATCH (p:Person) RETURN count(p) AS people')
  expect(Number(records[0]?.get('people'))).toBe(9)
})

test('start serves seeds that an earlier version loaded, adds none to them, and says how to go on', async () => {
  await loadSeeds({ driver })
  // A claim of an earlier version, and the note of a load that is not of these seeds.
  await driver.executeQuery("MATCH (c:Claim) WITH c LIMIT 1 SET c.id = 'claim-' + left(c.id, 20)")
  await driver.executeQuery('MATCH (l:Load) DELETE l')
  const run = start(given())
  const url = await run.url()
  await vi.waitFor(() => expect(run.text()).toMatch(/filled by an earlier version.*npm run export/), {
    timeout: 60_000,
  })
  expect((await fetch(`${url}api/queries/who-left?organisation=openai`)).status).toBe(200)
  const { records } = await driver.executeQuery("MATCH (c:Claim) WHERE c.id STARTS WITH 'claim-' RETURN count(c) AS n")
  expect(Number(records[0]?.get('n'))).toBe(1)
})

test('start serves while Neo4j is down, and loads the seeds when it comes up', async () => {
  const proxy = await openProxy(inject('neo4j').uri)
  await proxy.close()
  const run = start({ ...given(), NEO4J_URI: `bolt://127.0.0.1:${proxy.port}` })
  const url = await run.url()
  expect((await fetch(`${url}readyz`)).status).toBe(503)
  const refused = await fetch(`${url}api/queries/overview`)
  expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true])
  const again = await openProxy(inject('neo4j').uri, { port: proxy.port })
  await vi.waitFor(async () => expect((await fetch(`${url}readyz`)).status).toBe(200), {
    timeout: 60_000,
    interval: 200,
  })
  expect((await fetch(`${url}api/queries/overview`)).status).toBe(200)
  run.child.kill('SIGTERM')
  expect(await run.ended).toBe(0)
  await again.close()
})

test.each([
  [
    'a wrong password',
    () => ({ ...given(), NEO4J_PASSWORD: 'not-the-password' }),
    /does not take this user and password/,
  ],
  ['no password', () => ({ ...given(), NEO4J_PASSWORD: '' }), /NEO4J_PASSWORD is missing/],
  [
    'a password in the address',
    () => ({ ...given(), NEO4J_URI: 'bolt://neo4j:secret@127.0.0.1' }),
    /NEO4J_URI is not a Neo4j address/,
  ],
  ['a port that is none', () => ({ ...given(), PORT: 'http' }), /PORT is not a number/],
])('start refuses %s with one line that says so', async (_what, env, message) => {
  const run = start(env())
  expect(await run.ended).toBe(1)
  expect(run.text()).toMatch(message)
  expect(run.text()).not.toMatch(/\n\s+at |secret/)
})

test('start says which port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const run = start({ ...given(), PORT: String(port) })
  expect(await run.ended).toBe(1)
  expect(run.text()).toContain(`PORT ${port} is taken`)
  taken.close()
})

test('without any way to a Neo4j, start names all three', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'nothing-'))
  const run = start({
    NEO4J_URI: '',
    NEO4J_JARS: '',
    NEO4J_WAY: '',
    PATH: empty,
    JAVA_HOME: empty,
    WHO_LEFT_WHERE_HOME: join(empty, 'home'),
    DOCKER_HOST: 'unix:///nowhere.sock',
  })
  // Without Maven on the PATH and with an empty home, no Java that it may find has a Neo4j to run.
  expect(await run.ended).toBe(1)
  for (const way of ['NEO4J_URI', 'Docker', 'Java']) expect(run.text()).toContain(way)
})
