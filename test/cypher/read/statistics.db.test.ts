import { describe, expect, test } from 'vitest'
import { askAbout, pick } from '../../setup/asking.ts'
import { loadHarbour } from '../../worlds/harbour.ts'

const { ask } = askAbout(loadHarbour)

const range = (min: number, max: number) => ({ min: expect.closeTo(min), max: expect.closeTo(max) })

describe('flows', () => {
  test('flows counts definite moves apart from possible ones', async () => {
    const { rows, total } = await ask('flows', { organisation: 'harbour' })
    expect(pick(rows, 'from', 'to', 'definite', 'possible')).toEqual([
      ['harbour', 'pier', 3, 1],
      ['harbour', 'lighthouse', 1, 0],
    ])
    expect(total).toBe(2)
    expect(pick(rows[0]?.moves as Record<string, unknown>[], 'person', 'certainty')).toEqual([
      ['gil', 'definite'],
      ['dan', 'definite'],
      ['cal', 'definite'],
      ['eli', 'possible'],
    ])
  })

  test('flows relates the moves to all leavers and to the headcount', async () => {
    const [pier] = (await ask('flows', { organisation: 'harbour' })).rows
    expect(pier).toMatchObject({
      leavings: { min: 14, max: 14 },
      ofLeavings: range(3 / 14, 4 / 14),
      headcount: { min: 19, max: 19 },
      ofHeadcount: range(3 / 19, 4 / 19),
    })
  })

  test('flows counts a leaving that may lie outside the window as possible', async () => {
    const [pier] = (await ask('flows', { organisation: 'harbour', from: '2015-05-10', to: '2016-06' })).rows
    // Dan, Eli and Flo definitely left in the window; Gil, Hew, Ira and Yves possibly did.
    expect(pier).toMatchObject({
      definite: 1,
      possible: 2,
      leavings: { min: 3, max: 7 },
      ofLeavings: range(1 / 7, 3 / 4),
    })
  })

  test('flows without an organisation lists all flows with the claims behind each', async () => {
    const { rows } = await ask('flows', {})
    expect(pick(rows, 'from', 'to', 'definite', 'possible')).toEqual([
      ['harbour', 'pier', 3, 1],
      ['beacon', 'candle', 1, 0],
      ['beacon', 'lighthouse', 1, 0],
      ['harbour', 'lighthouse', 1, 0],
      ['lighthouse', 'beacon', 1, 0],
      ['pier', 'lighthouse', 1, 0],
    ])
    for (const { moves } of rows)
      for (const { claims } of moves as { claims: { source: { id: string } }[] }[])
        expect(claims.map(({ source }) => source.id)).toContain('log')
  })

  test('flows to one destination has that row alone', async () => {
    const { rows, total } = await ask('flows', { organisation: 'harbour', destination: 'lighthouse' })
    expect(pick(rows, 'from', 'to', 'definite', 'possible')).toEqual([['harbour', 'lighthouse', 1, 0]])
    expect(total).toBe(1)
    expect(pick((await ask('flows', { destination: 'pier' })).rows, 'from', 'to')).toEqual([['harbour', 'pier']])
  })
})

describe('organisation-flows', () => {
  type Move = { from: { id: string }; to: { id: string }; definite: number; possible: number; people: unknown }
  const movesIn = (rows: Record<string, unknown>[]) =>
    rows.flatMap(({ moves }) => (moves as Move[]).map(({ from, to, ...one }) => ({ from: from.id, to: to.id, ...one })))

  test('organisation-flows counts the people of each organisation, and its moves to and from the larger ones', async () => {
    const { rows, total } = await ask('organisation-flows', {})
    const exactly = (people: number) => ({ min: people, max: people })
    expect(pick(rows, 'organisation', 'people')).toEqual([
      ['harbour', exactly(19)],
      ['school', exactly(8)],
      ['lighthouse', exactly(4)],
      ['pier', exactly(4)],
      ['beacon', exactly(3)],
      ['candle', exactly(1)],
      ['cranes', exactly(0)],
    ])
    expect(total).toBe(7)
    expect(
      rows.map(row => movesIn([row]).map(({ from, to, definite, possible }) => [from, to, definite, possible])),
    ).toEqual([
      [],
      [],
      [['harbour', 'lighthouse', 1, 0]],
      [
        ['harbour', 'pier', 3, 1],
        ['pier', 'lighthouse', 1, 0],
      ],
      [
        ['lighthouse', 'beacon', 1, 0],
        ['beacon', 'lighthouse', 1, 0],
      ],
      [['beacon', 'candle', 1, 0]],
      [],
    ])
    expect(movesIn(rows).find(({ to }) => to === 'pier')?.people).toEqual({ min: 3, max: 4 })
  })

  test('organisation-flows with a smaller limit has the same first rows', async () => {
    const all = await ask('organisation-flows', {})
    const few = await ask('organisation-flows', { limit: '4' })
    expect(few).toMatchObject({ truncated: true, total: 7, rows: all.rows.slice(0, 4) })
  })

  test.each([{}, { from: '2015-05-10', to: '2016-06' }, { from: '2013' }, { to: '2013' }])(
    'organisation-flows in the window %j has the moves and the people of flows',
    async window => {
      const { rows } = await ask('organisation-flows', { ...window, limit: '500' })
      const flows = (await ask('flows', { ...window, limit: '5000' })).rows as (Move & { headcount: unknown })[]
      const key = ({ from, to }: { from: string; to: string }) => `${from} ${to}`
      const byKey = (a: { from: string; to: string }, b: typeof a) => key(a).localeCompare(key(b))
      expect(movesIn(rows).toSorted(byKey)).toEqual(
        flows
          .map(({ from, to, definite, possible, people }) => ({ from: from.id, to: to.id, definite, possible, people }))
          .toSorted(byKey),
      )
      expect(flows.length).toBeGreaterThan(0)
      const counted = new Map(pick(rows, 'organisation', 'people') as [string, unknown][])
      for (const { from, headcount } of flows) expect(counted.get(from.id)).toEqual(headcount)
    },
  )
})

describe('departures-over-time', () => {
  const counts = (rows: Record<string, unknown>[]) =>
    rows.map(({ begin, definite, possible }) => [String(begin).slice(0, 7), definite, possible])

  test('departures-over-time lists every year, including years without a leaving, and counts undated leavings apart', async () => {
    const { rows } = await ask('departures-over-time', { organisation: 'harbour', period: 'year' })
    // Yves, whose leaving has no date, is possible in every year; Hew in 2016 and 2017.
    expect(counts(rows)).toEqual([
      ['2009-01', 1, 1],
      ['2010-01', 1, 1],
      ['2011-01', 0, 1],
      ['2012-01', 1, 1],
      ['2013-01', 0, 1],
      ['2014-01', 1, 1],
      ['2015-01', 5, 1],
      ['2016-01', 2, 2],
      ['2017-01', 0, 2],
      ['2018-01', 1, 1],
    ])
    expect(rows.every(({ undated, baseline }) => undated === 1 && baseline === null)).toBe(true)
    expect(rows.at(-1)?.end).toBe('2018-12-31')
  })

  test('departures-over-time does not assign a leaving known only by year to one of its months', async () => {
    const { rows } = await ask('departures-over-time', {
      organisation: 'harbour',
      period: 'month',
      from: '2015-04',
      to: '2016-01',
    })
    expect(counts(rows).map(([, ...count]) => count)).toEqual([
      [1, 1],
      [4, 1],
      ...Array.from({ length: 7 }, () => [0, 1]),
      [0, 4],
    ])
  })

  test.each([
    ['mean', 4 / 6, 5 / 6],
    ['median', 1, 2],
  ])('departures-over-time compares with the %s of an earlier period', async (statistic, min, max) => {
    const { rows } = await ask('departures-over-time', {
      organisation: 'harbour',
      period: 'year',
      from: '2015',
      to: '2015',
      baselineFrom: '2009',
      baselineTo: '2014',
      statistic,
    })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.baseline).toEqual(range(min, max))
  })

  test('departures-over-time caps the periods and reports the total', async () => {
    const { rows, total } = await ask('departures-over-time', { organisation: 'harbour', period: 'quarter', limit: 2 })
    expect([rows.length, total]).toEqual([2, 34])
  })

  test('departures-over-time returns no periods for an organisation that nobody left', async () => {
    expect(await ask('departures-over-time', { organisation: 'candle' })).toMatchObject({ rows: [], total: 0 })
  })

  test.each([
    [{ baselineTo: '2010' }, /go together/],
    [{ baselineFrom: '2010' }, /go together/],
    [{ baselineFrom: '2011', baselineTo: '2010' }, /before baselineFrom/],
  ])('departures-over-time rejects the baseline %o', async (baseline, reason) => {
    await expect(ask('departures-over-time', { organisation: 'harbour', ...baseline })).rejects.toThrow(reason)
  })
})

describe('waves', () => {
  test('waves finds the month in which four people left, with the events shortly before it and during it', async () => {
    const { rows } = await ask('waves', { organisation: 'harbour' })
    expect(pick(rows, 'begin', 'end', 'definite', 'possible', 'certainty')).toEqual([
      ['2015-05-01', '2015-05-31', 4, 1, 'definite'],
    ])
    const [wave] = rows
    expect(pick(wave?.leavings as Record<string, unknown>[], 'person', 'disputed')).toEqual([
      ['cal', false],
      ['dan', false],
      ['eli', false],
      ['flo', true],
    ])
    expect(pick(wave?.around as Record<string, unknown>[], 'event', 'person', 'days', 'manner')).toEqual([
      ['left', 'lou', -11, 'dismissed'],
      ['joined', 'kim', 0, 'hired'],
    ])
    expect(wave?.aroundTotal).toBe(2)
  })

  test('waves computes p-values with the exact test, against the fewest and the most leavings of the months before', async () => {
    const [wave] = (await ask('waves', { organisation: 'harbour' })).rows
    // Before it Lou left for sure, and Yves perhaps: 4 of 5 and 4 of 6 in one of 13 months, or more.
    const [p, q] = [1 / 13, 12 / 13]
    expect(wave?.baseline).toEqual(range(1 / 12, 2 / 12))
    // Ida, Jan and Xan joined before it, and no source says what became of them.
    expect(wave?.unreported).toBe(3)
    expect(wave?.p).toEqual({
      min: expect.closeTo(5 * p ** 4 * q + p ** 5, 10),
      max: expect.closeTo(15 * p ** 4 * q ** 2 + 6 * p ** 5 * q + p ** 6, 10),
    })
  })

  test('waves never reports a wave of vague dates only', async () => {
    for (const period of ['month', 'quarter'])
      for (const { begin } of (await ask('waves', { organisation: 'harbour', period, least: 2, alpha: 0.2 })).rows)
        expect(String(begin).slice(0, 4)).not.toBe('2016')
  })

  test('waves by year reports only 2015, as a definite wave', async () => {
    const { rows } = await ask('waves', { organisation: 'harbour', period: 'year', least: 2, alpha: 0.2 })
    expect(pick(rows, 'begin', 'end', 'definite', 'certainty')).toEqual([['2015-01-01', '2015-12-31', 5, 'definite']])
  })
})

describe('retention', () => {
  test('retention equals the Kaplan–Meier estimate when all dates are exact days', async () => {
    const { rows } = await ask('retention', {
      ...{ organisation: 'school', every: 100, from: '2001', to: '2001', asOf: '2001-10-28' },
    })
    const steps = rows.filter(({ begin }) => begin === '2001-01-01')
    expect(steps.map(({ days, survival }) => [days, survival])).toEqual([
      [0, range(1, 1)],
      [100, range(4 / 5, 4 / 5)],
      [200, range(2 / 5, 2 / 5)],
      [300, range(2 / 5, 2 / 5)],
    ])
    const same = (n: number) => ({ min: n, max: n })
    expect(steps.map(({ atRisk, left, censored, unseen }) => [atRisk, left, censored, unseen])).toEqual([
      [same(5), same(0), same(0), 0],
      [same(5), same(1), same(0), 0],
      [same(4), same(3), same(0), 1],
      [same(2), same(3), same(0), 1],
    ])
  })

  test('retention has a lower and an upper curve when a leaving is vague', async () => {
    const { rows } = await ask('retention', { organisation: 'school', every: 100, from: '2003', to: '2003' })
    const steps = rows.filter(({ begin }) => begin === '2003-01-01')
    expect(steps.map(({ survival }) => survival)).toEqual([
      range(0.5, 1),
      range(0.5, 1),
      range(0.5, 1),
      range(0.5, 1),
      range(0, 0),
    ])
  })

  test('retention counts the stays that belong to no single cohort in a last row', async () => {
    const { rows } = await ask('retention', { organisation: 'school' })
    expect(rows.at(-1)).toMatchObject({ begin: null, stays: 1, leftOut: 'vague joining', days: null, survival: null })
  })
})
