import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { digest } from '../../seeds/digest.ts'
import { load } from '../../seeds/load.ts'
import { readDataset } from '../../seeds/read.ts'
import { SEEDS } from '../../seeds/seeds.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { wipe } from '../setup/database.ts'
import { bigWorld } from '../worlds/big.ts'
import { count, loadCutAtCommit, spawnLoad } from './interrupted-load.ts'

const WORLD = { people: 50_000, organisations: 500, claims: 100_000 }

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

  test('a load of 100,000 claims that is killed eight times comes, resumed, to the same as one that was not killed', async () => {
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
