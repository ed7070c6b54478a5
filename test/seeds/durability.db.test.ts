import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { digest } from '../../seeds/digest.ts'
import { load } from '../../seeds/load.ts'
import { readDataset } from '../../seeds/read.ts'
import { SEEDS } from '../../seeds/seeds.ts'
import { type Connection, connect, type Driver } from '../../server/db/connect.ts'
import { applySchema } from '../../server/db/write.ts'
import { defaultHome, Neo4jUnavailable, openNeo4j } from '../../server/neo4j/index.ts'
import { spawnCli } from '../setup/cli.ts'
import { wipe } from '../setup/database.ts'
import { openProxy } from '../setup/proxy.ts'
import { bigWorld } from '../worlds/big.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const sha = async () => (await digest({ driver })).sha256

// In Bolt, COMMIT is the message of tag 0x12 without fields, framed by its length and an end mark.
const COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00])

describe('the connection cut right after COMMIT is sent', () => {
  test.each([1, 2, 3, 4, 5])('at transaction %i loses nothing and writes nothing twice', async nth => {
    await load(await readDataset([SEEDS]), { driver })
    const whole = await sha()
    await wipe(driver)
    await applySchema(driver)
    let commits = 0
    const proxy = await openProxy(inject('neo4j').uri, { cut: sent => sent.includes(COMMIT) && ++commits === nth })
    const cut = connect({ ...inject('neo4j'), uri: `bolt://127.0.0.1:${proxy.port}` })
    await load(await readDataset([SEEDS]), { driver: cut })
    await cut.close()
    await proxy.close()
    expect(commits).toBeGreaterThanOrEqual(nth)
    expect(await sha()).toBe(whole)
  })
})

describe('the loader killed', () => {
  // By what is in the database and not by the clock, so that it is killed at work on any machine.
  test.each([
    ['among the people', 'Person'],
    ['among the claims', 'Claim'],
  ])('%s, and started again, comes to the same as one that was not', { timeout: 600_000 }, async (_where, label) => {
    const folder = await bigWorld({ people: 12_000, organisations: 120, claims: 24_000 })
    await load(await readDataset([folder]), { driver })
    const whole = await sha()
    await wipe(driver)
    for (let time = 0; time < 2; time++) {
      const before = await count(label)
      const run = loadByCommand(folder)
      await vi.waitFor(async () => expect(await count(label)).toBeGreaterThan(before), {
        timeout: 120_000,
        interval: 10,
      })
      run.child.kill('SIGKILL')
      expect(await run.ended).toBeNull()
    }
    expect(await count('Claim')).toBeLessThan(24_000)
    expect(await loadByCommand(folder, '--resume').ended).toBe(0)
    expect(await sha()).toBe(whole)
    await rm(folder, { recursive: true })
  })
})

describe('Neo4j killed', () => {
  test('while a load writes: the load says so, and resumed it comes to the same', { timeout: 600_000 }, async ({
    skip,
  }) => {
    const home = await mkdtemp(join(tmpdir(), 'killed-'))
    const env = {
      ...process.env,
      NEO4J_URI: '',
      NEO4J_WAY: 'java',
      NEO4J_JARS: process.env.NEO4J_JARS || join(defaultHome, 'lib'),
    }
    const open = () => openNeo4j({ home, env, log: () => {} })
    const first = await open().catch(error => (error instanceof Neo4jUnavailable ? null : Promise.reject(error)))
    if (!first) return skip('needs a Java that Neo4j runs on')
    const folder = await bigWorld({ people: 12_000, organisations: 120, claims: 24_000 })
    await load(await readDataset([folder]), { driver })
    const whole = await sha()

    const own = connect(first)
    const run = loadByCommand({ neo4j: first }, folder)
    await vi.waitFor(async () => expect(await count('Claim', own)).toBeGreaterThan(0), {
      timeout: 120_000,
      interval: 10,
    })
    const { process: server } = JSON.parse(await readFile(join(home, 'server.json'), 'utf8'))
    process.kill(server.pid, 'SIGKILL')
    expect(await run.ended).toBe(3)
    expect(run.told()).toMatch(/Neo4j does not answer[\s\S]*--resume/)
    await own.close()

    const second = await open()
    const again = connect(second)
    expect(await count('Claim', again)).toBeLessThan(24_000)
    expect(await loadByCommand({ neo4j: second }, folder, '--resume').ended).toBe(0)
    expect((await digest({ driver: again })).sha256).toBe(whole)
    await again.close()
    // Both hold the server: the last to let go ends it.
    await first.stop()
    await second.stop()
    for (const path of [folder, home]) await rm(path, { recursive: true, force: true })
  })
})

async function count(label: string, at = driver): Promise<number> {
  const { records } = await at.executeQuery('MATCH (n:$($label)) RETURN count(n) AS n', { label })
  return Number(records[0]?.get('n'))
}

/** `npm run load`; it ends with its exit code, or null if it was killed. */
function loadByCommand(...given: (string | { neo4j: Connection })[]) {
  const [first] = given
  const args = given.filter(arg => typeof arg === 'string')
  const child = spawnCli('seeds/cli.ts', args, typeof first === 'object' ? first.neo4j : undefined)
  let err = ''
  child.stdout.resume()
  child.stderr.on('data', text => {
    err += text
  })
  return { child, told: () => err, ended: once(child, 'exit').then(([code]) => code as number | null) }
}
