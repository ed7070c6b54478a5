import { describe, expect, test } from 'vitest'
import type { WeighedClaim } from '../../../seeds/claims/claim.ts'
import { reconcile } from '../../../seeds/reconcile/reconcile.ts'
import { claim } from './claims.ts'

const events = (claims: WeighedClaim[]) => {
  const { joined, left, tenures } = reconcile(claims)
  return {
    joined: joined.map(({ on }) => on),
    left: left.map(({ on }) => on),
    disputed: [...joined, ...left].filter(({ disputed }) => disputed).length,
    stays: tenures.map(({ beginEarliest, beginLatest, endEarliest, endLatest }) => [
      beginEarliest,
      beginLatest,
      endEarliest,
      endLatest,
    ]),
  }
}

const days = [
  ['joined', '2007-07-09', 'clerk', '1'],
  ['left', '2007-07-09', 'clerk', '1'],
  ['joined', '2007-07-09', 'miller', '2'],
  ['left', '2009-01-06', 'miller', '2'],
  ['joined', '2009-01-06', 'head', '3'],
  ['left', '2010-05-11', 'head', '3'],
] as const

describe('claims of one source', () => {
  test('three adjacent posts of one source, the first of zero length, are one stay with one leaving', () => {
    expect(events(days.map(([event, on, role, locator]) => claim(event, on, { role, locator })))).toEqual({
      joined: ['2007-07-09'],
      left: ['2010-05-11'],
      disputed: 0,
      stays: [['2007-07-09', '2007-07-09', '2010-05-11', '2010-05-11']],
    })
  })

  test('three stays of one source without roles alternate, and a stay of zero length does not absorb the next', () => {
    expect(events(days.map(([event, on, , locator]) => claim(event, on, { locator })))).toEqual({
      joined: ['2007-07-09', '2007-07-09', '2009-01-06'],
      left: ['2007-07-09', '2009-01-06', '2010-05-11'],
      disputed: 0,
      stays: [
        ['2007-07-09', '2007-07-09', '2007-07-09', '2007-07-09'],
        ['2007-07-09', '2007-07-09', '2009-01-06', '2009-01-06'],
        ['2009-01-06', '2009-01-06', '2010-05-11', '2010-05-11'],
      ],
    })
  })

  test('two stays of one source dated only by year alternate', () => {
    const years = [
      claim('joined', '2007', { locator: '4' }),
      claim('left', '2007', { locator: '4' }),
      claim('joined', '2007', { locator: '5' }),
      claim('left', '2009', { locator: '5' }),
    ]
    const { left, disputed, stays } = events(years)
    expect([left, disputed, stays.length]).toEqual([['2007', '2009'], 0, 2])
    // Another source that tells the same makes no more of it.
    const again = years.map(one => ({ ...one, id: `${one.id} again`, source: 'herald' }))
    expect(events([...again, ...years])).toEqual(events(years))
    const { joined } = reconcile([...years, ...again])
    expect(joined.map(({ claims }) => claims.length)).toEqual([2, 2])
  })

  test('two simultaneous posts of one source are one stay, from the first joining to the last leaving', () => {
    expect(
      events([
        claim('joined', '2009-10-15', { role: 'clerk' }),
        claim('left', '2009-10-27', { role: 'clerk' }),
        claim('joined', '2009-10-21', { role: 'head' }),
        claim('left', '2009-11-27', { role: 'head' }),
        claim('left', '2009-11', { source: 'herald' }),
      ]),
    ).toEqual({
      joined: ['2009-10-15'],
      left: ['2009-11-27'],
      disputed: 0,
      stays: [['2009-10-15', '2009-10-15', '2009-11-27', '2009-11-27']],
    })
  })

  test('two claims of one source that differ only in their locator are one event', () => {
    const twice = [claim('joined', '2015', { locator: '¶ 1' }), claim('joined', '2015', { locator: '¶ 9' })]
    expect(events([...twice, claim('left', '2017')]).joined).toEqual(['2015'])
    const both = [claim('joined', '2017'), claim('left', '2017'), claim('joined', '2017'), claim('left', '2017')]
    expect(events(both).stays).toHaveLength(1)
  })

  test('two leavings of one source with one date are two if it names two places where they went', () => {
    const rows = [
      claim('joined', '2014-01-31', { locator: '1' }),
      claim('left', '2014', { locator: '2' }),
      claim('joined', '2014-06-30', { locator: '3' }),
      claim('left', '2014', { locator: '4' }),
    ]
    const went = ['forge', 'loft'].map(organisation => claim('joined', '2014', { organisation, origin: 'mill' }))
    const mill = (claims: WeighedClaim[]) =>
      reconcile(claims).left.filter(({ organisation }) => organisation === 'mill')
    expect(mill(rows)).toHaveLength(1)
    expect(mill([...rows, ...went.slice(0, 1)])).toHaveLength(1)
    expect(mill([...rows, ...went])).toMatchObject([
      { earliest: '2014-01-31', latest: '2014-06-30' },
      { earliest: '2014-06-30', latest: '2014-12-31' },
    ])
    // An open last stay and a joining that the source omits do not matter.
    const gap = claim('joined', '2018', { locator: '6' })
    expect(mill([...rows, gap, claim('joined', '2019', { locator: '7' }), ...went])).toHaveLength(2)
  })

  test('if the dates allow two orders, stays are ordered by the middle of their dates', () => {
    const rows = [
      claim('joined', '2005', { locator: '1' }),
      claim('left', '2005', { locator: '2' }),
      claim('joined', '2005-11-01', { locator: '3' }),
      claim('left', '2006', { locator: '4' }),
    ]
    expect(events(rows).stays).toEqual([
      ['2005-01-01', '2005-11-01', '2005-01-01', '2005-11-01'],
      ['2005-11-01', '2005-11-01', '2006-01-01', '2006-12-31'],
    ])
    const about = [claim('joined', '2016-03'), claim('left', '2016-03', { locator: '2' }), claim('joined', '2017~')]
    expect(reconcile(about).tenures.map(({ stint, endLatest }) => [stint, endLatest])).toEqual([
      ['1', '2016-03-31'],
      ['2', null],
    ])
  })

  test('two leavings of one source with a joining between are two events, though the date of one contains that of the other', () => {
    const both = [claim('left', '2020-02-24'), claim('joined', '2020-02-25/2020-02-26'), claim('left', '2020-02')]
    expect(events(both)).toMatchObject({ left: ['2020-02-24', '2020-02'], disputed: 0 })
    expect(events(both).stays).toHaveLength(2)
  })

  test('two joinings of one source in two roles, without a leaving between, are a promotion', () => {
    const promoted = [claim('joined', '2010', { role: 'clerk' }), claim('joined', '2016', { role: 'head' })]
    expect(reconcile(promoted).tenures).toMatchObject([{ roles: ['clerk', 'head'], lastSeen: '2016-01-01' }])
    expect(events([...promoted, claim('left', '2019')])).toEqual({
      joined: ['2010'],
      left: ['2019'],
      disputed: 0,
      stays: [['2010-01-01', '2010-12-31', '2019-01-01', '2019-12-31']],
    })
    expect(events([...promoted, claim('left', '2013', { source: 'herald' })]).joined).toEqual(['2010', '2016'])
    const returned = claim('joined', '2016', { role: 'head', manner: 'returned' })
    expect(events([claim('joined', '2010', { role: 'clerk' }), returned]).joined).toEqual(['2010', '2016'])
  })

  test('two leavings of one source are two undisputed events, even without a joining between', () => {
    expect(events([claim('joined', '2010'), claim('left', '2014'), claim('left', '2019')])).toEqual({
      joined: ['2010'],
      left: ['2014', '2019'],
      disputed: 0,
      stays: [
        ['2010-01-01', '2010-12-31', '2014-01-01', '2014-12-31'],
        ['2014-01-01', '2019-12-31', '2019-01-01', '2019-12-31'],
      ],
    })
  })
})

describe('claims of two sources that disagree', () => {
  test('two equally good dates of two sources are one disputed event dated by their span', () => {
    const { left } = reconcile([claim('left', '2017'), claim('left', '2019', { source: 'herald' })])
    expect(left).toMatchObject([{ on: '2017/2019', disputes: ['date'] }])
  })

  test('a disputed event of two sources is dated by the better claim', () => {
    const { left } = reconcile([claim('left', '2017'), claim('left', '2019-03-01', { source: 'herald' })])
    expect(left).toMatchObject([{ on: '2019-03-01', disputes: ['date'] }])
    const open = reconcile([claim('left', '../2017'), claim('left', '2019/..', { source: 'herald' })])
    expect(open.left).toMatchObject([{ disputes: ['date'] }])
  })
})
