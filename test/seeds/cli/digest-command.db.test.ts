import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { runDigest } from '../../../seeds/cli/digest-command.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { runCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld } from '../../worlds/small.ts'

let driver: Driver
beforeAll(async () => {
  driver = connect(inject('neo4j'))
  await wipe(driver)
  await loadSmallWorld(driver)
})
afterAll(() => driver.close())

describe('npm run digest', () => {
  test('digest --json prints one JSON object that agrees with the digest of the database', async () => {
    const { code, out } = await runCommand(runDigest, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(await digest({ driver }))
  })

  test('digest names an unknown option and exits with 2', async () => {
    const { code, err } = await runCommand(runDigest, '--fast')
    expect([code, err]).toEqual([2, expect.stringMatching(/--fast[\s\S]*npm run digest -- --help/)])
  })
})
