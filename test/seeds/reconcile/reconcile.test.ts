import { describe, expect, test } from 'vitest'
import { asOf } from '../../../cypher/dates.ts'
import type { Tenure } from '../../../cypher/model.ts'
import type { WeighedClaim } from '../../../seeds/reconcile/claim.ts'
import { reconcile } from '../../../seeds/reconcile.ts'
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

describe('claims whose dates can agree', () => {
  test('are one event, dated by the narrowest', () => {
    const { left } = reconcile([claim('left', '2024'), claim('left', '2024-05-14'), claim('left', '2024-05')])
    expect(left).toMatchObject([{ on: '2024-05-14', disputed: false }])
    expect(left[0]?.claims).toHaveLength(3)
  })

  test('are dated by the better status before the narrower date', () => {
    const { left } = reconcile([claim('left', '2024-05-14'), claim('left', '2024-05', { status: 'confirmed' })])
    expect(left).toMatchObject([{ on: '2024-05', status: 'confirmed' }])
  })

  test('are dated by the earlier publication where all else is equal', () => {
    const roles = [
      claim('left', '2024', { role: 'late', published: '2024-12' }),
      claim('left', '2024', { role: 'early', published: '2024-01' }),
    ]
    expect(reconcile(roles).left[0]?.role).toBe('early')
  })

  test('keep a date though a better source gives none', () => {
    const { left } = reconcile([claim('left', null, { status: 'confirmed' }), claim('left', '2024-05')])
    expect(left).toMatchObject([{ on: '2024-05', status: 'confirmed' }])
  })

  test('keep the announcement apart, as narrow as any source has it', () => {
    const { left } = reconcile([
      claim('left', '2024-11-15', { announced: '2024-11' }),
      claim('left', '2024-11', { announced: '2024-11-09' }),
    ])
    expect(left).toMatchObject([{ on: '2024-11-15', announced: '2024-11-09' }])
  })
})

describe('dates that chain, each agreeing with the next', () => {
  const herald = { source: 'herald' }
  const chain = [claim('left', '2018'), claim('left', '2018/2019', herald), claim('left', '2019', { source: 'post' })]

  test('are one event, disputed if its ends cannot agree', () => {
    const { left } = reconcile(chain)
    expect(left).toMatchObject([{ disputes: ['date'], earliest: '2018-01-01', latest: '2019-12-31' }])
    expect(left[0]?.claims).toHaveLength(3)
  })

  test('are two if a joining lies between, and the one in the middle belongs to the first', () => {
    const { left } = reconcile([...chain, claim('joined', '2010'), claim('joined', '2019-01')])
    expect(left.map(({ on, disputes, claims }) => [on, disputes, claims.length])).toEqual([
      ['2018', [], 2],
      ['2019', [], 1],
    ])
  })
})

describe('a date that is open to one side', () => {
  test('is closed by the others', () => {
    const { left } = reconcile([claim('left', '2024-05/..'), claim('left', '../2024-10')])
    expect(left).toMatchObject([{ earliest: '2024-05-01', latest: '2024-10-31', disputes: [] }])
  })

  test('means the last event that can be by then, the first that can be from then on, and makes no third', () => {
    const stays = [claim('joined', '2010'), claim('left', '2014'), claim('joined', '2016'), claim('left', '2019')]
    const by = claim('left', '../2024')
    const from = claim('left', '2013/..')
    const { left } = reconcile([...stays, by, from])
    expect(left.map(({ on, claims }) => [on, claims.includes(by.id), claims.includes(from.id)])).toEqual([
      ['2014', false, true],
      ['2019', true, false],
    ])
  })

  test('does not part two of the other kind, of which nothing tells that it lies between', () => {
    const { joined, tenures } = reconcile([
      claim('joined', '2010'),
      claim('joined', '2016', { source: 'herald' }),
      claim('left', '../2030'),
    ])
    expect(joined).toMatchObject([{ disputes: ['date'] }])
    expect(tenures).toHaveLength(1)
  })
})

describe('claims whose dates cannot agree', () => {
  test('are one disputed event that is bounded by all of them', () => {
    const { joined, tenures } = reconcile([
      claim('joined', '2017'),
      claim('joined', '2018', { source: 'herald' }),
      claim('left', '2024'),
    ])
    expect(joined).toMatchObject([{ disputed: true, earliest: '2017-01-01', latest: '2018-12-31' }])
    expect(tenures).toHaveLength(1)
  })

  test('are two events where one of the other kind can lie between them', () => {
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

  test('differ also in the manner of leaving', () => {
    const { left } = reconcile([
      claim('left', '2024', { manner: 'resigned' }),
      claim('left', '2024', { manner: 'dismissed' }),
    ])
    expect(left).toMatchObject([{ disputed: true, disputes: ['manner'] }])
  })

  test('do not differ by a manner that nobody will tell, nor by roles', () => {
    const { left } = reconcile([
      claim('left', '2024', { manner: 'resigned', role: 'chair' }),
      claim('left', '2024', { manner: 'undisclosed', role: 'head of the board' }),
    ])
    expect(left).toMatchObject([{ disputed: false, disputes: [], manner: 'resigned' }])
  })

  test('and that each speak of another role may mean two posts', () => {
    const chair = { role: 'chair' }
    const miller = { role: 'Miller', source: 'herald' }
    const { left } = reconcile([claim('left', '2018', chair), claim('left', '2020', miller)])
    expect(left).toMatchObject([{ disputes: ['date', 'role'] }])
    const post = { ...chair, source: 'post' }
    const same = [claim('left', '2018', chair), claim('left', '2019', post), claim('left', '2020', miller)]
    expect(reconcile(same).left).toMatchObject([{ disputes: ['date'] }])
  })
})

describe('joinings and leavings take turns', () => {
  test('where somebody leaves and joins again on one day', () => {
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

  test('where they leave and join again within one year, which alone is told', () => {
    const claims = [claim('joined', '2010'), claim('left', '2014'), claim('joined', '2014'), claim('left', '2019')]
    expect(reconcile(claims).left.map(({ disputed }) => disputed)).toEqual([false, false])
    expect(days(claims)).toEqual([
      ['2010-01-01', '2010-12-31', '2014-01-01', '2014-12-31'],
      ['2014-01-01', '2014-12-31', '2019-01-01', '2019-12-31'],
    ])
  })

  test('where nobody tells of the leaving between two joinings, the joining is disputed', () => {
    const { joined, tenures } = reconcile([
      claim('joined', '2010'),
      claim('joined', '2016', { source: 'herald' }),
      claim('left', '2019'),
    ])
    expect(joined).toMatchObject([{ disputes: ['date'], earliest: '2010-01-01', latest: '2016-12-31' }])
    expect(tenures).toHaveLength(1)
  })

  test('where two sources have them leave twice, the leaving is disputed, unless claims name two stints', () => {
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
    // The second stay began after the first one's end, though nobody tells of it.
    expect(days(named)[1]).toEqual(['2014-01-01', '2019-12-31', '2019-01-01', '2019-12-31'])
  })

  test('where claims of one stint have them leave before they join, nothing between is certain', () => {
    const { joined, left, tenures } = reconcile([
      claim('joined', '2019', { stint: '1' }),
      claim('left', '2015', { stint: '1' }),
    ])
    expect([joined[0]?.disputes, left[0]?.disputes]).toEqual([['order'], ['order']])
    expect(tenures.map(stay => certainty(stay, '2017-06-01'))).toEqual(['possible'])
  })
})

describe('a rumour', () => {
  test('alone is a disputed event and ends no stay', () => {
    const { left, tenures } = reconcile([
      claim('joined', '2015'),
      claim('left', '../2024-02-19', { status: 'rumoured' }),
    ])
    expect(left).toMatchObject([{ status: 'rumoured', disputed: true, disputes: ['rumoured'] }])
    expect(tenures).toMatchObject([{ open: true }])
  })

  test('that agrees with a report is one more claim of it', () => {
    const { left } = reconcile([claim('left', '2024-05'), claim('left', '2024', { status: 'rumoured' })])
    expect(left).toMatchObject([{ status: 'reported', on: '2024-05', disputed: false }])
    expect(left[0]?.claims).toHaveLength(2)
  })

  test('that cannot agree with a report leaves it undisputed', () => {
    const { left } = reconcile([claim('left', '2024-05'), claim('left', '../2024-02-19', { status: 'rumoured' })])
    expect(left.map(({ status, disputed }) => [status, disputed])).toEqual([
      ['reported', false],
      ['rumoured', true],
    ])
  })
})

describe('what is only rumoured or denied', () => {
  test('tells nothing of an event that others report', () => {
    const { left, tenures } = reconcile([
      claim('left', '2024'),
      claim('left', '2024-05-14', { status: 'rumoured', manner: 'dismissed', role: 'chair', announced: '2024-05-01' }),
      claim('left', '2024', { status: 'denied', manner: 'retired', destination: 'undisclosed' }),
    ])
    expect(left).toMatchObject([{ on: '2024', manner: null, role: null, announced: null, destination: null }])
    expect(left[0]?.claims).toHaveLength(3)
    expect(tenures).toMatchObject([{ roles: [] }])
  })

  test('is one rumour if its dates agree, and one dispute more if they do not', () => {
    const rumour = { status: 'rumoured' } as const
    expect(reconcile([claim('left', '2024', rumour), claim('left', '2024-05', rumour)]).left).toHaveLength(1)
    const apart = reconcile([claim('left', '2020', rumour), claim('left', '2024-05', rumour)])
    expect(apart.left.map(({ stint, disputes }) => [stint, disputes])).toEqual([
      ['rumour 1', ['rumoured']],
      ['rumour 2', ['rumoured']],
    ])
  })

  test('of presence makes no stay and bounds none', () => {
    expect(reconcile([claim('present', '2024', { status: 'rumoured' })]).tenures).toEqual([])
    const { tenures } = reconcile([claim('joined', '2015'), claim('present', '2024', { status: 'rumoured' })])
    expect(tenures).toMatchObject([{ lastSeen: '2015-01-01' }])
  })
})

describe('a denial', () => {
  test('of a rumour leaves it a rumour, and disputed for both', () => {
    const { left } = reconcile([
      claim('left', '2024', { status: 'rumoured' }),
      claim('left', null, { status: 'denied' }),
    ])
    expect(left).toMatchObject([{ status: 'rumoured', disputes: ['denied', 'rumoured'] }])
  })

  test('of a manner that nobody tells of denies no other', () => {
    const resigned = claim('left', '2024', { manner: 'resigned' })
    const notDismissed = claim('left', '2024', { manner: 'dismissed', status: 'denied' })
    const { left } = reconcile([resigned, notDismissed])
    expect(left).toMatchObject([{ manner: 'resigned', disputes: [], claims: [resigned.id, notDismissed.id].sort() }])
    const dismissed = claim('left', '2024', { manner: 'dismissed' })
    expect(reconcile([dismissed, notDismissed]).left).toMatchObject([{ manner: 'dismissed', disputes: ['denied'] }])
  })

  test('without a date denies each event that it can mean, with a stint that one', () => {
    const stays = [claim('joined', '2010'), claim('left', '2014'), claim('joined', '2016'), claim('left', '2019')]
    const { joined, left } = reconcile([...stays, claim('left', null, { status: 'denied' })])
    expect([...joined, ...left].map(({ disputes }) => disputes)).toEqual([[], [], ['denied'], ['denied']])
    const named = [claim('left', '2014', { stint: '1' }), claim('left', '2019', { stint: '2' })]
    const one = reconcile([...named, claim('left', null, { status: 'denied', stint: '2' })]).left
    expect(one.map(({ disputes }) => disputes)).toEqual([[], ['denied']])
  })

  test('disputes what it denies', () => {
    const { left } = reconcile([claim('left', '2024-05'), claim('left', '2024', { status: 'denied' })])
    expect(left).toMatchObject([{ status: 'reported', disputed: true, disputes: ['denied'] }])
  })

  test('alone is no event and no stay', () => {
    const none = { joined: [], left: [], tenures: [] }
    expect(reconcile([claim('left', '2024', { status: 'denied' })])).toEqual(none)
    expect(reconcile([claim('present', '2024', { status: 'denied' })])).toEqual(none)
  })
})

describe('a stay', () => {
  test('may lack its joining or its leaving', () => {
    expect(days([claim('left', '2024')])).toEqual([[null, '2024-12-31', '2024-01-01', '2024-12-31']])
    expect(days([claim('joined', '2024')])).toEqual([['2024-01-01', '2024-12-31', null, null]])
  })

  test('is open where nobody says that it ended, and not where the day of leaving is unknown', () => {
    expect(reconcile([claim('joined', '2024')]).tenures).toMatchObject([{ open: true }])
    expect(reconcile([claim('joined', '2024'), claim('left', null)]).tenures).toMatchObject([
      { open: false, endLatest: null },
    ])
  })

  test('is drawn together by presence', () => {
    expect(days([claim('present', '2019-03-01'), claim('left', '../2024-10')])).toEqual([
      [null, '2019-03-01', '2019-03-01', '2024-10-31'],
    ])
  })

  test('of presence alone is one, and knows when it was last surely seen', () => {
    const { tenures } = reconcile([claim('present', '2023-11-06'), claim('present', '2024')])
    expect(tenures).toMatchObject([{ open: true, beginLatest: '2023-11-06', lastSeen: '2024-01-01' }])
  })

  test('follows the stint that claims name where dates cannot tell', () => {
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

  test('of a person who left before they are said to have joined is two', () => {
    expect(days([claim('left', '2019'), claim('joined', '2021')])).toEqual([
      [null, '2019-12-31', '2019-01-01', '2019-12-31'],
      ['2021-01-01', '2021-12-31', null, null],
    ])
  })

  test('has ended by the time that the next one begins, though nobody says when', () => {
    const claims = [claim('joined', '2010', { stint: '1' }), claim('joined', '2016', { stint: '2' })]
    expect(reconcile(claims).tenures[0]).toMatchObject({ open: false, endLatest: '2016-12-31' })
  })

  test('may be of presence alone before, between and after the others', () => {
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

  test('is not bounded by presence that another can hold as well', () => {
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

  test('has in doubt its begin, if claims of its stint saw the person before', () => {
    const stint = { stint: '1' }
    const { joined, tenures } = reconcile([claim('joined', '2018', stint), claim('present', '2015-03-01', stint)])
    expect(joined).toMatchObject([{ disputes: ['order'] }])
    expect(tenures.map(stay => certainty(stay, '2016-01-01'))).toEqual(['possible'])
  })
})
