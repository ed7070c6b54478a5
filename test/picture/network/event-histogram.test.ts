import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDate } from '../../../cypher/dates/grammar.ts'
import { eventHistogram, timeSpan } from '../../../picture/network/event-histogram.ts'
import { addRelationship, emptyNetwork } from '../../../picture/network/network.ts'

/** A network of departures on these dates. */
function leavings(dates: string[], status = 'reported') {
  const network = emptyNetwork()
  for (const [at, on] of dates.entries()) {
    const { earliest = null, latest = null } = readDate(on) ?? {}
    const properties = { id: `left ${at}`, on, earliest, latest, status }
    addRelationship(network, { type: 'LEFT', source: `p${at}`, target: 'lab', properties })
  }
  return network
}

describe('histogram of events', () => {
  test('a sharp date counts in its month, a vague one possibly in every month that it can mean', () => {
    expect(eventHistogram(leavings(['2024-01-15', '2024-01/2024-03', '2024-03-02', '2024-03']))).toEqual({
      unit: 'month',
      bars: [
        { begin: '2024-01-01', end: '2024-01-31', definite: 1, possible: 1 },
        { begin: '2024-02-01', end: '2024-02-29', definite: 0, possible: 1 },
        { begin: '2024-03-01', end: '2024-03-31', definite: 2, possible: 1 },
      ],
    })
  })

  test('a long span has a bar for each year, and an open date is possible up to the end', () => {
    const histogram = eventHistogram(leavings(['2010-05', '2018', '2017-06/..']))
    expect(histogram?.unit).toBe('year')
    expect(histogram?.bars.map(({ begin }) => begin.slice(0, 4))).toEqual([
      '2010',
      '2011',
      '2012',
      '2013',
      '2014',
      '2015',
      '2016',
      '2017',
      '2018',
    ])
    expect(histogram?.bars.map(({ definite, possible }) => [definite, possible])).toEqual([
      [1, 0],
      ...Array(6).fill([0, 0]),
      [0, 1],
      [1, 1],
    ])
  })

  test('rumours and undated events are in no bar', () => {
    expect(eventHistogram(leavings(['../..']))).toBeNull()
    expect(eventHistogram(leavings(['2024-01', '2024-02'], 'rumoured'))?.bars.map(bar => bar.definite)).toEqual([0, 0])
    expect(eventHistogram(emptyNetwork())).toBeNull()
  })

  test('every dated event is definite in one bar or possible in at least one, and bars follow each other without a gap', () => {
    const date = fc.constantFrom(
      '2019',
      '2020-02',
      '2021-12-31',
      '2022-06/2023-01',
      '../2020',
      '2024-05/..',
      '2004~',
      '199X',
    )
    fc.assert(
      fc.property(fc.array(date, { minLength: 1, maxLength: 12 }), dates => {
        const network = leavings(dates)
        const histogram = eventHistogram(network)
        const span = timeSpan(network)
        if (!histogram || !span) throw new Error('a dated event has a span')
        const { bars } = histogram
        const definite = bars.reduce((sum, bar) => sum + bar.definite, 0)
        const possible = bars.reduce((sum, bar) => sum + bar.possible, 0)
        expect(definite).toBeLessThanOrEqual(dates.length)
        expect(definite + possible).toBeGreaterThanOrEqual(dates.length)
        expect((bars[0]?.begin ?? '') <= span.first && (bars.at(-1)?.end ?? '') >= span.last).toBe(true)
        for (const [at, { begin }] of bars.entries())
          if (at > 0) expect(Date.parse(begin) - Date.parse(bars[at - 1]?.end ?? '')).toBe(86_400_000)
      }),
    )
  })
})
