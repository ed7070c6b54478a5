import { once } from 'node:events'
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { runBackup } from '../../../seeds/cli/backup-command.ts'
import { runDigest } from '../../../seeds/cli/digest-command.ts'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { runRestore } from '../../../seeds/cli/restore-command.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { VERSION } from '../../../server/root/product-version.ts'
import { runCommand, spawnCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld, smallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
let file: string
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(async () => {
  await wipe(driver)
  file = join(await mkdtemp(join(tmpdir(), 'backup-')), 'a.backup.gz')
})
afterAll(() => driver.close())

const digestOf = async () => JSON.parse((await runCommand(runDigest, '--json')).out)

/** Everything in the database, whatever its numbers there. */
async function everything(): Promise<string[]> {
  const { records } = await driver.executeQuery(`
    CALL () {
      MATCH (n) RETURN [labels(n), properties(n)] AS item
      UNION ALL
      MATCH (a)-[r]->(b) RETURN [type(r), properties(r), labels(a), properties(a), labels(b), properties(b)] AS item
    } RETURN item`)
  return records.map(record => JSON.stringify(record.get('item'), sorted)).sort()
}
const sorted = (_key: string, value: unknown) =>
  typeof value === 'bigint'
    ? `int ${value}`
    : Object.prototype.toString.call(value) === '[object Object]'
      ? Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value

/** The lines of the backup, changed. */
async function rewrite(change: (lines: string[]) => string[]): Promise<void> {
  const lines = gunzipSync(await readFile(file))
    .toString()
    .trimEnd()
    .split('\n')
  await writeFile(file, gzipSync(`${change(lines).join('\n')}\n`))
}

test('a backup restores everything: data, loads, what was undone or withdrawn, and positions', async () => {
  await runCommand(runLoad, await smallWorld())
  const more = await writeTables({ 'claims.csv': 'person,organisation,event,on,source\nada,mill,left,2013,herald\n' })
  await runCommand(runLoad, more)
  await runCommand(runLoad, '--undo', '2')
  await driver.executeQuery('MATCH (p:Person) SET p.layoutX = 1.0, p.layoutY = -0.5')
  const [before, whole] = [await digestOf(), await everything()]
  const loads = (await runCommand(runLoad, '--list')).out

  const made = await runCommand(runBackup, file)
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining(`sha256 ${before.sha256}`) })
  const [manifest = ''] = gunzipSync(await readFile(file))
    .toString()
    .split('\n')
  expect(JSON.parse(manifest)).toMatchObject({ version: 1, product: VERSION, digest: before, made: expect.any(String) })

  expect(await runCommand(runRestore, file)).toMatchObject({ code: 1, err: expect.stringContaining('holds data') })
  expect(await everything()).toEqual(whole)

  await wipe(driver)
  const restored = await runCommand(runRestore, file)
  expect([restored.err, restored.code, restored.out]).toEqual(['', 0, expect.stringContaining('as in the backup')])
  expect(await digestOf()).toEqual(before)
  expect(await everything()).toEqual(whole)
  expect((await runCommand(runLoad, '--list')).out).toBe(loads)

  await driver.executeQuery("CREATE (:Person {id: 'other', name: 'Other'})")
  expect(await runCommand(runRestore, file, '--replace')).toMatchObject({ code: 0 })
  expect(await everything()).toEqual(whole)
  expect((await runCommand(runLoad, more)).code).toBe(0)
})

describe('a backup that is not whole', () => {
  test.each([
    [
      'cut off',
      async () => writeFile(file, (await readFile(file)).subarray(0, -200)),
      /truncated gzip file.*Nothing was changed/,
    ],
    ['without its last lines', () => rewrite(lines => lines.slice(0, -3)), /is cut off: it has \d+ of \d+ records/],
    ['changed', () => rewrite(lines => lines.map(line => line.replace('"Ada', '"Eve'))), /its checksum is wrong/],
    [
      'of another format',
      () => rewrite(([one = '', ...more]) => [one.replace('"version":1', '"version":2'), ...more]),
      /this version reads format 1/,
    ],
    ['no backup', () => writeFile(file, gzipSync('{"table": "people"}\n')), /is not a backup of npm run backup/],
  ])('%s is rejected before anything is changed', async (_what, damage, expected) => {
    await loadSmallWorld(driver)
    await runCommand(runBackup, file)
    await damage()
    const before = await digestOf()
    expect(await runCommand(runRestore, file, '--replace')).toMatchObject({
      code: 1,
      err: expect.stringMatching(expected),
    })
    expect(await digestOf()).toEqual(before)
  })
})

test('an existing file is left alone unless --force is given, and an empty database can be backed up', async () => {
  await writeFile(file, 'mine')
  expect(await runCommand(runBackup, file)).toMatchObject({ code: 1, err: expect.stringContaining('exists') })
  expect(await readFile(file, 'utf8')).toBe('mine')
  expect(await runCommand(runBackup, file, '--force')).toMatchObject({ code: 0 })
  expect(await runCommand(runRestore, file)).toMatchObject({ code: 0 })
  expect(await readdir(join(file, '..'))).toEqual(['a.backup.gz'])
  expect((await stat(file)).size).toBeGreaterThan(100)
})

test('a killed restore leaves a mark: other commands and the server name the way out, and --replace begins it again', async () => {
  await driver.executeQuery("UNWIND range(1, 20000) AS n CREATE (:Person {id: 'p' + n, name: 'P', aliases: []})")
  await runCommand(runBackup, file)
  const before = await digestOf()
  const child = spawnCommand('restore', [file, '--replace'])
  await once(child.stderr, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const expected = expect.stringContaining(
    'did not end, so the database is incomplete. Run npm run restore -- a.backup.gz --replace',
  )
  expect(await runCommand(runDigest)).toMatchObject({ code: 1, err: expected })
  expect(await runCommand(runRestore, file)).toMatchObject({ code: 1, err: expected })
  expect(await runCommand(runLoad, await smallWorld())).toMatchObject({ code: 1, err: expected })
  const server = spawnCommand('start', [], undefined, { PORT: '0' })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', text => (said += text))
  expect((await once(server, 'exit'))[0]).toBe(1)
  expect(said).toEqual(expected)
  expect(await runCommand(runRestore, file, '--replace')).toMatchObject({ code: 0 })
  expect(await digestOf()).toEqual(before)
})
