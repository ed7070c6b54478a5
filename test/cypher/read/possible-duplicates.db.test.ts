import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Ask, asking, pick } from '../../setup/asking.ts'
import { wipe } from '../../setup/database.ts'
import { loadNames, loadNamesakes } from '../../worlds/namesakes.ts'

let driver: Driver
let ask: Ask

beforeAll(async () => {
  driver = connect(inject('neo4j'))
  ask = await asking(driver)
})
afterAll(() => driver.close())

/** The name index is updated shortly after the load. */
const indexed = () => driver.executeQuery('CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()')

describe('possible-duplicates', () => {
  beforeAll(async () => {
    await wipe(driver)
    await loadNamesakes(driver)
    await indexed()
  })

  test('possible-duplicates proposes namesakes, swapped words and similar spellings, with pairs seen together first', async () => {
    const { rows, total } = await ask('possible-duplicates', {})
    expect(pick(rows, 'one', 'other', 'reason', 'distance', 'bearers', 'together', 'sharedTotal')).toEqual([
      ['li-na-1', 'li-na-2', 'same name', 0, 2, 'definite', 1],
      ['ana-bell', 'bell-ana', 'word order', 0, 2, null, 1],
      ['gil', 'gilbert', 'same name', 0, 2, null, 0],
      ['jon-smith', 'jon-smyth', 'spelling', 1, null, null, 0],
      ['xiaoming-1', 'xiaoming-2', 'spelling', 1, null, null, 0],
    ])
    expect(total).toBe(5)
    expect(rows[0]?.shared).toEqual([{ id: 'mill', name: 'The Mill', together: 'definite' }])
    expect(rows[1]?.shared).toEqual([{ id: 'kiln', name: 'The Kiln', together: null }])
  })

  test.each([
    ['jon-smyth', ['jon-smith', 'jon-smyth']],
    ['bell-ana', ['ana-bell', 'bell-ana']],
    ['gilbert', ['gil', 'gilbert']],
    ['gazete', ['gazete', 'gazette']],
  ])('possible-duplicates for %s alone proposes the pair %j', async (node, pair) => {
    expect(pick((await ask('possible-duplicates', { node })).rows, 'one', 'other')).toEqual([pair])
  })

  test.each(['ed-1', 'fay-1', 'fay-2', 'ming', 'bo'])('possible-duplicates proposes nothing for %s', async node => {
    expect((await ask('possible-duplicates', { node })).rows).toEqual([])
  })

  test('possible-duplicates proposes organisations, with the people who were at both', async () => {
    const { rows } = await ask('possible-duplicates', { kind: 'organisation' })
    expect(pick(rows, 'kind', 'one', 'other', 'reason', 'together')).toEqual([
      ['organisation', 'house-mill', 'mill-house', 'word order', 'possible'],
      ['organisation', 'gazete', 'gazette', 'spelling', null],
    ])
    expect(pick(rows[0]?.shared as Record<string, unknown>[], 'id')).toEqual([['kim']])
  })

  test('the query sources counts a merged person once', async () => {
    expect(pick((await ask('sources', {})).rows, 'source', 'claims', 'people', 'organisations')).toEqual([
      ['register', 10, 6, 4],
    ])
  })

  test('possible-duplicates looks up no spellings when the distance or the number of spellings is 0, and caps its pairs', async () => {
    expect((await ask('possible-duplicates', { distance: 0 })).total).toBe(3)
    expect((await ask('possible-duplicates', { spelled: 0 })).total).toBe(3)
    expect(await ask('possible-duplicates', { limit: 1 })).toMatchObject({ rows: [{}], total: 5, truncated: true })
  })
})

describe('possible-duplicates of generated names', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 5 })
  const names = fc.sample(
    fc.oneof(
      word,
      fc.tuple(word, word).map(words => words.join(' ')),
    ),
    { numRuns: 45, seed: 5 },
  )

  beforeAll(async () => {
    await wipe(driver)
    await loadNames(driver, names)
    await indexed()
  })

  test.each([0, 1, 2])(
    'possible-duplicates finds exactly the pairs of generated names within %i edits',
    async distance => {
      const expected = names.flatMap((a, i) =>
        names.slice(i + 1).flatMap((b, j) => {
          const apart = sorted(a) === sorted(b) ? 0 : levenshtein(a, b)
          const alike = a.split(' ').length === b.split(' ').length && apart <= distance
          return alike ? [`${[`p${i}`, `p${i + 1 + j}`].sort().join(' ')} ${apart}`] : []
        }),
      )
      const { rows } = await ask('possible-duplicates', { distance, limit: 2000 })
      const found = pick(rows, 'one', 'other', 'distance').map(cells => cells.join(' '))
      expect(expected.length).toBeGreaterThan(0)
      expect(found.sort()).toEqual(expected.sort())
    },
  )
})

const sorted = (name: string) => name.split(' ').sort().join(' ')

/** By definition: the minimum over each possible first edit. */
function levenshtein(a: string, b: string, known = new Map<string, number>()): number {
  if (a === '' || b === '') return a.length + b.length
  const key = `${a}|${b}`
  const before = known.get(key)
  if (before !== undefined) return before
  const [x, y] = [a.slice(1), b.slice(1)]
  const found =
    a[0] === b[0]
      ? levenshtein(x, y, known)
      : 1 + Math.min(levenshtein(x, b, known), levenshtein(a, y, known), levenshtein(x, y, known))
  known.set(key, found)
  return found
}
