import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { Interrupted, type LoadEffects, load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { countSources, outdateSourceCounts } from '../../../seeds/store/count-sources.ts'
import { inTransaction } from '../../../seeds/store/load-context.ts'
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

const loadTables = async (files: Record<string, string>, effects: Omit<LoadEffects, 'driver'> = {}) =>
  load(await readDataset([await writeTables(files)]), { driver, ...effects })

const answers = async () => [
  await ask('sources', {}),
  await ask('sources', { source: 'herald' }),
  await ask('sources', { limit: 1 }),
]
const isKept = async () => {
  const { records } = await driver.executeQuery("MATCH (c:Load {run: 'source-counts'}) RETURN c.isValid AS isValid")
  return records[0]?.get('isValid')
}

const outdate = () => inTransaction(driver, outdateSourceCounts)

/** What the question answers by the counts that a load has kept, and by counting. */
async function bothWays() {
  expect(await isKept()).toBe(true)
  const kept = await answers()
  await outdate()
  const counted = await answers()
  expect(await countSources(driver)).toBe(true)
  return [counted, kept].map(all => all.map(({ rows, total }) => ({ rows, total })))
}

const HEADER = smallTable('claims.csv').split('\n')[0]
/** Of the Herald, that it said of Cai otherwise; a load with --replace withdraws the rest. */
const herald = {
  'claims.csv': smallTable('claims.csv')
    .split('\n')
    .filter((row, at) => at === 0 || (row.includes(',herald,') && !row.startsWith('cai')))
    .join('\n'),
}

describe('the counts of sources that a load stores', () => {
  test('the source counts of a load equal what the question counts by itself', async () => {
    const [counted, kept] = await bothWays()
    expect(kept).toEqual(counted)
    expect(counted?.[0]?.rows).toHaveLength(2)
  })

  test('a load that withdraws a claim counts sources again', async () => {
    const [before] = await bothWays()
    await loadTables(herald, { replace: ['herald'] })
    const [counted, kept] = await bothWays()
    expect(kept).toEqual(counted)
    expect(counted).not.toEqual(before)
  })

  test('the source counts count merged people and organisations once', async () => {
    await loadTables({
      'people.csv': 'id,name\nadah,Adah\n',
      'organisations.csv': 'id,name,type\nmills,Mills,company\n',
      'sources.csv': 'id,title\nletter,A letter\nempty,Says nothing\n',
      'claims.csv': `${HEADER}\n${['adah,mills,left,2015-03-05', 'adah,mills,joined,2010'].map(row => rowOf(row)).join('\n')}\n`,
    })
    const [apart] = await bothWays()
    await loadTables({ 'same-as.csv': 'id,same_as,verdict\nadah,ada,same\nmills,mill,same\n' })
    const [counted, kept] = await bothWays()
    expect(kept).toEqual(counted)
    expect(counted).not.toEqual(apart)
  })

  test('an interrupted load outdates the source counts, and the question counts by itself', async () => {
    const stop = new AbortController()
    stop.abort()
    const more = { 'sources.csv': 'id,title\nalmanac,Almanac\n', 'claims.csv': `${HEADER}\n` }
    const interrupted = loadTables({ ...more, 'people.csv': 'id,name\nhal,Hal\n' }, { signal: stop.signal })
    await expect(interrupted).rejects.toBeInstanceOf(Interrupted)
    expect(await isKept()).toBe(false)
    const { rows, total } = await ask('sources', {})
    expect([total, rows.map(row => (row.source as { id: string }).id)]).toEqual([3, ['gazette', 'herald', 'almanac']])
  })

  test('a dry run and a repeated load leave the source counts valid', async () => {
    const version = async () => {
      const { records } = await driver.executeQuery("MATCH (c:Load {run: 'source-counts'}) RETURN c.version AS version")
      return records[0]?.get('version')
    }
    const before = await version()
    await loadTables(herald, { dryRun: true })
    await loadTables({ 'claims.csv': smallTable('claims.csv') })
    expect([await isKept(), await version()]).toEqual([true, before])
  })

  test('source counts are discarded if another load wrote while they were counted', async () => {
    let loads = 0
    const overtaken = new Proxy(driver, {
      get(target, name) {
        if (name !== 'session') return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name)
        return (...given: Parameters<Driver['session']>) => {
          const session = target.session(...given)
          const read = session.executeRead.bind(session)
          session.executeRead = (async (work: Parameters<typeof read>[0]) => {
            const counts = await read(work)
            if (loads++ === 0) await loadTables(herald, { replace: ['herald'] })
            return counts
          }) as typeof session.executeRead
          return session
        }
      },
    })
    await outdate()
    expect(await countSources(overtaken)).toBe(true)
    expect(loads).toBe(1)
    const [counted, kept] = await bothWays()
    expect(kept).toEqual(counted)
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
