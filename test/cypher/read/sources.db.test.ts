import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type LoadContext, load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
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
beforeEach(async () => {
  await wipe(driver)
  await loadSmallWorld(driver)
})
afterAll(() => driver.close())

const loadTables = async (files: Record<string, string>, effects: Omit<LoadContext, 'driver'> = {}) =>
  load(await readDataset([await writeTables(files)]), { driver, ...effects })

/** The rows of all sources, counted person by person, and of each source alone. */
async function bothWays() {
  const { rows, total } = await ask('sources', {})
  expect(total).toBe(rows.length)
  const alone: typeof rows = []
  for (const { source } of rows) alone.push(...(await ask('sources', { source: (source as { id: string }).id })).rows)
  return { all: rows, alone }
}

const HEADER = smallTable('claims.csv').split('\n')[0]
/** The Herald with a different claim about Cai; a load with --replace withdraws the rest. */
const herald = {
  'claims.csv': smallTable('claims.csv')
    .split('\n')
    .filter((row, at) => at === 0 || (row.includes(',herald,') && !row.startsWith('cai')))
    .join('\n'),
}

describe('sources', () => {
  test('sources counts the same for all sources together as for each alone', async () => {
    const { all, alone } = await bothWays()
    expect(all).toEqual(alone)
    expect(all).toHaveLength(2)
  })

  test('sources leaves out claims that were withdrawn', async () => {
    const before = await bothWays()
    await loadTables(herald, { replace: ['herald'] })
    const { all, alone } = await bothWays()
    expect(all).toEqual(alone)
    expect(all).not.toEqual(before.all)
  })

  test('sources counts merged people and organisations once, and lists a source without claims', async () => {
    await loadTables({
      'people.csv': 'id,name\nadah,Adah\n',
      'organisations.csv': 'id,name,type\nmills,Mills,company\n',
      'sources.csv': 'id,title\nletter,A letter\nempty,Says nothing\n',
      'claims.csv': `${HEADER}\n${['adah,mills,left,2015-03-05', 'adah,mills,joined,2010'].map(row => rowOf(row)).join('\n')}\n`,
    })
    const apart = await bothWays()
    expect(apart.all).toEqual(apart.alone)
    expect(apart.all.map(({ source }) => (source as { id: string }).id)).toContain('empty')
    await loadTables({ 'same-as.csv': 'id,same_as,verdict\nadah,ada,same\nmills,mill,same\n' })
    const { all, alone } = await bothWays()
    expect(all).toEqual(alone)
    expect(all).not.toEqual(apart.all)
  })

  test('sources gives the first ones up to its limit, and how many there are', async () => {
    const [{ rows, total }, all] = [await ask('sources', { limit: 1 }), await ask('sources', {})]
    expect([total, rows]).toEqual([all.total, all.rows.slice(0, 1)])
  })
})

/** A row of the claims of the letter, its first four cells given. */
function rowOf(cells: string): string {
  const given = cells.split(',')
  return (HEADER ?? '')
    .split(',')
    .map((name, at) => (at < 4 ? given[at] : name === 'source' ? 'letter' : ''))
    .join(',')
}

interface Ided {
  id: string
}
const pairOf = (...nodes: unknown[]) => nodes.map(node => (node as { properties: Ided }).properties.id).join(' ')

describe('line-claims', () => {
  test('line-claims has the sources, statuses, roles and manners of leaving that the claims of each line give', async () => {
    const { rows, total } = await ask('line-claims', {})
    expect(total).toBe(rows.length)
    const lines = new Map(
      rows.map(({ subject, object, ...line }) => [
        `${(subject as { id: string }).id} ${(object as { id: string }).id}`,
        line,
      ]),
    )
    const { claims, ...ofAda } = lines.get('ada mill') ?? {}
    expect(claims).toHaveLength(2)
    expect(claims).toEqual(
      expect.arrayContaining([
        {
          id: expect.any(String),
          event: 'joined',
          status: 'reported',
          role: 'founder',
          manner: 'founded',
          source: 'gazette',
        },
        {
          id: expect.any(String),
          event: 'left',
          status: 'confirmed',
          role: 'chief',
          manner: 'resigned',
          source: 'gazette',
        },
      ]),
    )
    expect(ofAda).toEqual({
      ...{ count: 1, sources: ['gazette'], denying: [], statuses: ['confirmed', 'reported'] },
      ...{ roles: ['chief', 'founder'], manners: ['resigned'] },
    })
    expect(lines.get('cai mill')).toMatchObject({ count: 2, manners: ['dismissed', 'resigned'] })
    expect(lines.get('eve mill')).toMatchObject({ count: 0, sources: [], denying: ['herald'], statuses: ['denied'] })
    expect(lines.get('loft mill')).toMatchObject({ count: 1, sources: ['gazette'], statuses: ['reported'] })
    const { rows: overview } = await ask('overview', {})
    const pairs = overview.flatMap(({ source, target }) => (target ? pairOf(source, target) : []))
    expect(rows.map(({ subject, object }) => `${(subject as Ided).id} ${(object as Ided).id}`)).toEqual(pairs)
    const { rows: ofEve } = await ask('line-claims', { node: 'eve' })
    expect(ofEve).toHaveLength(1)
    await loadTables(herald, { replace: ['herald'] })
    expect((await ask('line-claims', { node: 'cai' })).rows).toMatchObject([{ count: 1, manners: ['resigned'] }])
  })
})
