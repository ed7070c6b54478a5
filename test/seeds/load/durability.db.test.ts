import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { load } from '../../../seeds/load/load.ts'
import { SEEDS } from '../../../seeds/load/shipped-seeds.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { runCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { bigWorld } from '../../worlds/big.ts'
import { count, loadCutAtCommit, spawnLoad } from './interrupted-load.ts'

/** Enough for several batches per writer, so that an interruption comes while rows are left to write. */
const WORLD = { people: 6_000, organisations: 60, claims: 12_000 }

let driver: Driver
let folder: string
/** The digests of the sample and of the big world, each loaded once without a fault. */
let whole: { sample: string; big: string }

beforeAll(async () => {
  driver = connect(inject('neo4j'))
  folder = await bigWorld(WORLD)
  const digestOf = async (path: string) => {
    await wipe(driver)
    await load(await readDataset([path]), { driver })
    return sha()
  }
  whole = { sample: await digestOf(SEEDS), big: await digestOf(folder) }
})
beforeEach(() => wipe(driver))
afterAll(async () => {
  await driver.close()
  await rm(folder, { recursive: true })
})

const sha = async () => (await digest({ driver })).sha256

describe('a connection cut right after COMMIT is sent', () => {
  test.each([1, 2, 3, 4, 5])(
    'a load whose connection is cut at COMMIT %i loses nothing and writes nothing twice',
    async nth => {
      expect(await loadCutAtCommit(nth)).toBeGreaterThanOrEqual(nth)
      expect(await sha()).toBe(whole.sample)
    },
  )
})

describe('a loader that ends early', () => {
  test('a load killed while it writes people, and again while it writes claims, has the same result once resumed as an uninterrupted one', async () => {
    // Triggered by the content of the database, not by time, so that the load is killed at work on any machine.
    for (const label of ['Person', 'Claim']) {
      const before = await count(driver, label)
      const run = spawnLoad([folder])
      await vi.waitFor(async () => expect(await count(driver, label)).toBeGreaterThan(before), {
        timeout: 120_000,
        interval: 10,
      })
      run.child.kill('SIGKILL')
      expect(await run.ended).toBeNull()
    }
    expect(await count(driver, 'Claim')).toBeLessThan(WORLD.claims)
    expect((await runCommand(runLoad, folder, '--resume')).code).toBe(0)
    expect(await sha()).toBe(whole.big)
  })

  test('Ctrl-C lets the load finish its current batches and exit with 130, and --resume completes it', async () => {
    const run = spawnLoad([folder])
    await vi.waitFor(async () => expect(await count(driver, 'Claim')).toBeGreaterThan(0), {
      timeout: 120_000,
      interval: 10,
    })
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(130)
    expect(run.err()).toMatch(/Finishing the batches in progress[\s\S]*with --resume to continue/)
    const before = await count(driver, 'Claim')
    expect(before).toBeLessThan(WORLD.claims)
    const { resumed, claims } = JSON.parse((await runCommand(runLoad, folder, '--resume', '--json')).out)
    expect(resumed).toBeGreaterThan(before)
    expect(claims.added).toBe((await count(driver, 'Claim')) - before)
    expect(await sha()).toBe(whole.big)
  })
})
