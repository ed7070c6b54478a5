import { expect, test } from 'vitest'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { askAbout, pick } from '../../setup/asking.ts'
import { loadSmallWorld, writeTables } from '../../worlds/small.ts'

/** Ida runs a paper mill, says a source in French, and 林霞 works at it; Ada's second record is merged into Ada. */
const MORE = {
  'people.csv': 'id,name\nida,Ida\nlin,林霞\nadah,Adah\n',
  'organisations.csv': 'id,name,type\npaper,Paper mill,company\n',
  'sources.csv':
    'id,title,publisher,url\npengpai,造纸厂的人,澎湃,https://www.thepaper.example/news_1\nkr,氪,,https://36kr.test/p/1\n',
  'same-as.csv': 'id,same_as,verdict\nadah,ada,same\n',
  'claims.csv': `person,organisation,event,on,role,source
ida,paper,present,2020,Présidente-directrice générale,pengpai
lin,paper,present,2020,首席科学家,pengpai
adah,paper,present,2020,head of the vats,pengpai
`,
}

const { ask } = askAbout(async driver => {
  await loadSmallWorld(driver)
  await load(await readDataset([await writeTables(MORE)]), { driver })
})

const sizeOf = (claims: unknown) => (Array.isArray(claims) ? claims.length : 0)

test.each([
  ['miller', [['ben', 'mill', 'miller', 2]]],
  ['mil', [['ben', 'mill', 'miller', 2]]],
  [
    'clerk',
    [
      ['fay', 'loft', 'clerk', 1],
      ['fay', 'mill', 'clerk', 1],
    ],
  ],
  ['directrice presidente', [['ida', 'paper', 'Présidente-directrice générale', 1]]],
  ['科学', [['lin', 'paper', '首席科学家', 1]]],
  ['学科', []],
  ['the head of', [['ada', 'paper', 'head of the vats', 1]]],
  ['of', []],
  ['baker" OR role:*', []],
])('a search for the role "%s" finds %j', async (text, expected) => {
  const { rows, total } = await ask('search-roles', { text })
  const found = pick(rows, 'person', 'organisation', 'role').map((row, at) => [...row, sizeOf(rows[at]?.claims)])
  expect(found.toSorted()).toEqual(expected)
  expect(total ?? 0).toBe(expected.length)
})

test.each([
  ['history', ['gazette']],
  ['The Gaz', ['gazette']],
  ['those herald', ['herald']],
  ['gazette.example', ['gazette']],
  ['thepaper', ['pengpai']],
  ['36kr.test', ['kr']],
  ['36K', ['kr']],
  ['澎湃', ['pengpai']],
  ['mill', ['gazette']],
  ['nowhere', []],
])('a search for the source "%s" finds %j', async (text, expected) => {
  expect(pick((await ask('search-sources', { text })).rows, 'source').flat()).toEqual(expected)
})

test('a found source has the number of its claims, and the total counts beyond the limit', async () => {
  const { rows, total } = await ask('search-sources', { text: 'gazette', limit: '1' })
  expect([rows[0]?.claims, total]).toEqual([11, 1])
  const roles = await ask('search-roles', { text: 'clerk', limit: '1' })
  expect([roles.rows.length, roles.total, roles.truncated]).toEqual([1, 2, true])
})

test('all-claims of a source are exactly the claims that name it among all, with statements of parts, also about one node', async () => {
  const all = await ask('all-claims', {})
  for (const source of ['gazette', 'herald', 'pengpai']) {
    const own = all.rows.filter(({ claim }) => (claim as { source: { id: string } }).source.id === source)
    const { rows, total } = await ask('all-claims', { source })
    expect(rows).toEqual(own)
    expect(total).toBe(own.length)
  }
  const about = await ask('all-claims', { source: 'gazette', node: 'mill' })
  const ofMill = (await ask('all-claims', { node: 'mill' })).rows.filter(
    ({ claim }) => (claim as { source: { id: string } }).source.id === 'gazette',
  )
  expect([about.rows, about.total]).toEqual([ofMill, ofMill.length])
  expect((await ask('all-claims', { source: 'pengpai', node: 'ada' })).rows).toHaveLength(1)
  expect((await ask('all-claims', { source: 'nowhere' })).rows).toEqual([])
})
