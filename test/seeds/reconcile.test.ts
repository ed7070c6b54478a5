import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate } from '../../cypher/dates.ts'
import type { WeighedClaim } from '../../seeds/reconcile/claim.ts'
import { reconcile } from '../../seeds/reconcile.ts'

let count = 0
const claim = (event: WeighedClaim['event'], on: string | null, more: Partial<WeighedClaim> = {}): WeighedClaim => ({
  kind: 'claim',
  id: `claim-${count++}`,
  person: 'ada',
  organisation: 'mill',
  source: 'gazette',
  event,
  on,
  earliest: on === null ? null : parseDate(on).earliest,
  latest: on === null ? null : parseDate(on).latest,
  announced: null,
  role: null,
  manner: null,
  reason: null,
  destination: null,
  origin: null,
  status: 'reported',
  locator: null,
  stint: null,
  note: null,
  recorded: null,
  withdrawn: null,
  replacedBy: null,
  published: '2024',
  ...more,
})

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

describe('claims whose dates cannot agree', () => {
  test('are one disputed event that is bounded by all of them', () => {
    const { joined, tenures } = reconcile([claim('joined', '2017'), claim('joined', '2018'), claim('left', '2024')])
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
    expect(left).toMatchObject([{ disputed: true }])
  })
})

describe('a rumour', () => {
  test('alone is a disputed event and ends no stay', () => {
    const { left, tenures } = reconcile([
      claim('joined', '2015'),
      claim('left', '../2024-02-19', { status: 'rumoured' }),
    ])
    expect(left).toMatchObject([{ status: 'rumoured', disputed: true }])
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

describe('a denial', () => {
  test('disputes what it denies', () => {
    const { left } = reconcile([claim('left', '2024-05'), claim('left', '2024', { status: 'denied' })])
    expect(left).toMatchObject([{ status: 'reported', disputed: true }])
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
})

describe('whatever the claims', () => {
  const date = fc.option(
    fc.constantFrom('2015', '2016-03', '2016-03-05', '2017~', '../2018', '2018/2019', '2020-XX', '2021', '2022/..'),
  )
  const any = fc
    .record({
      event: fc.constantFrom('joined', 'left', 'present'),
      on: date,
      status: fc.constantFrom('confirmed', 'reported', 'rumoured', 'denied'),
      stint: fc.option(fc.constantFrom('1', '2'), { freq: 4 }),
      manner: fc.option(fc.constantFrom('resigned', 'dismissed')),
      organisation: fc.constantFrom('mill', 'kiln'),
      published: fc.option(fc.constantFrom('2023', '2024-02')),
    } as const)
    .map(({ event, on, ...more }) => claim(event, on, more))
  const many = fc.array(any, { maxLength: 9 })

  test('their order does not matter', () => {
    fc.assert(
      fc.property(
        many.chain(claims => fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length }))),
        ([claims, shuffled]) => {
          expect(reconcile(shuffled)).toEqual(reconcile(claims))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('bounds are in order, ids are unique, and no rumour is undisputed', () => {
    fc.assert(
      fc.property(many, claims => {
        const { joined, left, tenures } = reconcile(claims)
        for (const { beginEarliest, beginLatest, endEarliest, endLatest } of tenures) {
          expect((beginEarliest ?? '') <= (beginLatest ?? '9999')).toBe(true)
          expect((endEarliest ?? '') <= (endLatest ?? '9999')).toBe(true)
        }
        const things = [...joined, ...left, ...tenures]
        expect(new Set(things.map(({ id }) => id)).size).toBe(things.length)
        for (const event of [...joined, ...left])
          expect(event.disputed || event.status === 'confirmed' || event.status === 'reported').toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('every standing claim is under exactly one edge of its kind', () => {
    fc.assert(
      fc.property(many, claims => {
        const { joined, left, tenures } = reconcile(claims)
        for (const { id, event, status } of claims) {
          if (status === 'rumoured' || status === 'denied') continue
          const edges = event === 'joined' ? joined : event === 'left' ? left : tenures
          expect(edges.filter(edge => edge.claims.includes(id))).toHaveLength(1)
          expect(tenures.filter(edge => edge.claims.includes(id))).toHaveLength(1)
        }
      }),
      { numRuns: 500 },
    )
  })
})
