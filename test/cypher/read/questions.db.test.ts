import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Questions, readQuestions } from '../../../server/db/cypher-files.ts'
import type { Answer } from '../../../server/questions/answer-shape.ts'
import { ask } from '../../../server/questions/ask.ts'
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
  return ask(driver, question, question.params.parse(params), { checkRows: true })
}

// The given columns of the rows, with names in place of entities.
const pick = (rows: Record<string, unknown>[], ...columns: string[]) =>
  rows.map(row => columns.map(column => (row[column] as { name?: string } | null)?.name ?? row[column]))

const claimsOf = (row: Record<string, unknown> | undefined) =>
  row?.claims as { locator: string; source: { id: string } }[]

describe('who-left', () => {
  test('who-left lists everyone who left, with the date as written and the latest leaver first', async () => {
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

  test('who-left keeps both sources of a disputed leaving and derives its bounds from both', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill' })
    const cai = rows.find(row => (row.person as { id: string }).id === 'cai')
    expect(claimsOf(cai).map(({ source, locator }) => [source.id, locator])).toEqual([
      ['gazette', 'p. 5'],
      ['herald', 'p. 1'],
    ])
    expect([cai?.earliest, cai?.latest]).toEqual(['2018-01-01', '2019-12-31'])
  })

  test('who-left and career name the points on which the sources disagree', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill' })
    const disputed = pick(rows, 'person', 'disputes').filter(([, disputes]) => (disputes as string[]).length > 0)
    expect(disputed).toEqual([
      ['Dot', ['rumoured']],
      ['Cai', ['date', 'manner']],
    ])
    const [stay] = (await answer('career', { person: 'cai' })).rows
    expect(stay).toMatchObject({ left: { disputed: true, disputes: ['date', 'manner'] } })
  })

  test('who-left keeps the announcement apart from the leaving', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill', from: '2015', to: '2015' })
    expect(pick(rows, 'person', 'on', 'announced', 'certainty')).toContainEqual([
      'Ada Álvarez',
      '2015-03-05',
      '2015-02-01',
      'definite',
    ])
  })

  test('who-left lists definite leavers in a window before possible ones', async () => {
    const { rows } = await answer('who-left', { organisation: 'mill', from: '2018-06', to: '2019' })
    expect(pick(rows, 'person', 'certainty')).toEqual([
      ['Ben', 'definite'],
      ['Dot', 'possible'],
      ['Cai', 'possible'],
      ['Fay', 'possible'],
      ['Gus', 'possible'],
    ])
  })

  test('who-left caps its rows and reports the total', async () => {
    const { rows, truncated, total } = await answer('who-left', { organisation: 'mill', limit: 2 })
    expect([rows.length, truncated, total]).toEqual([2, true, 7])
  })

  test('who-left returns no rows and a total of 0 for an organisation that nobody left', async () => {
    expect(await answer('who-left', { organisation: 'forge' })).toMatchObject({ rows: [], total: 0, truncated: false })
  })
})

describe('where-they-went', () => {
  test('where-they-went distinguishes known, undisclosed and unreported destinations, and lists possible ones last', async () => {
    const { rows } = await answer('where-they-went', { organisation: 'mill' })
    expect(pick(rows, 'person', 'destination', 'organisation', 'certainty')).toEqual([
      ['Cai', 'none reported', null, null],
      ['Ben', 'undisclosed', null, null],
      ['Ada Álvarez', 'known', 'The Kiln', 'definite'],
      ['Ben', 'known', 'The Mill', 'definite'],
      ['Gus', 'none reported', null, null],
      ['Fay', 'known', 'The Forge', 'possible'],
    ])
  })

  test('where-they-went includes the sources of the leaving and of the destination', async () => {
    const { rows } = await answer('where-they-went', { organisation: 'mill' })
    const ada = rows.find(row => (row.person as { id: string }).id === 'ada')
    expect(claimsOf(ada).map(({ locator }) => locator)).toEqual(['p. 2', 'p. 2'])
  })
})

describe('career', () => {
  test('career keeps leaving and returning as two stays', async () => {
    const { rows } = await answer('career', { person: 'ben' })
    expect(pick(rows, 'organisation', 'stint', 'beginEarliest', 'endLatest')).toEqual([
      ['The Mill', '1', '2012-05-01', '2014-12-31'],
      ['The Mill', '2', '2016-01-01', '2019-06-01'],
    ])
  })

  test('career distinguishes an open stay from one whose end has no date', async () => {
    const [gus] = (await answer('career', { person: 'gus' })).rows
    expect([gus?.open, gus?.endLatest]).toEqual([false, null])
    const forge = (await answer('career', { person: 'fay' })).rows.at(-1)
    expect([forge?.open, forge?.lastSeen]).toEqual([true, '2021-01-01'])
  })

  test('career shows a rumour and a denial without a stay', async () => {
    for (const person of ['dot', 'eve']) {
      const { rows } = await answer('career', { person })
      expect(rows).toHaveLength(1)
      expect(rows[0]).toMatchObject({ stint: null, left: null })
      expect(claimsOf(rows[0])).toHaveLength(1)
    }
  })

  test.each(['ada', 'Ada Álvarez', 'ada alvarez', '阿达', 'ＡＤＡ ÁLVAREZ'])(
    'career resolves %s to Ada',
    async person => {
      expect((await answer('career', { person })).params.person).toBe('ada')
    },
  )

  test('career rejects a name shared by two people and lists both, and accepts an alias that only one of them has', async () => {
    await expect(answer('career', { person: 'Li Wei' })).rejects.toThrow(/li-wei-1.*li-wei-2/)
    expect((await answer('career', { person: '李炜' })).params.person).toBe('li-wei-2')
  })

  test('career rejects an unknown name and suggests close ones', async () => {
    await expect(answer('career', { person: 'Alvares' })).rejects.toThrow(/Ada Álvarez \(ada\)/)
  })
})

describe('claims', () => {
  const said = (rows: Record<string, unknown>[]) =>
    rows.map(({ subject, object, claim }) => {
      const { event, on, source } = claim as { event: string; on: string | null; source: { id: string } }
      return [(subject as { id: string }).id, event, (object as { id: string }).id, on, source.id]
    })

  test('the query claims lists what the sources say about two nodes, in whichever order they are given', async () => {
    const expected = [
      ['cai', 'left', 'mill', '2018', 'gazette'],
      ['cai', 'left', 'mill', '2019', 'herald'],
    ]
    expect(said((await answer('claims', { one: 'cai', other: 'mill' })).rows)).toEqual(expected)
    expect(said((await answer('claims', { one: 'mill', other: 'cai' })).rows)).toEqual(expected)
  })

  test('the query claims gives the source of a part-of relationship', async () => {
    const { rows } = await answer('claims', { one: 'mill', other: 'loft' })
    expect(said(rows)).toEqual([['loft', 'part-of', 'mill', null, 'gazette']])
  })

  test('the query claims returns nothing for two unconnected nodes', async () => {
    expect((await answer('claims', { one: 'ben', other: 'kiln' })).rows).toEqual([])
  })
})

describe('around', () => {
  test('around returns every neighbour once, with all its relationships', async () => {
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

  test('around caps the neighbours and reports the total', async () => {
    const { rows, truncated, total } = await answer('around', { node: 'mill', limit: 3 })
    expect([rows.length, truncated, total]).toEqual([3, true, 8])
  })

  test('around includes neighbours connected only by a denial, from either side', async () => {
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
  test('overview returns every node, including unconnected ones', async () => {
    const { rows } = await answer('overview', {})
    const ids = rows.flatMap(({ source, target }) => [source, target] as ({ properties: { id: string } } | null)[])
    expect([...new Set(ids.flatMap(node => node?.properties.id ?? []))].sort()).toEqual(
      ['ada', 'ben', 'cai', 'dot', 'eve', 'fay', 'forge', 'gus', 'kiln', 'li-wei-1', 'li-wei-2', 'loft', 'mill'].sort(),
    )
  })

  test('overview contains every active claim, within a relationship or as a doubted claim', async () => {
    const { rows } = await answer('overview', {})
    const under = rows.flatMap(({ relationships }) => relationships as { properties: { claims?: string[] } }[])
    const claims = new Set([
      ...under.flatMap(({ properties }) => properties.claims ?? []),
      ...rows.flatMap(({ doubted }) => doubted as { id: string }[]).map(({ id }) => id),
    ])
    const { records } = await driver.executeQuery('MATCH (c:Claim) WHERE c.withdrawn IS NULL RETURN c.id AS id')
    expect([...claims].toSorted()).toEqual(records.map(record => record.get('id')).toSorted())
  })

  test('a capped overview keeps the best-connected organisation and reports the total', async () => {
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
  ])('search for "%s" returns %j', async (text, ids) => {
    const { rows } = await answer('search', { text })
    expect(rows.map(({ id }) => id).sort()).toEqual(ids)
  })

  test.each([
    ['Alvarex', 'ada'],
    ['the mil', 'mill'],
    ['李韦', 'li-wei-1'],
    ['Foge', 'forge'],
  ])('near-names for "%s" includes %s', async (text, id) => {
    const { rows } = await answer('near-names', { text })
    expect(rows.map(row => row.id)).toContain(id)
    expect(Number(rows[0]?.score)).toBeGreaterThanOrEqual(Number(rows.at(-1)?.score))
  })

  test.each(['*', '"', 'a) OR (b', '~', '\\', 'name:x', '[a TO z]'])(
    'search and near-names treat %s as text, not as query syntax',
    async text => {
      for (const name of ['search', 'near-names']) {
        const parsed = questions.get(name)?.params.safeParse({ text })
        if (parsed?.success) await expect(answer(name, { text })).resolves.toBeDefined()
        else expect(parsed?.error?.issues[0]?.message).toMatch(/no letter or digit to search for/)
      }
    },
  )
})
