import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DatedClaim, summariseDates } from '../../cypher/agreement.ts'

const claim = (on: string | null, status = 'reported', announced: string | null = null): DatedClaim => ({
  on,
  announced,
  status,
})

describe('the dates of one event', () => {
  test.each([
    [['2017~', '2017-11/2018', '2018'], 'differ'],
    [['2018', '2018-05-14'], 'differ'],
    [['../2018', '2017/..'], 'differ'],
    [['2018', '2018-01-01/2018-12-31'], 'agree'],
    [['2018-05', '2018-05', '2018-05'], 'agree'],
    [['2018', '2019'], 'contradict'],
    [['2018', '2018/2019', '2019'], 'contradict'],
    [['../2018', '2019/..'], 'contradict'],
    [['2018'], null],
    [['2018', '../..'], null],
    [[], null],
  ])('the dates %j %s', (dates, agreement) => {
    expect(summariseDates(dates.map(on => claim(on))).agreement).toBe(agreement)
  })

  test('claims that date an event are counted apart from announcements and from undated claims', () => {
    const claims = [claim('2018'), claim(null, 'confirmed', '2018-05'), claim(null), claim('2019', 'denied')]
    expect(summariseDates(claims)).toEqual({ dated: 1, announcedOnly: 1, undated: 1, agreement: null })
  })

  test('rumours date an event only when nothing better supports it', () => {
    const rumours = [claim('2019', 'rumoured'), claim('2020', 'rumoured')]
    expect(summariseDates([claim('2018'), ...rumours])).toMatchObject({ dated: 1, agreement: null })
    expect(summariseDates(rumours)).toMatchObject({ dated: 2, agreement: 'contradict' })
  })

  test('dates contradict each other exactly when no day is allowed by all of them', () => {
    const years = fc.tuple(fc.integer({ min: 2000, max: 2009 }), fc.integer({ min: 0, max: 4 }))
    fc.assert(
      fc.property(fc.array(years, { minLength: 2, maxLength: 4 }), spans => {
        const { agreement } = summariseDates(spans.map(([from, more]) => claim(`${from}/${from + more}`)))
        const all = Array.from({ length: 20 }, (_, at) => 2000 + at).some(year =>
          spans.every(([from, more]) => year >= from && year <= from + more),
        )
        expect(agreement === 'contradict').toBe(!all)
        expect(agreement === 'agree').toBe(new Set(spans.map(String)).size === 1)
      }),
    )
  })
})
