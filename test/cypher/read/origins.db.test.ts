import { describe, expect, test } from 'vitest'
import { askAbout, pick } from '../../setup/asking.ts'
import { loadMills } from '../../worlds/mills.ts'

let openOrigins: number
const { ask, query } = askAbout(async driver => {
  openOrigins = (await loadMills(driver)).openOrigins
})

const of = (rows: Record<string, unknown>[], ...people: string[]) =>
  rows.filter(({ person }) => people.includes((person as { id: string }).id))

describe('stated origins', () => {
  test('where-they-went gives each leaving the one destination that its source means', async () => {
    const { rows } = await ask('where-they-went', { organisation: 'mill6' })
    expect(pick(of(rows, 'eve', 'fay'), 'person', 'left', 'organisation', 'joined', 'certainty')).toEqual([
      ['eve', '2016', 'forge6', '2016', 'definite'],
      ['fay', '2016-03-01', 'forge6', '2016-03-01', 'definite'],
      ['eve', '2012', 'kiln6', '2012', 'definite'],
      ['fay', '2012-03-01', 'kiln6', '2012-03-01', 'definite'],
    ])
  })

  test('flows counts each destination as one of two leavings, and each person once', async () => {
    const { rows } = await ask('flows', { organisation: 'mill6', from: '2010' })
    expect(pick(rows, 'to', 'definite', 'possible', 'people', 'leavings', 'ofLeavings', 'headcount')).toEqual(
      ['forge6', 'kiln6'].map(to => [
        to,
        2,
        0,
        { min: 2, max: 2 },
        { min: 4, max: 4 },
        { min: 0.5, max: 0.5 },
        { min: 2, max: 2 },
      ]),
    )
    for (const { ofLeavings, ofHeadcount } of (await ask('flows', {})).rows as Record<string, { max: number }>[])
      for (const share of [ofLeavings, ofHeadcount]) expect(share?.max).toBeLessThanOrEqual(1)
  })

  test('where-they-came-from returns the stay that ended with the paired leaving', async () => {
    const { rows } = await ask('where-they-came-from', { organisation: 'forge6' })
    expect(pick(of(rows, 'eve', 'fay'), 'person', 'organisation', 'left', 'certainty')).toEqual([
      ['eve', 'mill6', '2016', 'definite'],
      ['fay', 'mill6', '2016-03-01', 'definite'],
    ])
  })

  test('an origin without a leaving that can precede the joining is paired with none', async () => {
    const went = await ask('where-they-went', { organisation: 'mill6' })
    expect(pick(of(went.rows, 'kit'), 'left', 'organisation')).toEqual([['2005-01-01', 'kiln6']])
    const came = await ask('where-they-came-from', { organisation: 'forge6' })
    expect(pick(of(came.rows, 'kit'), 'organisation', 'left', 'roles', 'certainty')).toEqual([
      ['mill6', null, null, 'definite'],
    ])
    const kiln = await ask('where-they-came-from', { organisation: 'kiln6' })
    expect(pick(of(kiln.rows, 'una'), 'organisation', 'left')).toEqual([['mill6', null]])
    expect(openOrigins).toBe(2)
  })

  test('JOINED names the leaving that its origin is paired with', async () => {
    const { records } = await query(
      'MATCH (p)-[j:JOINED]->() MATCH (p)-[l:LEFT {id: j.originLeft}]->(o) RETURN count(*) AS n, collect(DISTINCT o.id = j.origin) AS same',
    )
    expect(records[0]?.toObject()).toMatchObject({ same: [true] })
  })
})

describe('group-exits', () => {
  test('group-exits lists a person once in a group, and agrees with where-they-went', async () => {
    const { rows } = await ask('group-exits', { organisation: 'mill6', days: 30 })
    const [group, ...more] = rows
    expect(more.filter(({ people }) => JSON.stringify(people).includes('"bo"'))).toEqual([])
    expect(
      ((group?.people ?? []) as { person: { id: string }; left: string }[]).map(({ person, left }) => [
        person.id,
        left,
      ]),
    ).toEqual([
      ['ann', '2000-03-01'],
      ['bo', '2000-03-15'],
    ])
  })
})

describe('stays', () => {
  test('posts that meet are one stay in career', async () => {
    const { rows } = await ask('career', { person: 'ada' })
    expect(pick(rows, 'beginEarliest', 'endLatest')).toEqual([['2007-07-09', '2010-05-11']])
    const there = await ask('present-at', { organisation: 'mill', on: '2008-01-01' })
    expect(pick(of(there.rows, 'ada'), 'certainty')).toEqual([['definite']])
  })

  test('boomerangs has no row for stays without a day between them', async () => {
    const { rows } = await ask('boomerangs', { organisation: 'mill' })
    expect(pick(rows, 'person', 'certainty')).toEqual([['ben', 'possible']])
  })

  test('a death and a dissolution end stays without adding a leaving', async () => {
    for (const on of ['2020', '2016-02-04'])
      expect(of((await ask('present-at', { organisation: 'quay', on })).rows, 'max')).toEqual([])
    expect(
      pick(of((await ask('present-at', { organisation: 'quay', on: '2016-01' })).rows, 'max'), 'certainty'),
    ).toEqual([['possible']])
    expect((await ask('present-at', { organisation: 'wharf', on: '2001-07' })).rows).toEqual([])
    expect((await ask('who-left', { organisation: 'wharf' })).rows).toEqual([])
    expect(of((await ask('who-left', { organisation: 'quay' })).rows, 'max')).toEqual([])
  })
})

describe('scheduled ends', () => {
  test('who-left marks an end that is still to come as scheduled', async () => {
    const { rows } = await ask('who-left', { organisation: 'quay' })
    expect(pick(rows, 'person', 'on', 'status')).toEqual([
      ['oz', '2999-12-31', 'scheduled'],
      ['pat', '2012', 'reported'],
    ])
    const joined = await ask('who-joined', { organisation: 'quay' })
    expect(pick(of(joined.rows, 'pat'), 'on', 'status')).toEqual([
      ['2999', 'scheduled'],
      ['2010', 'reported'],
    ])
  })

  test('departures-over-time, flows and retention leave scheduled ends out', async () => {
    const { rows } = await ask('departures-over-time', { organisation: 'quay' })
    expect(pick(rows, 'begin', 'definite', 'possible')).toEqual([['2012-01-01', 1, 0]])
    expect((await ask('boomerangs', { organisation: 'quay' })).rows).toEqual([])
    const there = await ask('present-at', { organisation: 'quay', on: '2020-01-01' })
    expect(pick(there.rows, 'person', 'certainty', 'open')).toEqual([['oz', 'definite', true]])
  })
})
