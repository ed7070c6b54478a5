import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { readOutdated, reconcileAgain } from '../seeds/load/reconcile-again.ts'
import { loadSeeds, SEEDS } from '../seeds/load/shipped-seeds.ts'
import { isMirrored, mirror } from '../seeds/mirror/mirror-database.ts'
import { connect, type Driver } from '../server/db/connect.ts'
import { runStart } from '../server/run-start.ts'
import {
  addressIn,
  environmentOf,
  type StartedCommand,
  spawnCommand,
  startCommand,
  writtenBy,
} from './setup/commands.ts'
import { wipe } from './setup/database.ts'
import { openProxy } from './setup/proxy.ts'
import { sendRaw, statusOf } from './setup/raw-http.ts'
import { loadSmallWorld } from './worlds/small.ts'

const started: StartedCommand[] = []
let driver: Driver

beforeEach(async () => {
  driver = connect(inject('neo4j'))
  await wipe(driver)
})
afterEach(async () => {
  for (const run of started.splice(0)) {
    run.interrupt()
    await run.ended
  }
  await driver.close()
})

const QUIET = { PORT: '0', LOG_LEVEL: 'silent' }

/** The command that `npm start` runs after building the client. */
function start(env: NodeJS.ProcessEnv = {}): StartedCommand {
  const run = startCommand(
    runStart,
    [],
    { ...environmentOf(), ...QUIET, ...env },
    { loadSample: loadSeeds, readOutdated, reconcileAgain, mirroring: { mirror, isMirrored } },
  )
  started.push(run)
  return run
}

const ADDRESS = 'who-left-where is at '

async function urlOf(run: StartedCommand): Promise<string> {
  await run.writes(ADDRESS)
  return /is at (\S+)/.exec(run.out())?.[1] ?? ''
}

const ready = (url: string) =>
  vi.waitFor(async () => expect((await fetch(`${url}readyz`)).status).toBe(200), { timeout: 60_000, interval: 100 })

describe('npm start', () => {
  test('start leaves a database with other data unchanged', async () => {
    await loadSmallWorld(driver)
    const run = start()
    await urlOf(run)
    await run.writes('the sample was not loaded')
    const { records } = await driver.executeQuery('MATCH (p:Person) RETURN count(p) AS people')
    expect(Number(records[0]?.get('people'))).toBe(9)
  })

  test('start serves a sample that an earlier version loaded, adds nothing to it, and explains how to upgrade', async () => {
    await loadSeeds({ driver })
    // A claim of an earlier version, and the journal of a load that is not of this sample.
    await driver.executeQuery("MATCH (c:Claim) WITH c LIMIT 1 SET c.id = 'claim-' + left(c.id, 20)")
    await driver.executeQuery('MATCH (l:Load) DETACH DELETE l')
    const run = start()
    const url = await urlOf(run)
    await run.writes('filled by an earlier version')
    expect(run.out()).toMatch(/filled by an earlier version.*npm run export/)
    expect((await fetch(`${url}api/queries/who-left?organisation=openai`)).status).toBe(200)
    const { records } = await driver.executeQuery(
      "MATCH (c:Claim) WHERE c.id STARTS WITH 'claim-' RETURN count(c) AS n",
    )
    expect(Number(records[0]?.get('n'))).toBe(1)
  })

  test('start reconciles again what another version has reconciled, and says so, before it shows anything', async () => {
    await loadSmallWorld(driver)
    const DATES = 'MATCH (p:Person)-[l:LEFT]->(o) RETURN p.id + o.id + l.earliest + l.latest AS date ORDER BY date'
    const dates = async () => (await driver.executeQuery(DATES)).records.map(record => record.get('date'))
    const current = await dates()
    await driver.executeQuery("MATCH (l:Load {run: 'rules'}) SET l.mark = '00'")
    await driver.executeQuery(`MATCH (p:Person)-[l:LEFT]->() WHERE p.settled IS NOT NULL
      SET p.settled = '00' + substring(p.settled, 2), l.earliest = date('1999-01-01'), l.latest = date('1999-12-31')`)
    expect(await dates()).not.toEqual(current)
    const run = start()
    await urlOf(run)
    expect(run.out()).toMatch(
      /another version reconciled \d+ people; reconciling them again.*\nreconciled \d+ people again/,
    )
    expect(await dates()).toEqual(current)
    run.interrupt()
    await run.ended
    const again = start()
    await urlOf(again)
    expect(again.out()).not.toContain('another version')
  })

  test('start serves while Neo4j is down, and loads the sample once it is up', async () => {
    const proxy = await openProxy(inject('neo4j').uri)
    await proxy.close()
    const run = start({ NEO4J_URI: `bolt://127.0.0.1:${proxy.port}` })
    const url = await urlOf(run)
    expect((await fetch(`${url}readyz`)).status).toBe(503)
    const refused = await fetch(`${url}api/queries/overview`)
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true])
    const again = await openProxy(inject('neo4j').uri, { port: proxy.port })
    await ready(url)
    expect((await fetch(`${url}api/queries/overview`)).status).toBe(200)
    run.interrupt()
    expect((await run.ended).code).toBe(0)
    await again.close()
  })

  test('start ends at Ctrl-C although the database has fallen silent', async () => {
    const proxy = await openProxy(inject('neo4j').uri)
    const run = start({ NEO4J_URI: `bolt://127.0.0.1:${proxy.port}` })
    await ready(await urlOf(run))
    proxy.faults = { blackhole: true }
    run.interrupt()
    expect((await run.ended).code).toBe(0)
    await proxy.close()
  })

  test.each([
    ['a wrong password', { NEO4J_PASSWORD: 'not-the-password' }, /rejected the user and password/],
    ['a missing password', { NEO4J_PASSWORD: '' }, /NEO4J_PASSWORD is missing/],
    ['a password in the address', { NEO4J_URI: 'bolt://neo4j:secret@127.0.0.1' }, /NEO4J_URI is not a Neo4j address/],
    ['a port that is not a number', { PORT: 'http' }, /PORT is not a number/],
    [
      'a URL as a host',
      { ALLOWED_HOSTS: 'https://graph.example.org' },
      /ALLOWED_HOSTS has no host name in entry 1; write/,
    ],
  ])('start refuses %s with one line that says so', async (_what, env, message) => {
    const { code, out, err } = await start(env).ended
    expect([code, out + err]).toEqual([1, expect.stringMatching(message)])
    expect(out + err).not.toMatch(/\n\s+at |secret/)
  })

  test('start that listens on all addresses prints the loopback one, and says which variable allows others', async () => {
    const run = start({ HOST: '0.0.0.0' })
    const url = await urlOf(run)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    await run.writes('ALLOWED_HOSTS=graph.example.org')
    const foreign = await sendRaw(url, ['GET / HTTP/1.1', 'Host: graph.example.org', 'Connection: close'])
    expect(statusOf(foreign)).toBe(421)
  })

  test('start with ALLOWED_HOSTS answers for these hosts, and gives no hint', async () => {
    const run = start({ HOST: '0.0.0.0', ALLOWED_HOSTS: 'graph.example.org' })
    const url = await urlOf(run)
    const own = await sendRaw(url, ['GET /q HTTP/1.1', 'Host: graph.example.org', 'Connection: close'])
    expect(statusOf(own)).toBe(200)
    run.interrupt()
    await run.ended
    expect(run.out()).not.toContain('ALLOWED_HOSTS')
  })

  test('start says which port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const { code, err } = await start({ PORT: String(port) }).ended
    expect([code, err]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)])
    taken.close()
  })

  test('start names all three ways to get a Neo4j when none is available', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'nothing-'))
    const { code, err } = await start({
      NEO4J_URI: '',
      NEO4J_JARS: '',
      NEO4J_WAY: '',
      PATH: empty,
      JAVA_HOME: empty,
      WHO_LEFT_WHERE_HOME: join(empty, 'home'),
      DOCKER_HOST: 'unix:///nowhere.sock',
    }).ended
    // Without Maven on the PATH and with an empty home, no Java that it may find has a Neo4j to run.
    expect(code).toBe(1)
    for (const provider of ['NEO4J_URI', 'Docker', 'Java']) expect(err).toContain(provider)
  })
})

describe('npm start as a process', () => {
  test('start loads the sample into an empty database, prints an address that answers, and exits with 0 on Ctrl-C', async () => {
    const child = spawnCommand('start', [], undefined, QUIET)
    const written = writtenBy(child)
    const ended = once(child, 'exit')
    try {
      const url = await addressIn(written)
      await ready(url)
      const { rows } = (await (await fetch(`${url}api/queries/who-left?organisation=openai`)).json()) as {
        rows: object[]
      }
      expect(rows.length).toBeGreaterThan(3)
      expect(written()).toMatch(/sample: \d+ claims added/)
      expect(written()).not.toContain(inject('neo4j').password)
      const { records } = await driver.executeQuery('MATCH (l:Load) WHERE l.number > 0 RETURN l.files AS files')
      expect(records.map(record => record.get('files'))).toEqual([[SEEDS]])
      child.kill('SIGINT')
      expect(await ended).toEqual([0, null])
    } finally {
      child.kill('SIGKILL')
    }
  })
})
