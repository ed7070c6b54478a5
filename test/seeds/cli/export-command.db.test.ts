import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { runExport } from '../../../seeds/cli/export-command.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { runCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const run = (...args: string[]) => runCommand(runExport, ...args)

describe('npm run export', () => {
  test('export prints what it wrote and exits with 0', async () => {
    await loadSmallWorld(driver)
    const place = join(await mkdtemp(join(tmpdir(), 'export-')), 'out')
    const { code, out } = await run('--out', place)
    expect([code, out]).toEqual([0, expect.stringMatching(/^exported 9 people, 4 organisations, 2 sources, 15 claims/)])
    expect((await readdir(place)).sort()).toEqual(['claims.csv', 'organisations.csv', 'people.csv', 'sources.csv'])
  })

  test('export to a folder that is not empty writes nothing, says why and exits with 1', async () => {
    const { code, err } = await run('--out', await writeTables({ 'a.csv': '' }))
    expect([code, err]).toEqual([1, expect.stringMatching(/is not empty; name another folder/)])
  })

  test.each([['--fast'], ['--format=xml']])('export refuses %s with exit code 2 and the reason', async option => {
    const { code, err } = await run(option)
    expect([code, err]).toEqual([2, expect.stringMatching(/(--fast|csv, jsonl, ftm)[\s\S]*--help/)])
  })

  test('export --help prints the usage, the exit codes and examples', async () => {
    const { code, out } = await run('--help')
    expect([code, out]).toEqual([0, expect.stringMatching(/Usage: npm run export[\s\S]*Exit codes[\s\S]*Examples/)])
  })
})
