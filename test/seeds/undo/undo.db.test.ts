import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { type LoadContext, load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { listLoads } from '../../../seeds/undo/list-loads.ts'
import { finishUndoing, undoLoad } from '../../../seeds/undo/undo.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Ask, asking } from '../../setup/asking.ts'
import { wipe } from '../../setup/database.ts'
import { smallTable, smallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
let ask: Ask
beforeAll(async () => {
  driver = connect(inject('neo4j'))
  ask = await asking(driver)
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const loadFiles = async (files: Record<string, string>, effects: Omit<LoadContext, 'driver'> = {}) =>
  load(await readDataset([await writeTables(files)]), { driver, ...effects })
const loadWorld = async () => load(await readDataset([await smallWorld()]), { driver, files: ['small'] })
const sha = async () => (await digest({ driver })).sha256
const one = async (cypher: string) => (await driver.executeQuery(cypher)).records[0]?.toObject()

/** A second load: a new person, organisation and source, a new name, and a claim messages otherwise. */
const second = {
  'people.csv': 'id,name,aliases,died\nzoe,Zoe Vane,,\nada,Ada Á.,Countess,2022\n',
  'organisations.csv':
    'id,name,type,part_of,part_of_source\nbarn,The Barn,company,,\nhay,Hay Team,team,barn,times\nmill,Mill Ltd,,,\n',
  'sources.csv': 'id,title,published\ntimes,The Times,2023\n',
}

/** The columns of a claim that the small world has. */
const claimRow = (values: Record<string, string>): string => {
  const header = smallTable('claims.csv').split('\n')[0] ?? ''
  return `${header}\n${header
    .split(',')
    .map(column => values[column] ?? '')
    .join(',')}\n`
}

test('undoing a load restores the database, except that it keeps the history of the undone records', async () => {
  await loadWorld()
  const before = await sha()
  const zoe = claimRow({ person: 'zoe', organisation: 'barn', event: 'joined', on: '2019', source: 'times' })
  const left = smallTable('claims.csv')
    .split('\n')
    .find(row => row.startsWith('ada,mill,left'))
  const ada = left?.replace(',resigned,', ',dismissed,')
  const loaded = await loadFiles({ ...second, 'claims.csv': `${zoe.trimEnd()}\n${ada}\n` })
  expect(loaded.number).toBe(2)
  expect(await sha()).not.toBe(before)
  expect(await undoLoad(2, { driver })).toEqual({
    ...{ number: 2, claims: 2, people: 1, organisations: 2, sources: 1, restored: 1, kept: 0, needed: 0 },
  })
  expect(await sha()).toBe(before)
  expect(await one("MATCH (p:Person {id: 'ada'}) RETURN p.aliases AS aliases, p.died AS died")).toEqual({
    aliases: ['阿达'],
    died: null,
  })
  expect((await ask('search', { text: 'Zoe' })).rows).toEqual([])
  const known = (await ask('known-as-of', { node: 'zoe', on: '2999', basis: 'recorded' })).rows
  expect(known).toEqual([])
  const history = (await ask('changes-between', { node: 'zoe', from: '2000', to: '2999' })).rows
  expect(history).toMatchObject([{ change: 'recorded' }, { change: 'withdrawn' }])
})

test('queries as of a day before an undo still find the undone records', async () => {
  await loadWorld()
  const zoe = claimRow({ person: 'zoe', organisation: 'barn', event: 'joined', on: '2019', source: 'times' })
  await loadFiles({ ...second, 'claims.csv': zoe })
  await driver.executeQuery("MATCH (c:Claim {load: 2}) SET c.recorded = c.recorded - duration('P3D')")
  await undoLoad(2, { driver })
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  expect((await ask('known-as-of', { node: 'zoe', on: day, basis: 'recorded' })).rows).toMatchObject([
    { person: { name: 'Zoe Vane' }, at: { id: 'barn' }, certainty: 'definite' },
  ])
})

test('a load that is undone can be loaded again, and gives the same database', async () => {
  await loadWorld()
  const zoe = claimRow({ person: 'zoe', organisation: 'barn', event: 'joined', on: '2019', source: 'times' })
  await loadFiles({ ...second, 'claims.csv': zoe })
  const after = await sha()
  await undoLoad(2, { driver })
  expect((await loadFiles({ ...second, 'claims.csv': zoe })).number).toBe(3)
  expect(await sha()).toBe(after)
  await undoLoad(3, { driver })
  await undoLoad(1, { driver })
  expect(await one('MATCH (n:Person|Organisation|Source) RETURN count(n) AS left')).toEqual({ left: 0n })
})

test('undoing a load keeps the records that a later load states too and assigns them to that load', async () => {
  await loadWorld()
  const before = await sha()
  const rows = smallTable('claims.csv')
  await loadFiles({ 'people.csv': `${smallTable('people.csv')}zoe,Zoe,\n`, 'claims.csv': rows })
  expect(await undoLoad(1, { driver, keepNeeded: true })).toMatchObject({ claims: 0, people: 0 })
  const [kept] = (await driver.executeQuery("MATCH (p:Person {id: 'zoe'}) RETURN count(p) AS zoe")).records
  expect(Number(kept?.get('zoe'))).toBe(1)
  await undoLoad(2, { driver, keepNeeded: true })
  expect(await one('MATCH (c:Claim) WHERE c.withdrawn IS NULL RETURN count(c) AS standing')).toEqual({ standing: 0n })
  await loadWorld()
  expect(await sha()).toBe(before)
})

test('a load that other loads need is undone only with the option to keep the needed records', async () => {
  await loadFiles({
    'people.csv': smallTable('people.csv'),
    'organisations.csv': smallTable('organisations.csv'),
    'sources.csv': smallTable('sources.csv'),
  })
  await loadFiles({ 'claims.csv': smallTable('claims.csv') })
  const before = await sha()
  await expect(undoLoad(1, { driver })).rejects.toThrow(/needed by \d+ claims of other loads[\s\S]*--yes/)
  expect(await sha()).toBe(before)
  const undone = await undoLoad(1, { driver, keepNeeded: true })
  expect(undone.needed).toBeGreaterThan(5)
  expect(undone.people).toBe(2)
  expect(await one('MATCH (c:Claim) WHERE c.withdrawn IS NULL RETURN count(c) AS standing')).toEqual({ standing: 15n })
})

test('a claim that two successive loads replaced is restored when both are undone, in either order', async () => {
  const row = (manner: string) =>
    claimRow({ person: 'gus', organisation: 'mill', event: 'left', on: '2001', manner, source: 'herald' })
  const manner = () => one("MATCH (:Person {id: 'gus'})-[r:LEFT]->() WHERE r.on = '2001' RETURN r.manner AS manner")
  for (const [first, then] of [
    [3, 4],
    [4, 3],
  ] as const) {
    await wipe(driver)
    await loadWorld()
    await loadFiles({ 'claims.csv': row('resigned') })
    const before = await sha()
    await loadFiles({ 'claims.csv': row('dismissed') })
    await loadFiles({ 'claims.csv': row('retired') })
    expect(await manner()).toEqual({ manner: 'retired' })
    await undoLoad(first, { driver })
    expect(await manner()).toEqual({ manner: first === 3 ? 'retired' : 'dismissed' })
    await undoLoad(then, { driver })
    expect(await manner()).toEqual({ manner: 'resigned' })
    expect(await sha()).toBe(before)
  }
})

test('a dry run of an undo reports its changes and writes nothing', async () => {
  await loadWorld()
  const before = await sha()
  expect(await undoLoad(1, { driver, dryRun: true })).toMatchObject({
    claims: 15,
    people: 9,
    organisations: 4,
    sources: 2,
  })
  expect(await sha()).toBe(before)
})

test('the list of loads contains their files and changes, and when each was undone', async () => {
  await loadWorld()
  await loadFiles({ 'people.csv': 'id,name\nzoe,Zoe\n' }, { files: ['more'], options: ['--strict'] })
  await undoLoad(2, { driver })
  expect(await listLoads(driver)).toMatchObject([
    { number: 1, files: ['small'], undone: null, changes: { claims: { added: 15 } } },
    {
      number: 2,
      files: ['more'],
      options: ['--strict'],
      undone: expect.stringMatching(/^2/),
      changes: { people: { added: 1 } },
    },
  ])
  await expect(undoLoad(2, { driver })).rejects.toThrow(/load 2 was undone at 2/)
  await expect(undoLoad(7, { driver })).rejects.toThrow('load 7 does not exist; there are loads 1 to 2')
})

/** A driver that breaks before a transaction of that number is committed, as if the process were killed. */
function breaking(at: number): Driver {
  let left = at
  const methodOf = (target: object, key: string | symbol) => {
    const value = Reflect.get(target, key)
    return typeof value === 'function' ? value.bind(target) : value
  }
  return new Proxy(driver, {
    get(target, key) {
      if (key !== 'session') return methodOf(target, key)
      return () =>
        new Proxy(target.session(), {
          get(session, method) {
            if (method !== 'executeWrite') return methodOf(session, method)
            return (work: Parameters<typeof session.executeWrite>[0]) =>
              session.executeWrite(async transaction => {
                const result = await work(transaction)
                if (--left === 0) throw new Error('killed')
                return result
              })
          },
        })
    },
  })
}

test('an undo in one transaction changes nothing if it is killed before the end', async () => {
  await loadWorld()
  const zoe = claimRow({ person: 'zoe', organisation: 'barn', event: 'joined', on: '2019', source: 'times' })
  await loadFiles({ ...second, 'claims.csv': zoe })
  const before = await sha()
  await expect(undoLoad(2, { driver: breaking(1) })).rejects.toThrow('killed')
  expect(await sha()).toBe(before)
  await finishUndoing(driver)
  expect(await sha()).toBe(before)
})

test('an undo in several transactions that is killed before any of them is finished by the next load', async () => {
  await loadWorld()
  const undone = await sha()
  const zoe = claimRow({ person: 'zoe', organisation: 'barn', event: 'joined', on: '2019', source: 'times' })
  let cut = 0
  for (let at = 1; at < 20; at++) {
    const { number = 0 } = await loadFiles({ ...second, 'claims.csv': zoe })
    const ended = await undoLoad(number, { driver: breaking(at), mostAtOnce: 0 }).then(
      () => true,
      error => {
        expect(error).toHaveProperty('message', 'killed')
        return false
      },
    )
    if (ended) break
    cut++
    const load = (await listLoads(driver)).find(one => one.number === number)
    if (load?.undoing !== null) await loadFiles({ 'people.csv': smallTable('people.csv') })
    else if (load.undone === null) await undoLoad(number, { driver })
    expect(await sha(), `killed before commit ${at}`).toBe(undone)
  }
  expect(cut).toBeGreaterThan(3)
})
