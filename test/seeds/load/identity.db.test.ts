import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { exportDatabase } from '../../../seeds/export/export.ts'
import { load } from '../../../seeds/load/load.ts'
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

const loadTables = async (files: Record<string, string>) =>
  (await load(await readDataset([await writeTables(files)]), { driver })).summary
const sha = async () => (await digest({ driver })).sha256

const edges = async (person: string) => {
  const { records } = await driver.executeQuery(
    'MATCH ({id: $person})-[r:JOINED|LEFT|WAS_AT]->(o) RETURN type(r) AS type, o.id AS at, r.on AS on ORDER BY at, type, on',
    { person },
  )
  return records.map(record => [record.get('type'), record.get('at'), record.get('on')])
}

const HEADER = 'person,organisation,event,on,source\n'

describe('references by name', () => {
  test('claims may refer to people and organisations of the same files by a unique name, in any script and any file order', async () => {
    const named = smallTable('claims.csv')
      .replaceAll(/^ada,/gm, '阿达,')
      .replaceAll(/^ben,/gm, 'BEN,')
      .replaceAll(',mill,joined', ',磨坊,joined')
      .replaceAll(',,mill,reported', ',,The Mill,reported')
    expect(named).not.toBe(smallTable('claims.csv'))
    await loadSmallWorld(driver)
    const whole = await sha()
    await wipe(driver)
    const folder = await smallWorld({ 'claims.csv': named })
    await load(
      await readDataset(['claims', 'people', 'organisations', 'sources'].map(name => `${folder}/${name}.csv`)),
      {
        driver,
      },
    )
    expect(await sha()).toBe(whole)
  })

  test('claims may refer to people and organisations of the database by a unique name', async () => {
    await loadSmallWorld(driver)
    await loadTables({ 'claims.csv': `${HEADER}Gus,the kiln,joined,2021,herald\n` })
    expect(await edges('gus')).toContainEqual(['JOINED', 'kiln', '2021'])
  })

  test('an id takes precedence over a name', async () => {
    await loadSmallWorld(driver)
    await loadTables({
      'people.csv': 'id,name\nnew,gus\n',
      'claims.csv': `${HEADER}gus,kiln,joined,2021,herald\n`,
    })
    expect(await edges('new')).toEqual([])
  })

  test.each([
    ['Li Wei', '"Li Wei" is the name of more than one person; give the id of one: li-wei-1, li-wei-2'],
    ['Ad Alvarez', '"Ad Alvarez" is not the id or name of any person, in the files or in the database'],
  ])('a claim that refers to %s is a fault: %s', async (name, message) => {
    await loadSmallWorld(driver)
    await expect(loadTables({ 'claims.csv': `${HEADER}${name},kiln,joined,2021,herald\n` })).rejects.toThrow(
      `claims.csv:2: person: ${message}`,
    )
  })

  test('a name that a file and the database share is ambiguous', async () => {
    await loadSmallWorld(driver)
    const files = { 'people.csv': 'id,name\ngus-2,Gus\n', 'claims.csv': `${HEADER}Gus,kiln,joined,2021,herald\n` }
    await expect(loadTables(files)).rejects.toThrow('give the id of one: gus, gus-2')
  })

  test('the same claim given by id and by name is a duplicate', async () => {
    const claims = `${smallTable('claims.csv')}Gus,mill,left,,,,,,,reported,herald,p. 4\n`
    await expect(loadTables({ 'claims.csv': claims, ...others() })).rejects.toThrow(
      /claims\.csv:17: repeats the claim of .*claims\.csv:16/,
    )
  })
})

const others = () => ({
  'people.csv': smallTable('people.csv'),
  'organisations.csv': smallTable('organisations.csv'),
  'sources.csv': smallTable('sources.csv'),
})

describe('same-as', () => {
  const more = {
    'people.csv': 'id,name\nbenjamin,Benjamin\n',
    'claims.csv': `${HEADER}benjamin,forge,joined,2019-07,herald\nbenjamin,mill,left,2019-06,herald\n`,
  }
  const judged = (verdict: string, note = '') => ({
    'same-as.csv': `id,same_as,verdict,note\nbenjamin,ben,${verdict},${note}\n`,
  })

  test('same-as merges two people: events and stays become those of one, and claims keep their person', async () => {
    await loadSmallWorld(driver)
    await loadTables(more)
    expect(await edges('benjamin')).toHaveLength(4)
    const summary = await loadTables(judged('same', 'by his diary'))
    expect(summary.sameAs).toEqual({ added: 1, changed: 0, unchanged: 0 })
    expect(await edges('benjamin')).toEqual([])
    const ben = await edges('ben')
    expect(ben).toContainEqual(['JOINED', 'forge', '2019-07'])
    expect(ben.filter(([type, at]) => type === 'LEFT' && at === 'mill')).toHaveLength(2)
    const { records } = await driver.executeQuery("MATCH (c:Claim)-[:OF]->({id: 'benjamin'}) RETURN c")
    expect(records).toHaveLength(2)
  })

  test.each(['different', 'undecided'])('the verdict %s undoes a same-as merge', async verdict => {
    await loadSmallWorld(driver)
    await loadTables(more)
    const apart = [await edges('ben'), await edges('benjamin')]
    await loadTables(judged('same'))
    await loadTables(judged(verdict))
    expect([await edges('ben'), await edges('benjamin')]).toEqual(apart)
  })

  test('same-as gives the same result in any order of loading', async () => {
    await loadSmallWorld(driver)
    await loadTables(more)
    await loadTables(judged('same'))
    const whole = await sha()
    await wipe(driver)
    const all = { ...others(), 'claims.csv': smallTable('claims.csv') }
    const people = `${all['people.csv']}benjamin,Benjamin,\n`
    await loadTables({ ...all, 'people.csv': people, ...judged('same') })
    await loadTables({ 'claims.csv': more['claims.csv'] })
    expect(await sha()).toBe(whole)
  })

  test('same-as between organisations moves the events of all their people', async () => {
    await loadSmallWorld(driver)
    await loadTables({
      'organisations.csv': 'id,name,type\nmill-co,Mill & Co,company\n',
      'claims.csv': `${HEADER}gus,mill-co,joined,2011,herald\n`,
    })
    await loadTables({ 'same-as.csv': 'id,same_as\nmill-co,mill\n' })
    expect(await edges('gus')).toEqual([
      ['JOINED', 'mill', '2011'],
      ['LEFT', 'mill', null],
      ['WAS_AT', 'mill', null],
    ])
  })

  test.each([
    ['benjamin,benjamin', 'same_as: is the id itself'],
    ['benjamin,mill', 'same_as: is an organisation, and "benjamin" is not'],
    ['nobody,ben', 'id: "nobody" is not an id in the files or in the database'],
    ['ben,benjamin', 'same_as: "benjamin" is the same as "ben" already'],
    [
      'benjamin,ada',
      'same_as: "benjamin" is the same as "ben" already; instead, state that "ben" is the same as "ada"',
    ],
  ])('the same-as row %s is a fault: %s', async (row, message) => {
    await loadSmallWorld(driver)
    await loadTables({ ...more, ...judged('same') })
    await expect(loadTables({ 'same-as.csv': `id,same_as\n${row}\n` })).rejects.toThrow(`same-as.csv:2: ${message}`)
  })

  test('same-as verdicts survive an export and a load', async () => {
    await loadSmallWorld(driver)
    await loadTables({ ...more, ...judged('same', 'by his diary') })
    await loadTables({ 'same-as.csv': 'id,same_as,verdict\nli-wei-1,li-wei-2,different\n' })
    const whole = await sha()
    const out = join(await mkdtemp(join(tmpdir(), 'export-')), 'out')
    await exportDatabase({ out }, { driver })
    await wipe(driver)
    await load(await readDataset([out]), { driver })
    expect(await sha()).toBe(whole)
  })
})
