import { describe, expect, test } from 'vitest'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { readParams } from '../../../server/questions/read-parameters.ts'
import { askAbout } from '../../setup/asking.ts'
import { loadCohorts, PUBLISHED } from '../../worlds/cohorts.ts'

const { ask } = askAbout(loadCohorts)

const exactly = (value: number) => ({ min: expect.closeTo(value, 6), max: expect.closeTo(value, 6) })
const curve = (rows: Record<string, unknown>[], column = 'survival') =>
  rows.filter(({ begin }) => begin !== null).map(row => [row.days, row[column]])

describe('retention over open stays', () => {
  test('retention of ten people, two of whom left, is 0.8, and at least 0, because no source excludes that all left', async () => {
    const { rows } = await ask('retention', { organisation: 'kiln', every: 180 })
    expect(rows.every(({ asOf, sourcesUntil }) => asOf === '2024-01-01' && sourcesUntil === '2024-01-01')).toBe(true)
    expect(rows.find(({ days }) => days === 540)).toMatchObject({
      stays: 10,
      atRisk: { min: 8, max: 8 },
      left: { min: 2, max: 2 },
      censored: { min: 0, max: 0 },
      unseen: 8,
      survival: exactly(0.8),
      survivalBounds: { min: 0, max: expect.closeTo(0.8, 6) },
    })
  })

  // The values are those of lifelines 0.30.3 (Python) for the days in worlds/cohorts.ts:
  //   T, E = lifelines.utils.datetimes_to_durations(joined, left, fill_date=asOf)
  //   lifelines.KaplanMeierFitter().fit(T, E).predict(days)
  test.each([
    [
      '2018-06-30',
      [
        [0, 1],
        [180, 1],
        [360, 0.75],
        [540, 0.666667],
        [720, 0.666667],
        [900, 0.666667],
        [1080, 0.486111],
        [1260, 0.486111],
      ],
    ],
    [
      '2016-12-31',
      [
        [0, 1],
        [180, 1],
        [360, 0.75],
        [540, 0.666667],
      ],
    ],
    [
      '2016-01-01',
      [
        [0, 1],
        [180, 1],
      ],
    ],
  ])('retention as of %s equals the estimate of lifelines', async (asOf, expected) => {
    const { rows } = await ask('retention', { organisation: 'forge', every: 180, asOf })
    expect(rows.every(row => row.asOf === asOf && row.sourcesUntil === '2018-06-30')).toBe(true)
    expect(curve(rows)).toEqual(expected.map(([days, value]) => [days, exactly(value ?? 0)]))
  })

  // The lower bounds too: lifelines with everyone whom no source says left leaving on the day after they were last seen.
  test('the bounds of retention run from everyone having left once last seen to everyone being still there', async () => {
    const { rows } = await ask('retention', { organisation: 'forge', every: 180 })
    const least = [1, 0.666667, 0.416667, 0.25, 0.25, 0.166667, 0, 0]
    const most = [1, 1, 0.75, 0.666667, 0.666667, 0.666667, 0.486111, 0.486111]
    expect(curve(rows, 'survivalBounds')).toEqual(
      least.map((min, at) => [180 * at, { min: expect.closeTo(min, 6), max: expect.closeTo(most[at] ?? 0, 6) }]),
    )
  })

  test('retention counts no doubtful stay for a person seen there on the stated day or later', async () => {
    const { rows } = await ask('retention', { organisation: 'forge', every: 180, asOf: '2016-01-01' })
    // Two of the six people without a reported leaving were seen later.
    expect(rows.find(({ days }) => days === 180)?.unseen).toBe(4)
  })
})

test('departures-over-time counts how many more may have left unreported', async () => {
  const { rows } = await ask('departures-over-time', { organisation: 'kiln', from: '2014', to: '2017' })
  expect(rows.map(({ definite, possible, unreported }) => [definite, possible, unreported])).toEqual([
    [0, 0, 0],
    [0, 0, 8],
    [2, 0, 8],
    [0, 0, 8],
  ])
  // Two of the Forge were seen there later: until then they had not left.
  const forge = (await ask('departures-over-time', { organisation: 'forge', from: '2015', to: '2018' })).rows
  expect(forge.map(({ unreported }) => unreported)).toEqual([4, 5, 6, 6])
})

describe('the day of retention', () => {
  test('retention leaves out people who joined after the stated day, and counts them', async () => {
    const { rows } = await ask('retention', { organisation: 'forge', asOf: '2015-06' })
    expect(rows.map(row => [row.begin, row.asOf, row.stays, row.leftOut])).toEqual([
      ['2015-01-01', '2015-06-30', 8, null],
      [null, '2015-06-30', 4, 'joined later'],
    ])
  })

  test('retention as of a day before the first joining says that everyone joined later', async () => {
    const { rows, total } = await ask('retention', { organisation: 'forge', asOf: '1999' })
    expect(total).toBe(1)
    expect(rows).toEqual([
      {
        ...{
          begin: null,
          end: null,
          asOf: '1999-12-31',
          sourcesUntil: '2018-06-30',
          stays: 12,
          leftOut: 'joined later',
        },
        ...{ days: null, atRisk: null, left: null, censored: null, unseen: null, survival: null, survivalBounds: null },
      },
    ])
  })

  test.each(PUBLISHED.map(([published, day], at) => [published || 'not at all', day, at] as const))(
    'retention takes a source published %s to speak until %s',
    async (_published, day, at) => {
      const [row] = (await ask('retention', { organisation: `loom-${at}` })).rows
      expect([row?.asOf, row?.sourcesUntil]).toEqual([day, day])
    },
  )

  test('retention takes the day a source was retrieved if it is later than its publication', async () => {
    const [row] = (await ask('retention', { organisation: 'loom-retrieved' })).rows
    expect(row?.asOf).toBe('2014-03-02')
  })

  test('retention never takes a source to speak of days after it was loaded', async () => {
    const [row] = (await ask('retention', { organisation: 'loom-future' })).rows
    expect(String(row?.asOf) <= new Date().toISOString().slice(0, 10)).toBe(true)
  })

  test.each([
    ['yesterday', /asOf .*is not a date/],
    ['2023-02-30', /has no day 30/],
    ['2999-01-01', /asOf is in the future; give a day up to today/],
    ['2020/..', /asOf has no last day; give a day/],
  ])('retention refuses asOf %s', async (asOf, reason) => {
    const question = (await readQuestions()).get('retention')
    if (!question) throw new Error('there is no question retention')
    expect(() => readParams(question, { organisation: 'forge', asOf })).toThrow(reason)
  })
})
