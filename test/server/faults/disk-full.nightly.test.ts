import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { connect } from '../../../server/db/connect.ts'
import { count, spawnLoad } from '../../seeds/load/interrupted-load.ts'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { hasJava, type OwnNeo4j, openOwnNeo4j } from '../../setup/own-neo4j.ts'
import { receive } from '../../setup/steady-requests.ts'
import { bigWorld } from '../../worlds/big.ts'
import { temporaryFolder } from '../launcher/fake-programs.ts'
import { ASKED, WITHIN_MS } from './asked.ts'
import { digestOfBoth, WORLD } from './undisturbed.ts'

const MB = 1024 * 1024

describe.skipIf(!hasJava)('a Neo4j whose disk is full', { timeout: 1_800_000 }, () => {
  test('the load says so and counts nothing incomplete as loaded, and completes once there is space', async ({
    skip,
  }) => {
    const home = temporaryFolder()
    const unmount = mountSmall(home)
    if (!unmount) return skip('mounting a small tmpfs needs Linux and the rights of root')
    const folder = await bigWorld(WORLD)
    let app: AppProcess | undefined
    let neo4j: OwnNeo4j | undefined
    try {
      const whole = await digestOfBoth(folder)
      neo4j = await openOwnNeo4j(join(home, 'home'))
      app = await spawnApp(neo4j)
      // What is left is enough for a part of the load.
      remount(home, usedBytes(home) + 6 * MB)
      const failed = spawnLoad([folder], neo4j)
      expect([await failed.ended, failed.err()]).toEqual([
        3,
        expect.stringMatching(
          /Neo4j (could not write to its disk, which may be full|failed|does not answer).*--resume/s,
        ),
      ])
      console.log(`the load says: ${failed.err().trim().split('\n').at(-1)}`)
      for (const path of ASKED) {
        const { status, milliseconds } = await receive(app.url, path)
        expect([200, 503, 504]).toContain(status)
        expect(milliseconds).toBeLessThan(WITHIN_MS)
      }

      // It also stops on a full disk.
      await neo4j.stop()
      remount(home, 2_000 * MB)
      await neo4j.start()
      const driver = connect(neo4j)
      const kept = await count(driver, 'Claim')
      console.log(`${kept} claims were kept`)
      expect(kept).toBeLessThan(WORLD.claims)
      const resumed = spawnLoad([folder, '--resume'], neo4j)
      expect([await resumed.ended, resumed.err()]).toEqual([0, expect.any(String)])
      expect((await digest({ driver })).sha256).toBe(whole)
      // A load of everything finds nothing to mend.
      expect(await spawnLoad([folder], neo4j).ended).toBe(0)
      expect((await digest({ driver })).sha256).toBe(whole)
      await driver.close()
    } finally {
      remount(home, 2_000 * MB)
      await app?.kill()
      await neo4j?.stop()
      unmount()
      await rm(folder, { recursive: true })
    }
  })
})

/** A tmpfs at this folder, and how to remove it; undefined if this user may not mount one. */
function mountSmall(folder: string): (() => void) | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1g', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return () => void execFileSync('umount', ['--lazy', folder])
}

const remount = (folder: string, bytes: number) =>
  execFileSync('mount', ['-o', `remount,size=${Math.round(bytes)}`, folder])

const usedBytes = (folder: string): number =>
  Number(execFileSync('df', ['--output=used', '-B1', folder]).toString().split('\n')[1])
