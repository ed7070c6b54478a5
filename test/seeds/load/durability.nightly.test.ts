import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { load } from '../../../seeds/load/load.ts'
import { SEEDS } from '../../../seeds/load/shipped-seeds.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { Neo4jUnavailable, openNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { DEFAULT_HOME } from '../../../server/lib/env.ts'
import { runCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { bigWorld } from '../../worlds/big.ts'
import { count, loadCutAtCommit, spawnLoad } from './interrupted-load.ts'

const WORLD = { people: 50_000, organisations: 500, claims: 100_000 }
const KILLED = { people: 12_000, organisations: 120, claims: 24_000 }

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const sha = async () => (await digest({ driver })).sha256

describe('long durability runs', { timeout: 1_800_000 }, () => {
  test('a load cut at any one of its COMMITs loses nothing and writes nothing twice', async () => {
    await load(await readDataset([SEEDS]), { driver })
    const whole = await sha()
    for (let nth = 1; ; nth++) {
      await wipe(driver)
      const commits = await loadCutAtCommit(nth)
      expect(await sha(), `cut at COMMIT ${nth}`).toBe(whole)
      if (commits < nth) break
    }
  })

  test('a load of 100,000 claims that is killed eight times has the same result once resumed as an uninterrupted one', async () => {
    const folder = await bigWorld(WORLD)
    await load(await readDataset([folder]), { driver })
    const whole = await sha()
    await wipe(driver)
    for (let time = 0; time < 8; time++) {
      const before = await count(driver, 'Claim')
      const run = spawnLoad([folder, '--resume'])
      await vi.waitFor(async () => expect(await count(driver, 'Claim')).toBeGreaterThan(before), {
        ...{ timeout: 600_000, interval: 10 },
      })
      run.child.kill('SIGKILL')
      expect(await run.ended).toBeNull()
    }
    expect(await count(driver, 'Claim')).toBeLessThan(WORLD.claims)
    expect(await spawnLoad([folder, '--resume']).ended).toBe(0)
    expect(await sha()).toBe(whole)
    await rm(folder, { recursive: true })
  })
})

describe('a Neo4j killed while a load writes', () => {
  test('the load reports that Neo4j does not answer, and --resume completes it once Neo4j is back', async ({
    skip,
  }) => {
    const home = await mkdtemp(join(tmpdir(), 'killed-'))
    const env = {
      ...process.env,
      NEO4J_URI: '',
      NEO4J_WAY: 'java',
      NEO4J_JARS: process.env.NEO4J_JARS || join(DEFAULT_HOME, 'lib'),
    }
    const open = () => openNeo4j({ home, env, log: () => {} })
    const first = await open().catch(error => (error instanceof Neo4jUnavailable ? null : Promise.reject(error)))
    if (!first) return skip('needs a Java that Neo4j runs on')

    const folder = await bigWorld(KILLED)
    await load(await readDataset([folder]), { driver })
    const whole = await sha()
    const own = connect(first)
    const run = spawnLoad([folder], first)
    await vi.waitFor(async () => expect(await count(own, 'Claim')).toBeGreaterThan(0), {
      timeout: 120_000,
      interval: 10,
    })
    const { process: server } = JSON.parse(await readFile(join(home, 'server.json'), 'utf8'))
    process.kill(server.pid, 'SIGKILL')
    expect(await run.ended).toBe(3)
    expect(run.err()).toMatch(/Neo4j does not answer[\s\S]*--resume/)
    await own.close()

    const second = await open()
    const again = connect(second)
    expect(await count(again, 'Claim')).toBeLessThan(KILLED.claims)
    expect(await spawnLoad([folder, '--resume'], second).ended).toBe(0)
    expect((await digest({ driver: again })).sha256).toBe(whole)
    await again.close()
    // Both use the server, and the last user stops it.
    await first.stop()
    await second.stop()
    await rm(home, { recursive: true, force: true })
  })
})

test('load --errors names the one faulty row among a hundred thousand', async () => {
  const folder = await bigWorld({ people: 25_000, organisations: 100, claims: 100_000 })
  const path = join(folder, 'claims.csv')
  const lines = (await readFile(path, 'utf8')).split('\n')
  lines[77_776] = (lines[77_776] ?? '').replace(/,(joined|left),[^,]*/, ',left,2020-02-30')
  await writeFile(path, lines.join('\n'))
  const { code, err } = await runCommand(runLoad, folder, '--dry-run', '--errors', join(folder, 'to-mend.csv'))
  expect(code).toBe(5)
  expect(err).toMatch(/claims\.csv:77777: on: "2020-02-30" is not a date: 2020-02 has no day 30/)
  expect(err).toMatch(/1 row was rejected/)
  await rm(folder, { recursive: true })
})
