import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { Interrupted, load, loadedBefore } from '../../../seeds/load/load.ts'
import { loadSeeds, SEEDS } from '../../../seeds/load/shipped-seeds.ts'
import { fingerprintOfFiles, readDataset } from '../../../seeds/read/read-dataset.ts'
import type { Summary } from '../../../seeds/store/summary.ts'
import { InputError } from '../../../seeds/tables/diagnostic.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { readSchema } from '../../../server/db/cypher-files.ts'
import { contentsOf, dropSchema, wipe } from '../../setup/database.ts'
import { smallTable, smallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const loadFolder = async (folder: string) => (await load(await readDataset([folder]), { driver })).summary

const contents = () => contentsOf(driver)

const sum = (summary: Summary, key: 'added' | 'changed' | 'unchanged') =>
  Object.values(summary).reduce<number>((total, tally) => total + (typeof tally === 'number' ? 0 : tally[key]), 0)

describe('a repeated load', () => {
  test('loading the same files twice changes nothing', async () => {
    const folder = await smallWorld()
    const first = await loadFolder(folder)
    const before = await contents()
    const second = await loadFolder(folder)
    expect(sum(first, 'added')).toBeGreaterThan(30)
    expect([sum(second, 'added'), sum(second, 'changed'), second.outdated]).toEqual([0, 0, 0])
    expect(sum(second, 'unchanged')).toBe(sum(first, 'added'))
    expect(await contents()).toEqual(before)
  })

  test('a load into a database that an earlier version filled is refused, because it would double every claim', async () => {
    await driver.executeQuery("CREATE (:Claim {id: 'claim-0123456789abcdef0123'})")
    await expect(loadFolder(await smallWorld())).rejects.toThrow(/earlier version.*npm run export/)
    expect(await contents()).toHaveLength(1)
  })

  test('files that were loaded before are recognised by their bytes, without reading their rows', async () => {
    const folder = await smallWorld()
    const paths = [folder]
    const ask = vi.fn(() => fingerprintOfFiles(paths, {}, () => {}))
    expect(await loadedBefore({ driver }, ask)).toBeUndefined()
    expect(ask).not.toHaveBeenCalled()
    const first = await loadFolder(folder)
    expect(await fingerprintOfFiles(paths, {}, () => {})).toBe((await readDataset(paths)).fingerprint)
    const again = await loadedBefore({ driver }, ask)
    expect(again?.upToDateSince).toMatch(/^\d{4}-/)
    expect([sum(again?.summary as Summary, 'unchanged'), sum(again?.summary as Summary, 'added')]).toEqual([
      sum(first, 'added'),
      0,
    ])
    for (const other of [{ dryRun: true }, { recheck: true }, { strict: true }, { replace: ['gazette'] }])
      expect(await loadedBefore({ driver, ...other }, ask)).toBeUndefined()
    expect(await loadedBefore({ driver }, () => fingerprintOfFiles([folder, '/nowhere'], {}, () => {}))).toBeUndefined()
    await appendFile(join(folder, 'claims.csv'), '\n')
    expect(await loadedBefore({ driver }, ask)).toBeUndefined()
    await loadFolder(folder)
    expect(await loadedBefore({ driver }, ask)).toBeDefined()
    await driver.executeQuery('MATCH (c:Claim) WITH c LIMIT 1 DETACH DELETE c')
    expect(await loadedBefore({ driver }, ask)).toBeUndefined()
  })

  test('loading the rows in two halves gives the same database as loading them at once', async () => {
    await loadFolder(await smallWorld())
    const whole = await contents()
    await wipe(driver)
    const [header, ...rows] = smallTable('claims.csv').trimEnd().split('\n')
    const half = (parity: number) => [header, ...rows.filter((_, at) => at % 2 === parity), ''].join('\n')
    await loadFolder(await smallWorld({ 'claims.csv': half(1) }))
    await loadFolder(await writeTables({ 'claims-later.csv': half(0) }))
    expect(await contents()).toEqual(whole)
  })

  test('a load reconciles all people again that an earlier version reconciled, and the next load does not', async () => {
    await loadFolder(await smallWorld())
    const current = await contents()
    await driver.executeQuery(`MATCH (p:Person) WHERE p.settled IS NOT NULL SET p.settled = '00' + substring(p.settled, 2)
      WITH count(*) AS people MATCH (:Person)-[left:LEFT]->() REMOVE left.next, left.nextAt, left.nextCertainty`)
    await driver.executeQuery("MATCH (l:Load {run: 'rules'}) SET l.mark = '00'")
    expect(await contents()).not.toEqual(current)
    const other = { 'people-other.csv': 'id,name,aliases,note\nzoe,Zoe,,\n' }
    await loadFolder(await writeTables(other))
    await driver.executeQuery("MATCH (p:Person {id: 'zoe'}) DETACH DELETE p")
    expect(await contents()).toEqual(current)
    expect((await loadFolder(await writeTables(other))).left.unchanged).toBe(0)
  })

  test('loading the same files again restores what was deleted in between', async () => {
    const folder = await smallWorld()
    await loadFolder(folder)
    const before = await contents()
    const [header, first = '', second = ''] = smallTable('claims.csv').split('\n')
    const otherwise = second.replace(',resigned,', ',dismissed,')
    expect(otherwise).not.toBe(second)
    await loadFolder(await writeTables({ 'claims.csv': [header, first, otherwise, ''].join('\n') }))
    expect(await contents()).not.toEqual(before)
    await loadFolder(folder)
    const { records } = await driver.executeQuery('MATCH (c:Claim) WHERE c.withdrawn IS NOT NULL RETURN c.id AS id')
    const withdrawn = new RegExp(`"(id|a)":"(${records.map(record => record.get('id')).join('|')})"`)
    const all = await contents()
    expect(all.filter(line => withdrawn.test(line))).toHaveLength(2 * 4)
    const uncounted = (lines: string[]) => lines.map(line => line.replace(/"settled":"[^"]*"/, ''))
    expect(uncounted(all.filter(line => !withdrawn.test(line)))).toEqual(uncounted(before))
  })

  test('one more claim can make an event disputed, and no outdated edge remains', async () => {
    await loadFolder(await smallWorld())
    const claims = 'person,organisation,event,on,source\nada,mill,left,2013,herald\n'
    const summary = await loadFolder(await writeTables({ 'claims.csv': claims }))
    expect(summary.left).toMatchObject({ changed: 1, added: 0 })
    const { records } = await driver.executeQuery(
      "MATCH (:Person {id: 'ada'})-[r:LEFT]->({id: 'mill'}) RETURN r.disputed AS disputed, toString(r.earliest) AS earliest",
    )
    expect(records.map(record => record.toObject())).toEqual([{ disputed: true, earliest: '2013-01-01' }])
  })

  test('a load with a new name updates the name and the search index', async () => {
    await loadFolder(await smallWorld())
    const summary = await loadFolder(await writeTables({ 'people.csv': 'id,name,aliases\nada,Ada Byron,阿达\n' }))
    expect(summary.people).toEqual({ added: 0, changed: 1, unchanged: 0 })
    const { records } = await driver.executeQuery(
      "CALL db.index.fulltext.queryNodes('names', 'byron') YIELD node RETURN node.id AS id",
    )
    expect(records.map(record => record.get('id'))).toEqual(['ada'])
  })

  test('every edge that a load writes has a source', async () => {
    await loadSeeds({ driver })
    const { records } = await driver.executeQuery(`
      MATCH ()-[r:JOINED|LEFT|WAS_AT]->()
      WITH r, COUNT { MATCH (c:Claim)-[:FROM]->(:Source) WHERE c.id IN r.claims } AS sourced
      WHERE sourced = 0 OR sourced <> size(r.claims)
      RETURN count(r) AS bare
      UNION ALL
      MATCH ()-[r:PART_OF]->() WHERE NOT EXISTS { MATCH (s:Source) WHERE s.id = r.source }
      RETURN count(r) AS bare`)
    expect(records.map(record => Number(record.get('bare')))).toEqual([0, 0])
  })
})

describe('the schema', () => {
  const indexes = async () => {
    const { records } = await driver.executeQuery(`SHOW INDEXES YIELD name, type, state WHERE type <> 'LOOKUP'`)
    return records.map(record => `${record.get('name')} ${record.get('state')}`).sort()
  }
  const all = async () => (await readSchema()).map(({ name }) => `${name} ONLINE`).sort()

  test('a first load ends with every index online', async () => {
    await dropSchema(driver)
    await loadFolder(await smallWorld())
    expect(await indexes()).toEqual(await all())
  })

  test('so does a first load that is stopped', async () => {
    await dropSchema(driver)
    const stop = new AbortController()
    const progress = () => stop.abort()
    const data = await readDataset([await smallWorld()])
    await expect(load(data, { driver, signal: stop.signal, progress })).rejects.toThrow(Interrupted)
    expect(await indexes()).toEqual(await all())
  })
})

describe('two loads at once', () => {
  test('two simultaneous loads of the same rows in another order give the same database as one load', async () => {
    await loadSeeds({ driver })
    const whole = await contents()
    await wipe(driver)
    await dropSchema(driver)
    const [header = '', ...rows] = (await readFile(`${SEEDS}/claims.csv`, 'utf8')).trimEnd().split('\n')
    const shuffled = async (by: number) => {
      const claims = rows.map((row, at) => ({ row, at: (at * by) % rows.length }))
      const lines = claims.sort((a, b) => a.at - b.at).map(({ row }) => row)
      const others = ['people', 'organisations', 'sources'].map(name => `${SEEDS}/${name}.csv`)
      const folder = await writeTables({ 'claims.csv': [header, ...lines, ''].join('\n') })
      return readDataset([...others, `${folder}/claims.csv`])
    }
    await Promise.all([load(await shuffled(7), { driver }), load(await shuffled(11), { driver })])
    expect(await contents()).toEqual(whole)
  })

  test('two simultaneous loads of different claims about the same people lose neither', async () => {
    await loadFolder(await smallWorld())
    const whole = await contents()
    await wipe(driver)
    const [header, ...rows] = smallTable('claims.csv').trimEnd().split('\n')
    await loadFolder(await smallWorld({ 'claims.csv': `${header}\n` }))
    const half = async (parity: number) =>
      loadFolder(
        await writeTables({ 'claims.csv': [header, ...rows.filter((_, at) => at % 2 === parity), ''].join('\n') }),
      )
    await Promise.all([half(0), half(1)])
    expect(await contents()).toEqual(whole)
  })
})

test('a load waits for another load that has locked a person, and then reads what that load wrote', async () => {
  await loadFolder(await smallWorld())
  const session = driver.session()
  const other = session.beginTransaction()
  await other.run("MATCH (p:Person {id: 'ada'}) SET p.locked = true REMOVE p.locked")
  const claims = 'person,organisation,event,on,source\nada,forge,joined,2016-03,herald\n'
  const loading = loadFolder(await writeTables({ 'claims.csv': claims }))
  await waitingFor('locked')
  await other.run(`
    MATCH (p:Person {id: 'ada'}), (o:Organisation {id: 'forge'}), (s:Source {id: 'gazette'})
    CREATE (c:Claim {id: 'theirs', event: 'joined', on: '2016', status: 'reported',
                     earliest: date('2016-01-01'), latest: date('2016-12-31')})-[:OF]->(p), (c)-[:AT]->(o), (c)-[:FROM]->(s)`)
  await other.commit()
  await session.close()
  await loading
  const { records } = await driver.executeQuery(
    "MATCH ({id: 'ada'})-[r:JOINED]->({id: 'forge'}) RETURN r.claims AS claims",
  )
  expect(records.map(record => record.get('claims'))).toEqual([expect.arrayContaining(['theirs'])])
})

/** Waits until a transaction is stopped by a lock in a statement with this text. */
const waitingFor = (text: string) =>
  vi.waitFor(
    async () => {
      const { records } = await driver.executeQuery(
        'SHOW TRANSACTIONS YIELD currentQuery, status WHERE currentQuery CONTAINS $text AND status STARTS WITH "Blocked" RETURN status',
        { text },
      )
      expect(records).toHaveLength(1)
    },
    { timeout: 30_000, interval: 50 },
  )

describe('a faulty row', () => {
  test('a fault in the very last row leaves the database unchanged', async () => {
    const folder = await smallWorld({
      'claims.csv': `${smallTable('claims.csv')}nobody,mill,left,2020,,,,,,,gazette,p. 9\n`,
    })
    await expect(loadFolder(folder)).rejects.toThrow(InputError)
    expect(await contents()).toEqual([])
  })

  test('a row may name a person who is only in the database', async () => {
    await loadFolder(await smallWorld())
    const claims = 'person,organisation,event,on,source\ndot,kiln,joined,2020,herald\n'
    expect((await loadFolder(await writeTables({ 'claims.csv': claims }))).joined.added).toBe(1)
  })
})

describe('the shipped sample', () => {
  test('the sample is not loaded into a database that holds other data', async () => {
    await loadFolder(await smallWorld())
    const before = await contents()
    expect(await loadSeeds({ driver })).toBeNull()
    expect(await contents()).toEqual(before)
  })

  test('the sample is loaded into an empty database, and completed after an interrupted load', async () => {
    const whole = await loadSeeds({ driver })
    expect(whole?.claims.added).toBeGreaterThan(60)
    await driver.executeQuery("MATCH (c:Claim)-[:OF]->({id: 'jan-leike'}) DETACH DELETE c")
    expect((await loadSeeds({ driver }))?.claims.added).toBeGreaterThan(0)
    await driver.executeQuery("MATCH ({id: 'jan-leike'})-[r:LEFT|WAS_AT]->() DELETE r")
    expect((await loadSeeds({ driver }))?.left.added).toBeGreaterThan(0)
  })
})
