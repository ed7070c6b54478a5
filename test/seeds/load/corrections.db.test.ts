import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { exportDatabase } from '../../../seeds/export/export.ts'
import { type LoadContext, load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld, smallTable, smallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const loadTables = async (files: Record<string, string>, effects: Omit<LoadContext, 'driver'> = {}) =>
  (await load(await readDataset([await writeTables(files)]), { driver, ...effects })).summary

const claimsOf = async (person: string) => {
  const { records } = await driver.executeQuery(
    `MATCH (c:Claim)-[:OF]->({id: $person}), (c)-[:AT]->(o)
     OPTIONAL MATCH (next:Claim {id: c.replacedBy})
     RETURN c.event AS event, o.id AS at, c.on AS on, c.manner AS manner, c.withdrawn IS NOT NULL AS withdrawn,
            c.withdrawn >= c.recorded AS after, next.on AS next
     ORDER BY at, event, on, withdrawn, manner`,
    { person },
  )
  return records.map(record => record.toObject())
}
const leaving = async (person: string) => {
  const { records } = await driver.executeQuery(
    'MATCH ({id: $person})-[r:LEFT]->(o) RETURN o.id AS at, r.on AS on, r.manner AS manner, size(r.claims) AS claims',
    { person },
  )
  return records.map(record => record.toObject())
}
const sha = async () => (await digest({ driver })).sha256

/** The claims of the small world's Gazette, changed. */
const gazette = (change: (rows: string[]) => string[]) => {
  const [header = '', ...rows] = smallTable('claims.csv').trimEnd().split('\n')
  return { 'claims.csv': [header, ...change(rows.filter(row => row.includes(',gazette,'))), ''].join('\n') }
}
const without = (text: string) => gazette(rows => rows.filter(row => !row.startsWith(text)))

describe('changed claims', () => {
  const resigned = 'ada,mill,left,2015-03-05,2015-02-01,chief,resigned'
  const dismissed = gazette(rows => rows.map(row => row.replace(resigned, resigned.replace('resigned', 'dismissed'))))

  test('a claim that its source now words differently is replaced, and its old version is kept as withdrawn', async () => {
    await loadSmallWorld(driver)
    const summary = await loadTables(dismissed)
    expect(summary.claims).toMatchObject({ added: 0, changed: 1 })
    const left = (await claimsOf('ada')).filter(({ event }) => event === 'left')
    expect(left).toEqual([
      { event: 'left', at: 'mill', on: '2015-03-05', manner: 'dismissed', withdrawn: false, after: null, next: null },
      {
        event: 'left',
        at: 'mill',
        on: '2015-03-05',
        manner: 'resigned',
        withdrawn: true,
        after: true,
        next: '2015-03-05',
      },
    ])
    expect(await leaving('ada')).toEqual([{ at: 'mill', on: '2015-03-05', manner: 'dismissed', claims: 1n }])
  })

  test('a claim that changes back and forth keeps one version of each wording per day', async () => {
    await loadSmallWorld(driver)
    for (let time = 0; time < 2; time++) {
      await loadTables(dismissed)
      await loadTables(gazette(rows => rows))
    }
    const left = (await claimsOf('ada')).filter(({ event }) => event === 'left')
    expect(left.map(({ manner, withdrawn }) => [manner, withdrawn])).toEqual([
      ['resigned', false],
      ['dismissed', true],
      ['resigned', true],
    ])
    expect(await leaving('ada')).toMatchObject([{ manner: 'resigned', claims: 1n }])
  })
})

describe('--replace', () => {
  test('--replace withdraws the claims that the source no longer makes, and updates the events', async () => {
    await loadSmallWorld(driver)
    const summary = await loadTables(without('ada,mill,left'), { replace: ['gazette'] })
    expect(summary).toMatchObject({ withdrawn: 1, claims: { added: 0, changed: 0 } })
    expect(await leaving('ada')).toEqual([])
    expect((await claimsOf('ada')).filter(({ withdrawn }) => withdrawn)).toMatchObject([{ event: 'left', next: null }])
  })

  test('--replace withdraws claims about people who are missing from the new file', async () => {
    await loadSmallWorld(driver)
    const summary = await loadTables(without('ben,'), { replace: ['gazette'] })
    expect(summary).toMatchObject({ withdrawn: 4, outdated: 6 })
    expect(await leaving('ben')).toEqual([])
  })

  test('--replace links a withdrawn claim to the claim that corrects its date', async () => {
    await loadSmallWorld(driver)
    const files = gazette(rows => rows.map(row => row.replace('ada,mill,left,2015-03-05', 'ada,mill,left,2015-04')))
    expect(await loadTables(files, { replace: ['gazette'] })).toMatchObject({ withdrawn: 1, claims: { added: 1 } })
    expect(await leaving('ada')).toMatchObject([{ on: '2015-04' }])
    expect((await claimsOf('ada')).filter(({ withdrawn }) => withdrawn)).toMatchObject([
      { on: '2015-03-05', next: '2015-04' },
    ])
  })

  test('--replace keeps the claims of other sources', async () => {
    await loadSmallWorld(driver)
    await loadTables(without('cai,'), { replace: ['gazette'] })
    expect(await leaving('cai')).toEqual([{ at: 'mill', on: '2019', manner: 'dismissed', claims: 1n }])
  })

  test('repeating --replace withdraws nothing more, and a claim that is loaded again becomes active again', async () => {
    await loadSmallWorld(driver)
    const files = without('ada,mill,left')
    await loadTables(files, { replace: ['gazette'] })
    const once = await sha()
    expect(await loadTables(files, { replace: ['gazette'] })).toMatchObject({ withdrawn: 0, claims: { added: 0 } })
    expect(await sha()).toBe(once)
    expect(await loadTables(gazette(rows => rows))).toMatchObject({ claims: { added: 1 } })
    expect(await leaving('ada')).toMatchObject([{ on: '2015-03-05' }])
  })

  test('--replace rejects an unknown source with the closest name', async () => {
    await loadSmallWorld(driver)
    await expect(loadTables(without('ada,mill,left'), { replace: ['gazete'] })).rejects.toThrow(
      '--replace: "gazete" is not a source in the files or in the database; did you mean "gazette"?',
    )
    expect(await leaving('ada')).toHaveLength(1)
  })

  test('--replace with --dry-run reports what it would withdraw and changes nothing', async () => {
    await loadSmallWorld(driver)
    const before = await sha()
    const files = without('ben,')
    const expected = await loadTables(files, { replace: ['gazette'], dryRun: true })
    expect(await sha()).toBe(before)
    expect(await loadTables(files, { replace: ['gazette'] })).toEqual(expected)
  })
})

describe('rows with a withdrawal date', () => {
  const header = 'person,organisation,event,on,source,locator,recorded,withdrawn\n'
  test('a row with a withdrawal date withdraws its claim and removes the event', async () => {
    await loadSmallWorld(driver)
    await loadTables({ 'claims.csv': `${header}gus,mill,left,,herald,p. 4,,2124-05-01\n` })
    expect(await claimsOf('gus')).toMatchObject([{ withdrawn: true }])
    expect(await leaving('gus')).toEqual([])
  })

  test('a row with a withdrawal date withdraws its claim again after the claim was loaded again', async () => {
    const withdrawal = { 'claims.csv': `${header}gus,mill,left,,herald,p. 4,,2124-05-01\n` }
    await loadSmallWorld(driver)
    await loadTables(withdrawal)
    await loadSmallWorld(driver)
    expect(await leaving('gus')).toHaveLength(1)
    expect(await loadTables(withdrawal)).toMatchObject({ withdrawn: 1, claims: { unchanged: 0 } })
    expect(await claimsOf('gus')).toMatchObject([{ withdrawn: true }])
    expect(await leaving('gus')).toEqual([])
  })

  test('a row with a withdrawal date keeps a claim that was never active as withdrawn, without an event', async () => {
    await loadSmallWorld(driver)
    await loadTables({ 'claims.csv': `${header}gus,kiln,joined,2020,herald,p. 9,2021-01-01,2021-06-01\n` })
    expect((await claimsOf('gus')).filter(({ at }) => at === 'kiln')).toMatchObject([{ withdrawn: true, after: true }])
    const { records } = await driver.executeQuery("MATCH ({id: 'gus'})-[r]->({id: 'kiln'}) RETURN r")
    expect(records).toEqual([])
  })

  test('a withdrawal dated before its claim was recorded counts as of the recording date, with a warning', async () => {
    await loadSmallWorld(driver)
    const folder = await writeTables({ 'claims.csv': `${header}gus,mill,left,,herald,p. 4,,2001-05-01\n` })
    const { problems, summary } = await load(await readDataset([folder]), { driver })
    expect(summary).toMatchObject({ withdrawn: 1 })
    expect([...problems.describe()].join()).toContain('withdrawn: warning: 2001-05-01 is before the claim was recorded')
    expect(await claimsOf('gus')).toMatchObject([{ withdrawn: true, after: true }])
  })

  test('a withdrawal dated before the recording date of its own row is a fault', async () => {
    await loadSmallWorld(driver)
    const rows = `${header}gus,kiln,joined,2020,herald,p. 9,2021-06-01,2021-01-01\n`
    await expect(loadTables({ 'claims.csv': rows })).rejects.toThrow(
      'claims.csv:2: withdrawn: 2021-01-01 is before the claim was recorded, 2021-06-01',
    )
  })
})

test('a changed publication date of a source reweighs its claims, even for people without rows in the load', async () => {
  await loadSmallWorld(driver)
  const claims = 'person,organisation,event,on,manner,source\nben,mill,left,2019-06-01,dismissed,herald\n'
  await loadTables({ 'claims.csv': claims })
  const of2019 = async () => (await leaving('ben')).filter(({ on }) => on === '2019-06-01')
  expect(await of2019()).toMatchObject([{ manner: 'resigned' }])
  const sources = smallTable('sources.csv').replace('2022-02', '2020-02')
  await loadTables({ 'sources.csv': sources }, { correct: true })
  expect(await of2019()).toMatchObject([{ manner: 'dismissed' }])
})

test.each(['csv', 'jsonl', 'ftm'] as const)('an export as %s restores withdrawn and replaced claims', async format => {
  await loadSmallWorld(driver)
  await loadTables(without('ben,mill,left'), { replace: ['gazette'] })
  await loadTables(
    gazette(rows => rows.map(row => row.replace('ada,mill,left,2015-03-05', 'ada,mill,left,2015-04'))),
    { replace: ['gazette'] },
  )
  await driver.executeQuery(
    "MATCH (c:Claim) SET c.recorded = c.recorded - duration('P2D') WITH c WHERE c.withdrawn IS NULL SET c.recorded = date('2020-02-02')",
  )
  const place = join(
    await mkdtemp(join(tmpdir(), 'export-')),
    { csv: 'all', jsonl: 'all.jsonl', ftm: 'all.ftm.json' }[format],
  )
  await exportDatabase({ format, out: place }, { driver })
  const days = async () => {
    const { records } = await driver.executeQuery(
      'MATCH (c:Claim) RETURN c.on AS on, toString(c.recorded) AS recorded, toString(c.withdrawn) AS withdrawn, c.replacedBy AS by ORDER BY c.on, recorded, c.locator, withdrawn',
    )
    return records.map(record => record.toObject())
  }
  const before = await days()
  await wipe(driver)
  await load(await readDataset([place]), { driver })
  expect(await days()).toEqual(before)
})

test('an organisation that becomes a part of another is no destination of it any more, even without claims in the load', async () => {
  const went = async () =>
    (await driver.executeQuery("MATCH ({id: 'fay'})-[left:LEFT]->({id: 'inn'}) RETURN left.nextAt AS at")).records.map(
      record => record.get('at'),
    )
  await loadTables({
    'organisations.csv': 'id,name,type\ninn,Inn,company\nport,Port,company\n',
    'people.csv': 'id,name\nfay,Fay\n',
    'sources.csv': 'id,title,published\ngazette,Gazette,2024-01-01\n',
    'claims.csv':
      'person,event,organisation,on,source\nfay,left,inn,2020-05,gazette\nfay,joined,port,2020-06,gazette\n',
  })
  expect(await went()).toEqual([['port']])
  await loadTables({ 'organisations.csv': 'id,name,type,part_of,part_of_source\ninn,Inn,company,port,gazette\n' })
  expect(await went()).toEqual([null])
})

test('changing a team to a company and back recomputes stays, even for people without rows in the load', async () => {
  const team = { 'organisations.csv': smallTable('organisations.csv') }
  const company = { 'organisations.csv': team['organisations.csv'].replace(',team,', ',company,') }
  const stays = async () =>
    (await driver.executeQuery("MATCH ({id: 'fay'})-[r:WAS_AT]->(o) RETURN o.id AS at, r ORDER BY at")).records.map(
      record => [record.get('at'), String(record.get('r').properties.endLatest)],
    )
  await loadSmallWorld(driver)
  const [asTeam, staysAsTeam] = [await sha(), await stays()]
  await loadTables(company, { correct: true })
  const [asCompany, staysAsCompany] = [await sha(), await stays()]
  expect(staysAsCompany).not.toEqual(staysAsTeam)
  await loadTables(team, { correct: true })
  expect(await sha()).toBe(asTeam)
  await wipe(driver)
  await load(await readDataset([await smallWorld(company)]), { driver })
  expect(await sha()).toBe(asCompany)
})
