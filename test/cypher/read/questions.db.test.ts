import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Questions, readQuestions } from '../../../server/db/files.ts'
import { type Answer, ask } from '../../../server/db/run.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld } from '../../worlds/small.ts'

let driver: Driver
let questions: Questions

beforeAll(async () => {
  driver = connect(inject('neo4j'))
  questions = await readQuestions()
  await wipe(driver)
  await loadSmallWorld(driver)
})
afterAll(() => driver.close())

async function answer(name: string, params: Record<string, unknown>): Promise<Answer> {
  const question = questions.get(name)
  if (!question) throw new Error(`no question ${name}`)
  return ask(driver, question, question.params.parse(params))
}

// Rows as told in the story, without the columns that a test does not speak of.
const pick = (rows: Record<string, unknown>[], ...columns: string[]) =>
  rows.map(row => columns.map(column => (row[column] as { name?: string } | null)?.name ?? row[column]))

const claimsOf = (row: Record<string, unknown> | undefined) =>
  row?.claims as { locator: string; source: { id: string } }[]

describe('who-left', () => {
  test('tells everybody who left, with the date as written, the last to leave first', async () => {
    const { rows, total } = await answer('who-left', { organisation: 'mill' })
    expect(pick(rows, 'person', 'on', 'manner', 'status', 'disputed')).toEqual([
      ['Dot', '../2020', null, 'rumoured', true],
      ['Cai', '2018', 'resigned', 'reported', true],
      ['Ben', '2019-06-01', 'resigned', 'reported', false],
      ['Fay', '2017~', null, 'reported', false],
      ['Ada Álvarez', '2015-03-05', 'resigned', 'confirmed', false],
      ['Ben', '2014', null, 'reported', false],
      ['Gus', null, null, 'reported', false],
    ])
    expect(total).toBe(7)
  })

  test('keeps both sources of a disputed leaving, and bounds it by both', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill' })
    const cai = rows.find(row => (row.person as { id: string }).id === 'cai')
    expect(claimsOf(cai).map(({ source, locator }) => [source.id, locator])).toEqual([
      ['gazette', 'p. 5'],
      ['herald', 'p. 1'],
    ])
    expect([cai?.earliest, cai?.latest]).toEqual(['2018-01-01', '2019-12-31'])
  })

  test('says on what the sources disagree', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill' })
    const disputed = pick(rows, 'person', 'disputes').filter(([, disputes]) => (disputes as string[]).length > 0)
    expect(disputed).toEqual([
      ['Dot', ['rumoured']],
      ['Cai', ['date', 'manner']],
    ])
    const [stay] = (await answer('career', { person: 'cai' })).rows
    expect(stay).toMatchObject({ left: { disputed: true, disputes: ['date', 'manner'] } })
  })

  test('keeps the announcement apart from the leaving', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill', from: '2015', to: '2015' })
    expect(pick(rows, 'person', 'on', 'announced', 'certainty')).toContainEqual([
      'Ada Álvarez',
      '2015-03-05',
      '2015-02-01',
      'definite',
    ])
  })

  test('of a window, says who surely left in it and who possibly did', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill', from: '2018-06', to: '2019' })
    expect(pick(rows, 'person', 'certainty')).toEqual([
      ['Dot', 'possible'],
      ['Cai', 'possible'],
      ['Ben', 'definite'],
      ['Fay', 'possible'],
      ['Gus', 'possible'],
    ])
  })

  test('caps the rows and tells the true count', async () => {
    const { rows, truncated, total } = await answer('who-left', { organisation: 'mill', limit: 2 })
    expect([rows.length, truncated, total]).toEqual([2, true, 7])
  })

  test('answers an organisation that nobody left with no rows and a count of nought', async () => {
    expect(await answer('who-left', { organisation: 'forge' })).toMatchObject({ rows: [], total: 0, truncated: false })
  })
})

describe('where-they-went', () => {
  test('tells known, undisclosed and unreported destinations apart', async () => {
    const { rows } = await answer('where-they-went', { organisation: 'mill' })
    expect(pick(rows, 'person', 'destination', 'organisation', 'certainty')).toEqual([
      ['Cai', 'none reported', null, null],
      ['Ben', 'undisclosed', null, null],
      ['Fay', 'known', 'The Forge', 'possible'],
      ['Ada Álvarez', 'known', 'The Kiln', 'definite'],
      ['Ben', 'known', 'The Mill', 'definite'],
      ['Gus', 'none reported', null, null],
    ])
  })

  test('brings the sources of the leaving and of the destination', async () => {
    const { rows } = await answer('where-they-went', { organisation: 'mill' })
    const ada = rows.find(row => (row.person as { id: string }).id === 'ada')
    expect(claimsOf(ada).map(({ locator }) => locator)).toEqual(['p. 2', 'p. 2'])
  })
})

describe('career', () => {
  test('keeps leaving and coming back as two stays', async () => {
    const { rows } = await answer('career', { person: 'ben' })
    expect(pick(rows, 'organisation', 'stint', 'beginEarliest', 'endLatest')).toEqual([
      ['The Mill', '1', '2012-05-01', '2014-12-31'],
      ['The Mill', '2', '2016-01-01', '2019-06-01'],
    ])
  })

  test('tells a stay that nobody has ended from one whose end has no date', async () => {
    const [gus] = (await answer('career', { person: 'gus' })).rows
    expect([gus?.open, gus?.endLatest]).toEqual([false, null])
    const forge = (await answer('career', { person: 'fay' })).rows.at(-1)
    expect([forge?.open, forge?.lastSeen]).toEqual([true, '2021-01-01'])
  })

  test('shows a rumour and a denial, and makes no stay of them', async () => {
    for (const person of ['dot', 'eve']) {
      const { rows } = await answer('career', { person })
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({ stint: null, left: null })
      expect(claimsOf(rows[0])).toHaveLength(1)
    }
  })

  test.each(['ada', 'Ada Álvarez', 'ada alvarez', '阿达', 'ＡＤＡ ÁLVAREZ'])('takes %s for Ada', async person => {
    expect((await answer('career', { person })).params.person).toBe('ada')
  })

  test('refuses a name that two people bear, and lists them', async () => {
    await expect(answer('career', { person: 'Li Wei' })).rejects.toThrow(/li-wei-1.*li-wei-2/)
    expect((await answer('career', { person: '李炜' })).params.person).toBe('li-wei-2')
  })

  test('refuses a name that nobody bears, and lists near ones', async () => {
    await expect(answer('career', { person: 'Alvares' })).rejects.toThrow(/Ada Álvarez \(ada\)/)
  })
})

describe('claims', () => {
  const said = (rows: Record<string, unknown>[]) =>
    rows.map(({ subject, object, claim }) => {
      const { event, on, source } = claim as { event: string; on: string | null; source: { id: string } }
      return [(subject as { id: string }).id, event, (object as { id: string }).id, on, source.id]
    })

  test('puts what sources say of two side by side, whichever is named first', async () => {
    const expected = [
      ['cai', 'left', 'mill', '2018', 'gazette'],
      ['cai', 'left', 'mill', '2019', 'herald'],
    ]
    expect(said((await answer('claims', { one: 'cai', other: 'mill' })).rows)).toEqual(expected)
    expect(said((await answer('claims', { one: 'mill', other: 'cai' })).rows)).toEqual(expected)
  })

  test('names the source for what is a part of what', async () => {
    const { rows } = await answer('claims', { one: 'mill', other: 'loft' })
    expect(said(rows)).toEqual([['loft', 'part-of', 'mill', null, 'gazette']])
  })

  test('has nothing of two that nothing connects', async () => {
    expect((await answer('claims', { one: 'ben', other: 'kiln' })).rows).toEqual([])
  })
})

describe('around', () => {
  test('gives every neighbour once, with all that connects the two', async () => {
    const { rows, total } = await answer('around', { node: 'ben' })
    expect(total).toBe(1)
    const relationships = rows[0]?.relationships as { type: string }[]
    expect(relationships.map(({ type }) => type).sort()).toEqual([
      'JOINED',
      'JOINED',
      'LEFT',
      'LEFT',
      'WAS_AT',
      'WAS_AT',
    ])
  })

  test('caps the neighbours and tells how many there are', async () => {
    const { rows, truncated, total } = await answer('around', { node: 'mill', limit: 3 })
    expect([rows.length, truncated, total]).toEqual([3, true, 8])
  })

  test('has those whom only a denial ties to it, from either side', async () => {
    const { rows } = await answer('around', { node: 'eve' })
    expect(rows).toMatchObject([
      { neighbour: { properties: { id: 'mill' } }, relationships: [], doubted: [{ event: 'left', status: 'denied' }] },
    ])
    const mill = await answer('around', { node: 'mill' })
    const doubted = mill.rows.filter(row => (row.doubted as unknown[]).length > 0)
    expect(doubted.map(({ neighbour }) => (neighbour as { properties: { id: string } }).properties.id)).toEqual(['eve'])
  })
})

describe('overview', () => {
  test('gives every node, also those that nothing connects', async () => {
    const { rows } = await answer('overview', {})
    const ids = rows.flatMap(({ source, target }) => [source, target] as ({ properties: { id: string } } | null)[])
    expect([...new Set(ids.flatMap(node => node?.properties.id ?? []))].sort()).toEqual(
      ['ada', 'ben', 'cai', 'dot', 'eve', 'fay', 'forge', 'gus', 'kiln', 'li-wei-1', 'li-wei-2', 'loft', 'mill'].sort(),
    )
  })

  test('has every claim that stands, under a relationship or beside them', async () => {
    const { rows } = await answer('overview', {})
    const under = rows.flatMap(({ relationships }) => relationships as { properties: { claims?: string[] } }[])
    const claims = new Set([
      ...under.flatMap(({ properties }) => properties.claims ?? []),
      ...rows.flatMap(({ doubted }) => doubted as { id: string }[]).map(({ id }) => id),
    ])
    const { records } = await driver.executeQuery('MATCH (c:Claim) WHERE c.withdrawn IS NULL RETURN c.id AS id')
    expect([...claims].toSorted()).toEqual(records.map(record => record.get('id')).toSorted())
  })

  test('under a cap keeps the best connected organisation and says how much is left out', async () => {
    const { rows, truncated, total } = await answer('overview', { limit: 1 })
    expect(rows[0]).toMatchObject({ target: { properties: { id: 'mill' } } })
    expect(truncated).toBe(true)
    expect(total).toBeGreaterThan(1)
  })
})

describe('search', () => {
  test.each([
    ['alvarez', ['ada']],
    ['ÁLV', ['ada']],
    ['达', ['ada']],
    ['阿达', ['ada']],
    ['磨', ['mill']],
    ['the m', ['mill']],
    ['li wei', ['li-wei-1', 'li-wei-2']],
    ['伟', ['li-wei-1']],
    ['达阿', []],
    ['nobody at all', []],
  ])('finds by %s', async (text, ids) => {
    const { rows } = await answer('search', { text })
    expect(rows.map(({ id }) => id).sort()).toEqual(ids)
  })

  test.each([
    ['Alvarex', 'ada'],
    ['the mil', 'mill'],
    ['李韦', 'li-wei-1'],
    ['Foge', 'forge'],
  ])('has %s among the near names of', async (text, id) => {
    const { rows } = await answer('near-names', { text })
    expect(rows.map(row => row.id)).toContain(id)
    expect(Number(rows[0]?.score)).toBeGreaterThanOrEqual(Number(rows.at(-1)?.score))
  })

  test.each(['*', '"', 'a) OR (b', '~', '\\', 'name:x', '[a TO z]'])(
    'takes %s as text and not as a search language',
    async text => {
      for (const name of ['search', 'near-names']) {
        const parsed = questions.get(name)?.params.safeParse({ text })
        if (parsed?.success) await expect(answer(name, { text })).resolves.toBeDefined()
        else expect(parsed?.error?.issues[0]?.message).toMatch(/neither a letter nor a digit/)
      }
    },
  )
})
