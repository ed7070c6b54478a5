import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { connect } from '../../../server/db/connect.ts'
import { runningNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { count, spawnLoad } from '../../seeds/load/interrupted-load.ts'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { hasJava } from '../../setup/own-neo4j.ts'
import { bigWorld } from '../../worlds/big.ts'
import { temporaryFolder } from '../launcher/fake-programs.ts'
import { javaEnv } from '../launcher/running-app.ts'
import { digestOfBoth, WORLD } from './undisturbed.ts'

const KILLS = 3

describe.skipIf(!hasJava)('an app and a loader that are killed during a load', { timeout: 1_800_000 }, () => {
  test('started again each time, they end with the digest of an undisturbed load', async () => {
    const folder = await bigWorld(WORLD)
    const whole = await digestOfBoth(folder)
    // The app starts the Neo4j itself, and the loader attaches to it.
    const home = join(temporaryFolder(), 'home')
    const env = { ...javaEnv(), NEO4J_URI: '', WHO_LEFT_WHERE_HOME: home }
    const none = { uri: '', user: '', password: '' }
    let app: AppProcess = await spawnApp(none, env)
    for (let time = 1; time <= KILLS; time++) {
      const driver = connect(running(home))
      const run = spawnLoad([folder, ...(time > 1 ? ['--resume'] : [])], none, env)
      await vi.waitFor(
        async () => expect(await count(driver, 'Claim')).toBeGreaterThan((time * WORLD.claims) / (KILLS + 2)),
        { timeout: 300_000, interval: 20 },
      )
      run.child.kill('SIGKILL')
      await app.kill()
      expect(await run.ended).toBeNull()
      expect(await count(driver, 'Claim')).toBeLessThan(WORLD.claims)
      await driver.close()
      app = await spawnApp(none, env)
    }
    const resumed = spawnLoad([folder, '--resume'], none, env)
    expect([await resumed.ended, resumed.err()]).toEqual([0, expect.any(String)])
    const driver = connect(running(home))
    expect((await digest({ driver })).sha256).toBe(whole)
    await driver.close()
    expect((await fetch(`${app.url}api/queries/career?person=p1`)).status).toBe(200)
    await app.stop()
    expect(runningNeo4j({ home })).toBeUndefined()
    await rm(folder, { recursive: true })
  })
})

function running(home: string) {
  const found = runningNeo4j({ home })
  if (!found) throw new Error('no Neo4j runs')
  return found
}
