import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type LoadContext, load, UnconfirmedError } from '../../../seeds/load/load.ts'
import { type ReadOptions, readDataset } from '../../../seeds/read/read-dataset.ts'
import { InputError } from '../../../seeds/tables/diagnostic.ts'
import { IdPrefix } from '../../../seeds/tables/id-prefix.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Ask, asking } from '../../setup/asking.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld, smallTable, writeTables } from '../../worlds/small.ts'

let driver: Driver
let ask: Ask
beforeAll(async () => {
  driver = connect(inject('neo4j'))
  ask = await asking(driver)
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const loadTables = async (
  files: Record<string, string>,
  effects: Omit<LoadContext, 'driver'> = {},
  options: ReadOptions = {},
) => load(await readDataset([await writeTables(files)], options), { driver, ...effects })

const faults = async (files: Record<string, string>, effects: Omit<LoadContext, 'driver'> = {}): Promise<string> => {
  const error: unknown = await loadTables(files, effects).then(
    () => new Error('loaded'),
    thrown => thrown,
  )
  if (!(error instanceof InputError)) throw error
  return error.message.replaceAll(/\/\S*\//g, '')
}
const node = async (id: string) =>
  (await driver.executeQuery('MATCH (n:!Load {id: $id}) RETURN n', { id })).records[0]?.get('n').properties
const found = async (text: string) => (await ask('search', { text })).rows.map(({ id }) => id)

const first = {
  'people.csv': 'id,name,aliases,died,note\nov1,Jane Fictiva,Jane Doppel;简,2019,minister until 2010\n',
  'organisations.csv': 'id,name,type,aliases\nov-uni,Mill University,university,MU;磨坊大学\n',
  'sources.csv': 'id,title,publisher,published\ngazette,The Gazette,The Mill,2020-05\n',
}

describe('a later load', () => {
  test('without columns and with empty fields erases nothing', async () => {
    await loadTables(first)
    const loaded = await loadTables({
      'people.csv': 'id,name,note\nov1,Jane Fictiva,\n',
      'organisations.csv': 'id,name,type\nov-uni,Mill University,\n',
      'sources.csv': 'id,title\ngazette,The Gazette\n',
    })
    expect(loaded.values).toEqual([])
    expect(loaded.summary).toMatchObject({
      people: { unchanged: 1 },
      organisations: { unchanged: 1 },
      sources: { unchanged: 1 },
    })
    expect(await node('ov1')).toMatchObject({
      aliases: ['Jane Doppel', '简'],
      died: '2019',
      note: 'minister until 2010',
    })
    expect(await node('ov-uni')).toMatchObject({ type: 'university', aliases: ['MU', '磨坊大学'] })
    expect(await node('gazette')).toMatchObject({ publisher: 'The Mill', published: '2020-05' })
    expect(await found('谷歌')).toEqual([])
    expect(await found('磨坊大学')).toEqual(['ov-uni'])
  })

  test('adds another name, a narrower date and another note, reports each value, and search finds both names', async () => {
    await loadTables(first)
    const files = { 'people.csv': 'id,name,died,note\nov1,Jane Fictiva-Mill,2019-06-01,has a mill\n' }
    const dry = await loadTables(files, { dryRun: true })
    const changes = [
      {
        kind: 'person',
        id: 'ov1',
        column: 'aliases',
        before: ['Jane Doppel', '简'],
        after: ['Jane Doppel', '简', 'Jane Fictiva-Mill'],
      },
      { kind: 'person', id: 'ov1', column: 'died', before: '2019', after: '2019-06-01' },
      {
        kind: 'person',
        id: 'ov1',
        column: 'note',
        before: 'minister until 2010',
        after: 'minister until 2010 · has a mill',
      },
    ]
    expect(dry.values).toEqual(changes)
    expect(await node('ov1')).toMatchObject({ died: '2019' })
    expect((await loadTables(files)).values).toEqual(changes)
    expect((await loadTables({ ...files, 'sources.csv': first['sources.csv'] })).values).toEqual([])
    expect(await node('ov1')).toMatchObject({ name: 'Jane Fictiva', died: '2019-06-01' })
    expect(await found('Jane Fictiva-Mill')).toEqual(['ov1'])
    expect(await found('Jane Fictiva')).toEqual(['ov1'])
  })

  test('that contradicts a type, a date or a name is refused with both values and the way out', async () => {
    await loadTables(first)
    expect(await faults({ 'organisations.csv': 'id,name,type\nov-uni,Mill University,company\n' })).toContain(
      'organisations.csv:2: type: "company" contradicts "university", the type of "ov-uni" in the database. Leave the type empty',
    )
    expect(await faults({ 'people.csv': 'id,name,died\nov1,Jane Fictiva,2020\n' })).toContain(
      'people.csv:2: died: "2020" contradicts "2019", the died of "ov1" in the database',
    )
    const renamed = await faults({ 'people.csv': 'id,name\nov1,Bob Okoro\n' })
    expect(renamed).toContain(
      'people.csv:2: name: "Bob Okoro" does not resemble "Jane Fictiva", which has the id "ov1"',
    )
    expect(renamed).toMatch(/--id-prefix PREFIX.*add "Jane Fictiva" to the aliases/)
    expect(await node('ov1')).toMatchObject({ name: 'Jane Fictiva', died: '2019' })
    expect(await faults({ 'sources.csv': 'id,title\ngazette,Weekly Mirror\n' })).toContain(
      '"Weekly Mirror" does not resemble',
    )
  })

  test('may rename a person whose former name it gives as an alias, or whose name in other letters it gives', async () => {
    await loadTables({ 'people.csv': 'id,name\n17,Jane Fictiva\nw,谢赛宁\n' })
    await loadTables({ 'people.csv': 'id,name,aliases\n17,Ada Okoro,Jane Fictiva\nw,Xie Saining,\n' })
    expect(await node('17')).toMatchObject({ name: 'Jane Fictiva', aliases: ['Ada Okoro'] })
    expect(await node('w')).toMatchObject({ name: '谢赛宁', aliases: ['Xie Saining'] })
  })

  test('that corrects takes the place of names, types and dates, and the former name is still found', async () => {
    await loadTables(first)
    const files = {
      'people.csv': 'id,name,died\nov1,Bob Okoro,2020\n',
      'organisations.csv': 'id,name,type\nov-uni,Mill Ltd,company\n',
    }
    await loadTables(files, { correct: true })
    expect(await node('ov1')).toMatchObject({
      name: 'Bob Okoro',
      aliases: ['Jane Doppel', '简', 'Jane Fictiva'],
      died: '2020',
    })
    expect(await node('ov-uni')).toMatchObject({ name: 'Mill Ltd', type: 'company' })
    expect(await found('Jane Fictiva')).toEqual(['ov1'])
  })

  test('from another source may give another date of death: both bound the death, and each source keeps its own date', async () => {
    await loadTables(first)
    await loadTables({ 'people.csv': 'id,name,died,source\nov1,Jane F.,2020,gazette\n' })
    expect(await node('ov1')).toMatchObject({ died: '2019-01-01/2020-12-31' })
    const { records } = await driver.executeQuery(
      "MATCH ({id: 'ov1'})-[said:DESCRIBED_BY]->(by) RETURN by.id AS source, said.name AS name, said.died AS died ORDER BY died",
    )
    expect(records.map(record => record.toObject())).toEqual([
      { source: null, name: 'Jane Fictiva', died: '2019' },
      { source: 'gazette', name: 'Jane F.', died: '2020' },
    ])
    expect((await ask('descriptions', { node: 'ov1' })).rows).toMatchObject([
      { of: { id: 'ov1' }, name: 'Jane Fictiva', ended: '2019', source: null, load: 1, withdrawn: null },
      { name: 'Jane F.', aliases: [], ended: '2020', source: { id: 'gazette', title: 'The Gazette' }, load: 2 },
    ])
  })
})

test('in one file may have a row for each source and each whole, but no duplicate rows of one source', async () => {
  const header = 'id,name,type,part_of,part_of_from,part_of_to,part_of_source\n'
  const rows = 'loft,The Loft,team,mill,2010,2015,gazette\nloft,The Loft,team,kiln,2015,,gazette\n'
  const wholes = 'mill,The Mill,company,,,,\nkiln,The Kiln,company,,,,\n'
  const loaded = await loadTables({ 'organisations.csv': header + wholes + rows, 'sources.csv': first['sources.csv'] })
  expect(loaded.summary).toMatchObject({ organisations: { added: 3 }, partOf: { added: 2 } })
  expect(await faults({ 'people.csv': 'id,name\n1,Li Wei\n1,Li Wei\n' })).toMatch(
    /people\.csv:3: id: "1" is the id of another person/,
  )
  expect(await faults({ 'people.csv': 'id,name,source\n1,Li Wei,\n1,Ada Mill,gazette\n' })).toContain(
    'does not resemble',
  )
  expect(await faults({ 'organisations.csv': 'id,name,type\nbarn,The Barn,\n' })).toContain(
    'type: is empty, and "barn" is new',
  )
})

test('a prefix separates the people of two registers, and references to records outside the files are resolved without it', async () => {
  await loadSmallWorld(driver)
  const register = (name: string) => ({
    'people.csv': `id,name\n1,${name}\n`,
    'sources.csv': 'id,title\nr,Register\n',
    'organisations.csv': 'id,name,type\nbarn,The Barn,company\n',
    'claims.csv':
      'person,organisation,event,on,origin,source\n1,barn,joined,2019,mill,r\n1,mill,left,2018,,r\nada,barn,joined,2020,,r\nBen,barn,joined,2021,,gazette\n',
  })
  await loadTables(register('Uma Vane'), {}, { idPrefix: 'a-' })
  await loadTables(register('Vic Wray'), {}, { idPrefix: 'b-' })
  const { records } = await driver.executeQuery(
    "MATCH (p)<-[:OF]-(c:Claim)-[:AT]->(o), (c)-[:FROM]->(s) WHERE c.load > 1 RETURN p.id + ' ' + o.id + ' ' + s.id AS claim ORDER BY claim",
  )
  expect(records.map(record => record.get('claim'))).toEqual([
    'a-1 a-barn a-r',
    'a-1 mill a-r',
    'ada a-barn a-r',
    'ada b-barn b-r',
    'b-1 b-barn b-r',
    'b-1 mill b-r',
    'ben a-barn gazette',
    'ben b-barn gazette',
  ])
  expect(new IdPrefix('x-').add('Ada Mill')).toBe('Ada Mill')
})

describe('--replace', () => {
  const none = 'person,organisation,event,on,source\nada,mill,present,2012,gazette\n'
  test('of a source whose claims the files mostly lack has to be confirmed', async () => {
    await loadSmallWorld(driver)
    await expect(loadTables({ 'claims.csv': none }, { replace: ['gazette'] })).rejects.toThrow(UnconfirmedError)
    const { records } = await driver.executeQuery(
      'MATCH (c:Claim) WHERE c.withdrawn IS NOT NULL RETURN count(c) AS gone',
    )
    expect(Number(records[0]?.get('gone'))).toBe(0)
    const { summary } = await loadTables({ 'claims.csv': none }, { replace: ['gazette'], confirmed: true })
    expect(summary.withdrawn).toBeGreaterThan(5)
  })

  test('of a source whose claims the files mostly have goes ahead', async () => {
    await loadSmallWorld(driver)
    const [, ...rows] = smallTable('claims.csv').trimEnd().split('\n')
    const header = smallTable('claims.csv').split('\n')[0]
    const { summary } = await loadTables(
      { 'claims.csv': [header, ...rows.slice(1), ''].join('\n') },
      { replace: ['gazette'] },
    )
    expect(summary.withdrawn).toBe(1)
  })
})

describe('a line number', () => {
  const list = (names: string[]) =>
    `person,organisation,event,on,source,locator\n${names.map((name, at) => `${name},mill,left,2010,gazette,row ${at + 2}`).join('\n')}\n`
  const locators = async () =>
    (
      await driver.executeQuery(
        "MATCH (c:Claim {on: '2010'})-[:OF]->(p) WHERE c.withdrawn IS NULL AND c.locator STARTS WITH 'row' RETURN p.id + ' ' + c.locator AS at ORDER BY at",
      )
    ).records.map(record => record.get('at'))

  test('does not identify a claim: a row inserted above adds one claim, and the others get new line numbers', async () => {
    await loadSmallWorld(driver)
    await loadTables({ 'claims.csv': list(['gus', 'dot', 'dot']) })
    const { summary } = await loadTables(
      { 'claims.csv': list(['eve', 'gus', 'dot', 'dot']) },
      { replace: ['gazette'], confirmed: true },
    )
    expect(summary.claims).toMatchObject({ added: 1, changed: 0, unchanged: 3 })
    expect(await locators()).toEqual(['dot row 4', 'dot row 5', 'eve row 2', 'gus row 3'])
  })

  test('was in the ids of claims once; the next load finds these claims all the same', async () => {
    await loadSmallWorld(driver)
    await loadTables({ 'claims.csv': list(['gus', 'dot', 'dot']) })
    await driver.executeQuery(
      "MATCH (c:Claim {on: '2010'})-[:OF]->(p) WHERE c.locator STARTS WITH 'row' SET c.id = 'old-' + c.locator WITH DISTINCT p REMOVE p.settled",
    )
    const { summary } = await loadTables({ 'claims.csv': list(['eve', 'gus', 'dot', 'dot']) })
    expect(summary.claims).toMatchObject({ added: 1, changed: 0, unchanged: 3 })
    const { records } = await driver.executeQuery(
      "MATCH (c:Claim) WHERE c.id STARTS WITH 'old-' RETURN count(c) AS old",
    )
    expect(Number(records[0]?.get('old'))).toBe(0)
  })
})
