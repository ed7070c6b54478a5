import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../cypher/dates.ts'
import { askAbout, pick } from '../../setup/asking.ts'
import { loadCircus } from '../../worlds/circus.ts'

const { ask, query } = askAbout(async driver => {
  await loadCircus(driver)
  // All claims were recorded on 1 January 2015, except that the Whisper replaced its claim about Gil with one about Pip in March.
  await driver.executeQuery("MATCH (c:Claim) SET c.recorded = date('2015-01-01')")
  await driver.executeQuery(`
    MATCH (c:Claim)-[:OF]->(:Person {id: 'gil'})
    MATCH (new:Claim)-[:OF]->(:Person {id: 'pip'}), (new)-[:AT]->(:Organisation {id: 'circus'})
    SET c.withdrawn = date('2015-03-01'), c.replacedBy = new.id, new.recorded = date('2015-03-01')`)
  // Joe is Joy under another name.
  await driver.executeQuery(`
    MATCH (joy:Person {id: 'joy'}), (theatre:Organisation {id: 'theatre'}), (s:Source {id: 'whisper'})
    CREATE (joe:Person {id: 'joe', name: 'Joe', aliases: [], search: ['joe']})-[:SAME_AS]->(joy)
    CREATE (c:Claim {id: 'joes', event: 'left', status: 'denied', recorded: date('2015-05-01')})-[:OF]->(joe),
           (c)-[:AT]->(theatre), (c)-[:FROM]->(s)`)
})

describe('changes-between', () => {
  test('changes-between lists the joinings and leavings of a window, the earliest first, with their certainty and order', async () => {
    const { rows } = await ask('changes-between', { node: 'circus', from: '2010-06-15', to: '2011' })
    expect(pick(rows, 'change', 'person', 'at', 'on', 'certainty', 'order')).toEqual([
      ['left', 'cyd', 'circus', '2010', 'possible', null],
      ['left', 'bob', 'circus', '2010-06-20', 'definite', 'possible'],
      ['joined', 'eli', 'circus', '2011-01-01', 'definite', 'definite'],
    ])
  })

  test('changes-between lists recorded and withdrawn claims, and shows the claim that replaced a withdrawn one', async () => {
    const { rows } = await ask('changes-between', { node: 'circus', from: '2015-02', to: '2015-04' })
    expect(pick(rows, 'change', 'person', 'earliest', 'certainty', 'order')).toEqual([
      ['withdrawn', 'gil', '2015-03-01', 'definite', null],
      ['recorded', 'pip', '2015-03-01', 'definite', 'possible'],
    ])
    const [withdrawn, recorded] = rows
    const [old, taken] = (withdrawn?.claims ?? []) as { id: string; source: { id: string } }[]
    expect(old?.source.id).toBe('whisper')
    expect(taken?.id).toBe(withdrawn?.replacedBy)
    expect(recorded?.claims).toMatchObject([{ id: taken?.id, on: '2008' }])
  })

  test('changes-between for a person includes claims recorded about someone merged into them', async () => {
    const { rows } = await ask('changes-between', { node: 'joy', from: '2015-05', to: '2015-05' })
    expect(pick(rows, 'change', 'person', 'at')).toEqual([['recorded', 'joe', 'theatre']])
  })
})

describe('known-as-of', () => {
  const counted = async (params: Record<string, unknown>) => {
    const { rows } = await ask('known-as-of', { node: 'eli', ...params })
    return rows.map(({ claim, certainty }) => `${(claim as { source: { id: string } }).source.id} ${certainty}`).sort()
  }

  test.each([
    ['2014', []],
    ['2015-05', ['almanac possible']],
    ['2015', ['almanac possible', 'gazette possible', 'gazette possible', 'gazette possible']],
    ['2015-06-30', ['almanac possible', 'gazette definite', 'gazette definite', 'gazette definite']],
    ['2017-12-30', ['almanac possible', 'gazette definite', 'gazette definite', 'gazette definite']],
    ['2017-12-31', ['almanac definite', 'gazette definite', 'gazette definite', 'gazette definite']],
  ])('known-as-of %s returns the claims whose sources were published by then: %j', async (on, expected) => {
    expect(await counted({ on })).toEqual(expected)
  })

  test('known-as-of treats claims from an undated source as possible at any time, and omits withdrawn claims', async () => {
    const lee = await ask('known-as-of', { node: 'lee', on: '1950' })
    expect(pick(lee.rows, 'person', 'certainty')).toEqual([['lee', 'possible']])
    expect((await ask('known-as-of', { node: 'gil', on: '2030' })).rows).toEqual([])
  })

  test.each([
    ['2014', []],
    ['2014-12/2015-01', [['gil', 'possible']]],
    ['2015-01', [['gil', 'definite']]],
    ['2015-02', [['gil', 'definite']]],
    ['2015-02-28/2015-03-01', [['gil', 'possible']]],
    ['2015-03-01', []],
  ])(
    'known-as-of %s, by recording date, returns the claims recorded and not yet withdrawn: %j',
    async (on, expected) => {
      const { rows } = await ask('known-as-of', { node: 'gil', on, basis: 'recorded' })
      expect(pick(rows, 'person', 'certainty')).toEqual(expected)
    },
  )

  test('known-as-of reads the publication date of a source like any other date', async () => {
    const part = fc
      .tuple(fc.integer({ min: 2009, max: 2012 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
      .chain(([year, month, day]) => {
        const two = (n: number) => String(n).padStart(2, '0')
        const forms = [`${year}`, `${year}-${two(month)}`, `${year}-${two(month)}-${two(day)}`]
        return fc.tuple(fc.constantFrom(...forms), fc.constantFrom('', '~', '?', '%')).map(pair => pair.join(''))
      })
    const text = fc.oneof(
      part,
      fc.tuple(part, part).map(ends => ends.join('/')),
      part.map(end => `../${end}`),
      part.map(end => `${end}/..`),
    )
    const readable = (published: string) => {
      try {
        return parseDate(published)
      } catch {
        return null
      }
    }
    await fc.assert(
      fc.asyncProperty(
        text.map(readable).filter(date => date !== null),
        part.map(parseDate),
        async (out, by) => {
          await query(`MATCH (s:Source {id: 'playbill'}) SET s.published = $text`, { text: out.text })
          const { rows } = await ask('known-as-of', { node: 'ann', on: by.text })
          const found = rows.find(row => (row.claim as { source: { id: string } }).source.id === 'playbill')
          const sure = out.latest !== null && by.earliest !== null && out.latest <= by.earliest
          const never = out.earliest !== null && by.latest !== null && out.earliest > by.latest
          expect(found?.certainty ?? 'no').toBe(sure ? 'definite' : never ? 'no' : 'possible')
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('first-reported', () => {
  test('first-reported names the first source of each event, and each status has a row of its own', async () => {
    const { rows } = await ask('first-reported', { node: 'eli' })
    const reporting = rows.map(({ claims }) =>
      (claims as { source: { id: string } }[]).map(({ source }) => source.id).join(' '),
    )
    const columns = pick(rows, 'object', 'event', 'status', 'earliest', 'latest', 'certainty', 'sources')
    expect(columns.map((row, at) => [...row, reporting[at]])).toEqual([
      ['circus', 'present', 'reported', '2015-01-01', '2017-12-31', 'definite', 1, 'almanac'],
      ['bakery', 'joined', 'reported', '2015-06-01', '2015-06-30', 'definite', 1, 'gazette'],
      ['bakery', 'left', 'reported', '2015-06-01', '2015-06-30', 'definite', 1, 'gazette'],
      ['circus', 'joined', 'reported', '2015-06-01', '2015-06-30', 'definite', 1, 'gazette'],
    ])
  })

  test('first-reported includes part-of relations, merged people and undated sources, and omits withdrawn claims', async () => {
    const circus = await ask('first-reported', { node: 'circus' })
    expect(pick(circus.rows, 'subject', 'object', 'event').filter(row => row[2] === 'part-of')).toEqual([
      ['menagerie', 'circus', 'part-of'],
    ])
    expect(pick(circus.rows, 'subject')).not.toContainEqual(['gil'])
    const joy = await ask('first-reported', { node: 'joy' })
    expect(pick(joy.rows, 'subject', 'status', 'earliest', 'latest').at(-1)).toEqual(['joy', 'denied', null, null])
    expect(await ask('first-reported', { node: 'gil' })).toMatchObject({ rows: [], total: 0 })
  })

  test('first-reported names every source that can have been first, and a later one never', async () => {
    const claim = (id: string, source: string) =>
      query(
        `MATCH (p:Person {id: 'sol'}), (o:Organisation {id: 'opera'}), (s:Source {id: $source})
         CREATE (c:Claim {id: $id, event: 'left', status: 'reported', recorded: date('2015-01-01')})-[:OF]->(p),
                (c)-[:AT]->(o), (c)-[:FROM]->(s)`,
        { id, source },
      )
    const first = async () => {
      const { rows } = await ask('first-reported', { node: 'sol' })
      expect(rows).toHaveLength(1)
      const [row] = rows
      const claims = (row?.claims ?? []) as { id: string }[]
      return [row?.earliest, row?.latest, row?.certainty, claims.map(({ id }) => id)]
    }
    await claim('sol-1', 'gazette')
    expect(await first()).toEqual(['2015-06-01', '2015-06-30', 'definite', ['sol-1']])
    await claim('sol-2', 'almanac')
    expect(await first()).toEqual(['2015-01-01', '2015-06-30', 'possible', ['sol-2', 'sol-1']])
    await claim('sol-3', 'whisper')
    expect(await first()).toEqual([null, '2015-06-30', 'possible', ['sol-2', 'sol-1', 'sol-3']])
    await query("MATCH (c:Claim) WHERE c.id IN ['sol-1', 'sol-2', 'sol-3'] DETACH DELETE c")
  })

  test('first-reported without a node lists everything, and cuts it off with its number', async () => {
    const all = await ask('first-reported', {})
    expect(all.total).toBe(all.rows.length)
    expect(new Set(pick(all.rows, 'object').flat())).toEqual(
      new Set(['circus', 'menagerie', 'theatre', 'opera', 'chorus', 'bakery']),
    )
    expect(await ask('first-reported', { limit: '3' })).toMatchObject({ total: all.total, truncated: true })
  })
})

describe('merged people', () => {
  test('search returns a merged person once, as the person they were merged into', async () => {
    const { rows, total } = await ask('search', { text: 'jo' })
    expect([rows.map(({ id }) => id), total]).toEqual([['joy'], 1])
  })

  test('overview does not list a merged person as a separate node', async () => {
    const { rows } = await ask('overview', {})
    const sources = rows.map(({ source }) => (source as { properties: { id: string } }).properties.id)
    expect(sources).toContain('sol')
    expect(sources).not.toContain('joe')
  })

  test('career includes the denials about a merged person', async () => {
    const { rows } = await ask('career', { person: 'joy' })
    expect(pick(rows, 'organisation', 'stint')).toEqual([
      ['theatre', '1'],
      ['theatre', null],
    ])
    expect(rows[1]?.claims).toMatchObject([{ id: 'joes' }])
  })
})
