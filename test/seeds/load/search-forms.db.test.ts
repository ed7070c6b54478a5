import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { asking } from '../../setup/asking.ts'
import { wipe } from '../../setup/database.ts'
import { loadScripts, SCRIPTS } from '../../worlds/scripts.ts'
import { writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(async () => {
  await wipe(driver)
  await loadScripts(driver)
})
afterAll(() => driver.close())

const query = (cypher: string) => driver.executeQuery(cypher)
const loadTables = async (files: Record<string, string>) =>
  (await load(await readDataset([await writeTables(files)]), { driver })).summary
const found = async (text: string) => {
  const ask = await asking(driver)
  return (await ask('search', { text })).rows.map(({ id }) => id)
}

describe('references by name', () => {
  const claim = (person: string) => ({
    'claims.csv': `person,organisation,event,on,source\n${person},forge,present,2020,register\n`,
  })

  test('a name in a row matches names in the files or the database, but not derived forms of names', async () => {
    await loadTables(claim('Zhang Wei'))
    const { records } = await query("MATCH (p)-[:WAS_AT]->(:Organisation {id: 'forge'}) RETURN p.id AS id ORDER BY id")
    expect(records.map(record => record.get('id'))).toEqual(['ada-4', 'w2'])
  })

  test.each(['Xie Saining', 'Saining Xie', '謝賽寧', 'Kuznetsov Ivan', '張偉'])(
    'a row with the name %s is a fault, because it is no name',
    async name => {
      await expect(loadTables(claim(name))).rejects.toThrow(/is not the id or name of any person/)
    },
  )

  test('a form of a name in the same files resolves no row either', async () => {
    const files = { 'people.csv': 'id,name\nnew,王芳\n', ...claim('Wang Fang') }
    await expect(loadTables(files)).rejects.toThrow(/is not the id or name of any person/)
  })
})

describe('a database that an earlier version filled', () => {
  const forget = async () => {
    await query('MATCH (n:Person|Organisation) REMOVE n.searchForms')
    await query("MATCH (l:Load {run: 'forms'}) DELETE l")
    await query('DROP INDEX name_forms IF EXISTS')
  }

  test('the next load, of any files, adds search forms to all names', async () => {
    await forget()
    await loadTables({ 'people.csv': 'id,name\nsomebody,Some Body\n' })
    expect(await found('Xie Saining')).toEqual(['xie-saining'])
    expect(await found('Kuznetsov')).toEqual(['k1'])
  })

  test('loading the same files again changes no person, and search still finds people by their names in other scripts', async () => {
    const before = await digest({ driver })
    await forget()
    const { people } = await loadTables(SCRIPTS)
    expect(people).toEqual({ added: 0, changed: 0, unchanged: 14 })
    expect(await digest({ driver })).toEqual(before)
  })

  test('a dry run writes no other forms', async () => {
    await query('MATCH (n:Person|Organisation) REMOVE n.searchForms')
    await query("MATCH (l:Load {run: 'forms'}) DELETE l")
    await load(await readDataset([await writeTables(SCRIPTS)]), { driver, dryRun: true })
    expect(await found('Xie Saining')).toEqual([])
  })
})

test('a further name is found in other letters as well as the first', async () => {
  const added = { 'people.csv': 'id,name,aliases\nw1,王芳,张伟\n' }
  await loadTables(added)
  expect(await found('張偉')).toEqual(['w1'])
  expect(await found('Wang Fang')).toEqual(['w1'])
})
