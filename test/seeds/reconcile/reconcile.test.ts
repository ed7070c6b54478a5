import { describe, expect, test } from 'vitest'
import { asOf } from '../../../cypher/dates.ts'
import type { Tenure } from '../../../cypher/model.ts'
import type { WeighedClaim } from '../../../seeds/claims/claim.ts'
import { NO_LIMITS } from '../../../seeds/reconcile/limits.ts'
import { reconcile } from '../../../seeds/reconcile/reconcile.ts'
import { claim } from './claims.ts'

const certainty = (stay: Tenure, day: string) =>
  asOf(
    {
      begin: { earliest: stay.beginEarliest, latest: stay.beginLatest },
      end: { earliest: stay.endEarliest, latest: stay.endLatest },
      open: stay.open,
      lastSeen: stay.lastSeen,
    },
    day,
  )

const days = (claims: WeighedClaim[]) =>
  reconcile(claims).tenures.map(stay => [stay.beginEarliest, stay.beginLatest, stay.endEarliest, stay.endLatest])

describe('claims with compatible dates', () => {
  test('claims with compatible dates are one event, dated by the narrowest', () => {
    const { left } = reconcile([claim('left', '2024'), claim('left', '2024-05-14'), claim('left', '2024-05')])
    expect(left).toMatchObject([{ on: '2024-05-14', disputed: false }])
    expect(left[0]?.claims).toHaveLength(3)
  })

  test('an event takes its date from the better status before the narrower date', () => {
    const { left } = reconcile([claim('left', '2024-05-14'), claim('left', '2024-05', { status: 'confirmed' })])
    expect(left).toMatchObject([{ on: '2024-05', status: 'confirmed' }])
  })

  test('an event takes its details from the earlier publication if everything else is equal', () => {
    const roles = [
      claim('left', '2024', { role: 'late', published: '2024-12' }),
      claim('left', '2024', { role: 'early', published: '2024-01' }),
    ]
    expect(reconcile(roles).left[0]?.role).toBe('early')
  })

  test('an event keeps a date when a better source gives none', () => {
    const { left } = reconcile([claim('left', null, { status: 'confirmed' }), claim('left', '2024-05')])
    expect(left).toMatchObject([{ on: '2024-05', status: 'confirmed' }])
  })

  test('an event keeps its announcement apart, with the narrowest date that a source gives', () => {
    const { left } = reconcile([
      claim('left', '2024-11-15', { announced: '2024-11' }),
      claim('left', '2024-11', { announced: '2024-11-09' }),
    ])
    expect(left).toMatchObject([{ on: '2024-11-15', announced: '2024-11-09' }])
  })
})

describe('chained dates', () => {
  const herald = { source: 'herald' }
  const chain = [claim('left', '2018'), claim('left', '2018/2019', herald), claim('left', '2019', { source: 'post' })]

  test('claims with chained dates are one event, disputed when its ends are incompatible', () => {
    const { left } = reconcile(chain)
    expect(left).toMatchObject([{ disputes: ['date'], earliest: '2018-01-01', latest: '2019-12-31' }])
    expect(left[0]?.claims).toHaveLength(3)
  })

  test('claims with chained dates are two events when a joining lies between, and the middle claim belongs to the first', () => {
    const { left } = reconcile([...chain, claim('joined', '2010'), claim('joined', '2019-01')])
    expect(left.map(({ on, disputes, claims }) => [on, disputes, claims.length])).toEqual([
      ['2018', [], 2],
      ['2019', [], 1],
    ])
  })
})

describe('half-open dates', () => {
  test('a half-open date is closed by the other claims', () => {
    const { left } = reconcile([claim('left', '2024-05/..'), claim('left', '../2024-10')])
    expect(left).toMatchObject([{ earliest: '2024-05-01', latest: '2024-10-31', disputes: [] }])
  })

  test('a half-open date belongs to the last event possible before it or the first possible after it, and makes no third event', () => {
    const stays = [claim('joined', '2010'), claim('left', '2014'), claim('joined', '2016'), claim('left', '2019')]
    const by = claim('left', '../2024')
    const from = claim('left', '2013/..')
    const { left } = reconcile([...stays, by, from])
    expect(left.map(({ on, claims }) => [on, claims.includes(by.id), claims.includes(from.id)])).toEqual([
      ['2014', false, true],
      ['2019', true, false],
    ])
  })

  test('a half-open leaving does not split two joinings when it need not lie between them', () => {
    const { joined, tenures } = reconcile([
      claim('joined', '2010'),
      claim('joined', '2016', { source: 'herald' }),
      claim('left', '../2030'),
    ])
    expect(joined).toMatchObject([{ disputes: ['date'] }])
    expect(tenures).toHaveLength(1)
  })
})

describe('claims with incompatible dates', () => {
  test('claims with incompatible dates are one disputed event bounded by all of them', () => {
    const { joined, tenures } = reconcile([
      claim('joined', '2017'),
      claim('joined', '2018', { source: 'herald' }),
      claim('left', '2024'),
    ])
    expect(joined).toMatchObject([{ disputed: true, earliest: '2017-01-01', latest: '2018-12-31' }])
    expect(tenures).toHaveLength(1)
  })

  test('claims with incompatible dates are two events when an event of the other kind can lie between them', () => {
    const claims = [claim('joined', '2010'), claim('left', '2014'), claim('joined', '2016'), claim('left', '2019')]
    expect(reconcile(claims).joined.map(({ on, disputed }) => [on, disputed])).toEqual([
      ['2010', false],
      ['2016', false],
    ])
    expect(days(claims)).toEqual([
      ['2010-01-01', '2010-12-31', '2014-01-01', '2014-12-31'],
      ['2016-01-01', '2016-12-31', '2019-01-01', '2019-12-31'],
    ])
  })

  test('leavings with different manners are disputed', () => {
    const { left } = reconcile([
      claim('left', '2024', { manner: 'resigned' }),
      claim('left', '2024', { manner: 'dismissed' }),
    ])
    expect(left).toMatchObject([{ disputed: true, disputes: ['manner'] }])
  })

  test('an undisclosed manner and different roles are no dispute', () => {
    const { left } = reconcile([
      claim('left', '2024', { manner: 'resigned', role: 'chair' }),
      claim('left', '2024', { manner: 'undisclosed', role: 'head of the board' }),
    ])
    expect(left).toMatchObject([{ disputed: false, disputes: [], manner: 'resigned' }])
  })

  test('claims with incompatible dates that each name another role are disputed by role too', () => {
    const chair = { role: 'chair' }
    const miller = { role: 'Miller', source: 'herald' }
    const { left } = reconcile([claim('left', '2018', chair), claim('left', '2020', miller)])
    expect(left).toMatchObject([{ disputes: ['date', 'role'] }])
    const post = { ...chair, source: 'post' }
    const same = [claim('left', '2018', chair), claim('left', '2019', post), claim('left', '2020', miller)]
    expect(reconcile(same).left).toMatchObject([{ disputes: ['date'] }])
  })
})

describe('alternating joinings and leavings', () => {
  test('leaving and rejoining on one day makes two stays', () => {
    const claims = [
      claim('joined', '2010'),
      claim('left', '2014-05-05'),
      claim('joined', '2014-05-05'),
      claim('left', '2019'),
    ]
    expect(days(claims)).toEqual([
      ['2010-01-01', '2010-12-31', '2014-05-05', '2014-05-05'],
      ['2014-05-05', '2014-05-05', '2019-01-01', '2019-12-31'],
    ])
  })

  test('leaving and rejoining within one year makes two stays when only the year is known', () => {
    const claims = [claim('joined', '2010'), claim('left', '2014'), claim('joined', '2014'), claim('left', '2019')]
    expect(reconcile(claims).left.map(({ disputed }) => disputed)).toEqual([false, false])
    expect(days(claims)).toEqual([
      ['2010-01-01', '2010-12-31', '2014-01-01', '2014-12-31'],
      ['2014-01-01', '2014-12-31', '2019-01-01', '2019-12-31'],
    ])
  })

  test('a second joining without a leaving between them makes the joining disputed', () => {
    const { joined, tenures } = reconcile([
      claim('joined', '2010'),
      claim('joined', '2016', { source: 'herald' }),
      claim('left', '2019'),
    ])
    expect(joined).toMatchObject([{ disputes: ['date'], earliest: '2010-01-01', latest: '2016-12-31' }])
    expect(tenures).toHaveLength(1)
  })

  test('a second leaving of another source makes the leaving disputed, unless claims name two stints', () => {
    const twice = [claim('joined', '2010'), claim('left', '2014'), claim('left', '2019', { source: 'herald' })]
    expect(reconcile(twice).left).toMatchObject([{ disputes: ['date'] }])
    const named = [
      claim('joined', '2010', { stint: '1' }),
      claim('left', '2014', { stint: '1' }),
      claim('left', '2019', { stint: '2' }),
    ]
    expect(reconcile(named).left.map(({ stint, disputes }) => [stint, disputes])).toEqual([
      ['1', []],
      ['2', []],
    ])
    // The second stay began after the end of the first, although no claim says so.
    expect(days(named)[1]).toEqual(['2014-01-01', '2019-12-31', '2019-01-01', '2019-12-31'])
  })

  test('leaving before joining within one stint disputes the order, and nothing between is certain', () => {
    const { joined, left, tenures } = reconcile([
      claim('joined', '2019', { stint: '1' }),
      claim('left', '2015', { stint: '1' }),
    ])
    expect([joined[0]?.disputes, left[0]?.disputes]).toEqual([['order'], ['order']])
    expect(tenures.map(stay => certainty(stay, '2017-06-01'))).toEqual(['possible'])
  })
})

describe('rumours', () => {
  test('a rumour alone is a disputed event and ends no stay', () => {
    const { left, tenures } = reconcile([
      claim('joined', '2015'),
      claim('left', '../2024-02-19', { status: 'rumoured' }),
    ])
    expect(left).toMatchObject([{ status: 'rumoured', disputed: true, disputes: ['rumoured'] }])
    expect(tenures).toMatchObject([{ open: true }])
  })

  test('a rumour that agrees with a report is one more claim of the reported event', () => {
    const { left } = reconcile([claim('left', '2024-05'), claim('left', '2024', { status: 'rumoured' })])
    expect(left).toMatchObject([{ status: 'reported', on: '2024-05', disputed: false }])
    expect(left[0]?.claims).toHaveLength(2)
  })

  test('a rumour that cannot agree with a report leaves the report undisputed', () => {
    const { left } = reconcile([claim('left', '2024-05'), claim('left', '../2024-02-19', { status: 'rumoured' })])
    expect(left.map(({ status, disputed }) => [status, disputed])).toEqual([
      ['reported', false],
      ['rumoured', true],
    ])
  })
})

describe('rumoured or denied details', () => {
  test('rumours and denials add no details to a reported event', () => {
    const { left, tenures } = reconcile([
      claim('left', '2024'),
      claim('left', '2024-05-14', { status: 'rumoured', manner: 'dismissed', role: 'chair', announced: '2024-05-01' }),
      claim('left', '2024', { status: 'denied', manner: 'retired', destination: 'undisclosed' }),
    ])
    expect(left).toMatchObject([{ on: '2024', manner: null, role: null, announced: null, destination: null }])
    expect(left[0]?.claims).toHaveLength(3)
    expect(tenures).toMatchObject([{ roles: [] }])
  })

  test('rumours with compatible dates are one event, and rumours with incompatible dates are separate ones', () => {
    const rumour = { status: 'rumoured' } as const
    expect(reconcile([claim('left', '2024', rumour), claim('left', '2024-05', rumour)]).left).toHaveLength(1)
    const apart = reconcile([claim('left', '2020', rumour), claim('left', '2024-05', rumour)])
    expect(apart.left.map(({ stint, disputes }) => [stint, disputes])).toEqual([
      ['rumour 1', ['rumoured']],
      ['rumour 2', ['rumoured']],
    ])
  })

  test('a rumoured presence neither creates nor bounds a stay', () => {
    expect(reconcile([claim('present', '2024', { status: 'rumoured' })]).tenures).toEqual([])
    const { tenures } = reconcile([claim('joined', '2015'), claim('present', '2024', { status: 'rumoured' })])
    expect(tenures).toMatchObject([{ lastSeen: '2015-01-01' }])
  })
})

describe('denials', () => {
  test('a denied rumour remains a rumour and is disputed for both reasons', () => {
    const { left } = reconcile([
      claim('left', '2024', { status: 'rumoured' }),
      claim('left', null, { status: 'denied' }),
    ])
    expect(left).toMatchObject([{ status: 'rumoured', disputes: ['denied', 'rumoured'] }])
  })

  test('a denial of a manner disputes only an event with that manner', () => {
    const resigned = claim('left', '2024', { manner: 'resigned' })
    const notDismissed = claim('left', '2024', { manner: 'dismissed', status: 'denied' })
    const { left } = reconcile([resigned, notDismissed])
    expect(left).toMatchObject([{ manner: 'resigned', disputes: [], claims: [resigned.id, notDismissed.id].sort() }])
    const dismissed = claim('left', '2024', { manner: 'dismissed' })
    expect(reconcile([dismissed, notDismissed]).left).toMatchObject([{ manner: 'dismissed', disputes: ['denied'] }])
  })

  test('a denial without a date disputes each event it can refer to, and with a stint only that one', () => {
    const stays = [claim('joined', '2010'), claim('left', '2014'), claim('joined', '2016'), claim('left', '2019')]
    const { joined, left } = reconcile([...stays, claim('left', null, { status: 'denied' })])
    expect([...joined, ...left].map(({ disputes }) => disputes)).toEqual([[], [], ['denied'], ['denied']])
    const named = [claim('left', '2014', { stint: '1' }), claim('left', '2019', { stint: '2' })]
    const one = reconcile([...named, claim('left', null, { status: 'denied', stint: '2' })]).left
    expect(one.map(({ disputes }) => disputes)).toEqual([[], ['denied']])
  })

  test('a denial disputes the event that it denies', () => {
    const { left } = reconcile([claim('left', '2024-05'), claim('left', '2024', { status: 'denied' })])
    expect(left).toMatchObject([{ status: 'reported', disputed: true, disputes: ['denied'] }])
  })

  test('a denial of one of two contradicting dates disputes the event, and is listed with it', () => {
    const denial = claim('left', '2024-03', { source: 'post', status: 'denied' })
    const { left } = reconcile([claim('left', '2024-03-07'), claim('left', '2024-02', { source: 'post' }), denial])
    expect(left).toMatchObject([{ disputes: ['date', 'denied'] }])
    expect(left[0]?.claims).toContain(denial.id)
  })

  test('a rumour that a person has left does not refer to a scheduled leaving', () => {
    const claims = [claim('joined', '2012'), claim('left', '2090'), claim('left', '2015/..', { status: 'rumoured' })]
    const { left } = reconcile(claims, undefined, { ...NO_LIMITS, today: '2024-05-01' })
    expect(left.map(({ status }) => status).sort()).toEqual(['rumoured', 'scheduled'])
  })

  test('a denial alone makes no event and no stay', () => {
    const none = { joined: [], left: [], tenures: [] }
    expect(reconcile([claim('left', '2024', { status: 'denied' })])).toEqual(none)
    expect(reconcile([claim('present', '2024', { status: 'denied' })])).toEqual(none)
  })
})

describe('stays', () => {
  test('a stay may lack its joining or its leaving', () => {
    expect(days([claim('left', '2024')])).toEqual([[null, '2024-12-31', '2024-01-01', '2024-12-31']])
    expect(days([claim('joined', '2024')])).toEqual([['2024-01-01', '2024-12-31', null, null]])
  })

  test('a stay is open when no claim ends it, and closed when only the date of its end is unknown', () => {
    expect(reconcile([claim('joined', '2024')]).tenures).toMatchObject([{ open: true }])
    expect(reconcile([claim('joined', '2024'), claim('left', null)]).tenures).toMatchObject([
      { open: false, endLatest: null },
    ])
  })

  test('a presence narrows the bounds of a stay', () => {
    expect(days([claim('present', '2019-03-01'), claim('left', '../2024-10')])).toEqual([
      [null, '2019-03-01', '2019-03-01', '2024-10-31'],
    ])
  })

  test('presences alone make one open stay with a last sighting', () => {
    const { tenures } = reconcile([claim('present', '2023-11-06'), claim('present', '2024')])
    expect(tenures).toMatchObject([{ open: true, beginLatest: '2023-11-06', lastSeen: '2024-01-01' }])
  })

  test('a presence belongs to the stay that named stints allow when dates are ambiguous', () => {
    const claims = [
      claim('joined', '2015', { stint: '1' }),
      claim('left', '2023-11', { stint: '1' }),
      claim('joined', '2023-11', { stint: '2' }),
      claim('present', '2024-02-19'),
    ]
    const { tenures } = reconcile(claims)
    expect(tenures.map(({ stint, open, lastSeen }) => [stint, open, lastSeen])).toEqual([
      ['1', false, null],
      ['2', true, '2024-02-19'],
    ])
  })

  test('a leaving before a joining makes two stays', () => {
    expect(days([claim('left', '2019'), claim('joined', '2021')])).toEqual([
      [null, '2019-12-31', '2019-01-01', '2019-12-31'],
      ['2021-01-01', '2021-12-31', null, null],
    ])
  })

  test('a stay has ended by the time the next one begins, even without a claim about its end', () => {
    const claims = [claim('joined', '2010', { stint: '1' }), claim('joined', '2016', { stint: '2' })]
    expect(reconcile(claims).tenures[0]).toMatchObject({ open: false, endLatest: '2016-12-31' })
  })

  test('presences alone make stays before, between and after the others', () => {
    const claims = [
      ...['2005', '2006', '2015', '2023'].map(on => claim('present', on)),
      claim('joined', '2010'),
      claim('left', '2014'),
      claim('joined', '2016'),
      claim('left', '2019'),
    ]
    const { tenures } = reconcile(claims)
    expect(tenures.map(({ claims: ids, open }) => [ids.length, open])).toEqual([
      [2, false],
      [2, false],
      [1, false],
      [2, false],
      [1, true],
    ])
    expect(tenures.map(stay => certainty(stay, '2008-06-01'))).toEqual(['possible', 'no', 'no', 'no', 'no'])
  })

  test('a presence that two stays can contain bounds neither', () => {
    const claims = [
      claim('joined', '2010'),
      claim('left', '2014'),
      claim('joined', '2014'),
      claim('present', '2014-12'),
    ]
    const { tenures } = reconcile(claims)
    expect(tenures).toMatchObject([{ endEarliest: '2014-01-01' }, { lastSeen: '2014-01-01' }])
    expect(tenures[1]?.claims).toHaveLength(2)
  })

  test('a presence before the joining of its stint disputes the order and makes the earlier time possible', () => {
    const stint = { stint: '1' }
    const { joined, tenures } = reconcile([claim('joined', '2018', stint), claim('present', '2015-03-01', stint)])
    expect(joined).toMatchObject([{ disputes: ['order'] }])
    expect(tenures.map(stay => certainty(stay, '2016-01-01'))).toEqual(['possible'])
  })
})
