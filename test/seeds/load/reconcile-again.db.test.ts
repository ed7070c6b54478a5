import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { restore } from '../../../seeds/backup/restore-database.ts'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { exportDatabase } from '../../../seeds/export/export.ts'
import { Interrupted, load } from '../../../seeds/load/load.ts'
import { readOutdated, reconcileAgain } from '../../../seeds/load/reconcile-again.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { applySchema, missingSchema } from '../../../server/db/write.ts'
import { serve } from '../../setup/app.ts'
import { runCommand } from '../../setup/commands.ts'
import { contentsOf, wipe } from '../../setup/database.ts'

const FOLDER = 'test/seeds/load/earlier-versions'
/** Its claims had other ids. */
const OLDEST = join(FOLDER, '2026-11-24.backup.gz')
const OLD = join(FOLDER, '2026-11-30.backup.gz')

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
afterAll(async () => {
  await applySchema(driver)
  await driver.close()
})

async function exportAll(): Promise<string> {
  const out = join(await mkdtemp(join(tmpdir(), 'upgraded-')), 'all.jsonl')
  await exportDatabase({ format: 'jsonl', out }, { driver })
  return out
}

/** Reconciles all outdated people, as the start of the app does. */
async function reconcile(options: Pick<Parameters<typeof reconcileAgain>[0], 'progress' | 'signal'> = {}) {
  const outdated = await readOutdated(driver)
  if (!outdated) throw new Error('everyone is up to date')
  return reconcileAgain({ driver, outdated, ...options })
}

test('a database of an earlier version is outdated until everyone is reconciled, and then what its claims come to when they are loaded afresh', async () => {
  await restore({ file: OLD, replace: true }, { driver })
  // An earlier version had fewer indexes.
  await driver.executeQuery('DROP INDEX claim_status')
  const outdated = await readOutdated(driver)
  expect(outdated?.byOtherRules).toBeGreaterThan(20)
  const before = await contentsOf(driver)
  const seen: number[] = []
  await reconcile({ progress: done => void seen.push(done) })
  expect([seen.at(-1), await readOutdated(driver)]).toEqual([outdated?.byOtherRules, null])
  expect(await missingSchema(driver)).toEqual([])
  const upgraded = await contentsOf(driver)
  expect(upgraded).not.toEqual(before)

  const app = await serve(connect(inject('neo4j')))
  for (const path of ['who-left?organisation=openai', 'career?person=lilian-weng', 'overview'])
    expect([path, (await fetch(`${app.url}api/queries/${path}`)).status]).toEqual([path, 200])
  await app.stop()

  const file = await exportAll()
  await wipe(driver)
  await load(await readDataset([file]), { driver })
  // That version did not record which source describes what.
  const undescribed = (await contentsOf(driver)).filter(line => !line.includes('"type":"DESCRIBED_BY"'))
  expect(upgraded).toEqual(undescribed)
})

test('a database whose claims have other ids is refused, and the way out that the message names works', async () => {
  await restore({ file: OLDEST, replace: true }, { driver })
  const before = await contentsOf(driver)
  await expect(reconcile()).rejects.toThrow(/earlier version.*npm run export/)
  expect(await contentsOf(driver)).toEqual(before)
  const file = await exportAll()
  await wipe(driver)
  const { summary } = await load(await readDataset([file]), { driver })
  expect([summary.claims.added, summary.people.added]).toEqual([118, 30])
  expect(await readOutdated(driver)).toBeNull()
})

test('people whose announced event is now due are outdated too, and one that is interrupted is continued by the command', async () => {
  await restore({ file: OLD, replace: true }, { driver })
  await expect(reconcile({ signal: AbortSignal.abort() })).rejects.toThrow(Interrupted)
  expect((await readOutdated(driver))?.byOtherRules).toBeGreaterThan(20)
  expect((await runCommand(runLoad, '--reconcile', '--dry-run')).out).toContain('Nothing was written.')
  const { code, out } = await runCommand(runLoad, '--reconcile')
  expect([code, out]).toEqual([0, expect.stringContaining('Their events and tenures are up to date.')])
  await driver.executeQuery("MATCH (p:Person {id: 'lilian-weng'}) SET p.due = date() - duration('P1D')")
  expect(await readOutdated(driver)).toEqual({ byOtherRules: 0, due: 1 })
  await reconcile()
  expect(await readOutdated(driver)).toBeNull()
  const refused = await runCommand(runLoad, '--reconcile', 'people.csv')
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('take no files')])
})
