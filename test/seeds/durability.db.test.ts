import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { digest } from '../../seeds/digest.ts'
import { load } from '../../seeds/load.ts'
import { readDataset } from '../../seeds/read.ts'
import { SEEDS } from '../../seeds/seeds.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { applySchema } from '../../server/db/write.ts'
import { spawnCli } from '../setup/cli.ts'
import { wipe } from '../setup/database.ts'
import { openProxy } from '../setup/proxy.ts'
import { bigWorld, random } from '../worlds/big.ts'

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
  test('at random points, and started again, comes to the same as one that was not', { timeout: 600_000 }, async () => {
    const folder = await bigWorld({ people: 3000, organisations: 60, claims: 12_000 })
    await load(await readDataset([folder]), { driver })
    const whole = await sha()
    await wipe(driver)
    const next = random(20)
    let killed = 0
    for (let attempt = 0; attempt < 3; attempt++)
      killed += (await loadByCommand(folder, 2_500 + 4_000 * next())) ? 0 : 1
    expect(killed).toBeGreaterThan(0)
    expect(await loadByCommand(folder)).toBe(true)
    expect(await sha()).toBe(whole)
    await rm(folder, { recursive: true })
  })
})

/** Whether `npm run load` came to its end, before it was killed. */
async function loadByCommand(folder: string, killAfterMs?: number): Promise<boolean> {
  const child = spawnCli('seeds/cli.ts', folder)
  child.stdout.resume()
  child.stderr.resume()
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearTimeout(timer)
  return code === 0
}
