import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, asOf, type Bounds, parseDate } from '../../../cypher/dates.ts'
import type { Tenure } from '../../../cypher/model.ts'
import { isAffirmed, type WeighedClaim } from '../../../seeds/claims/claim.ts'
import { withinOf } from '../../../seeds/reconcile/parts.ts'
import { type Reconciled, reconcile } from '../../../seeds/reconcile/reconcile.ts'
import { claim } from './claims.ts'

const date = fc.option(
  fc.constantFrom(
    ...['2015', '2016-03', '2016-03-05', '2017~', '../2018', '2018/2019', '2020-XX', '2021', '2022/..', '../..'],
  ),
)
const any = fc
  .record({
    event: fc.constantFrom('joined', 'left', 'present'),
    on: date,
    status: fc.constantFrom('confirmed', 'reported', 'reported', 'rumoured', 'denied'),
    stint: fc.option(fc.constantFrom('1', '2', 'chair', 'board', 'board + chair', 'rumour 1'), { freq: 4 }),
    role: fc.option(fc.constantFrom('chair', 'miller')),
    manner: fc.option(fc.constantFrom('resigned', 'dismissed')),
    organisation: fc.constantFrom('mill', 'kiln'),
    published: fc.option(fc.constantFrom('2023', '2024-02')),
  } as const)
  .map(({ event, on, ...more }) => claim(event, on, more))
const many = fc.array(any, { maxLength: 10 })
const within = fc.option(fc.constant(withinOf([{ part: 'kiln', whole: 'mill', from: parseDate('2016'), to: null }])), {
  nil: undefined,
})

const edgesOf = ({ joined, left, tenures }: Reconciled) => [...joined, ...left, ...tenures]
const kindOf = (claims: WeighedClaim[], { joined, left }: Reconciled) =>
  [...joined, ...left].map(({ kind, claims: ids }) => ({ kind, of: claims.filter(({ id }) => ids.includes(id)) }))

describe('reconciling arbitrary claims', { timeout: 60_000 }, () => {
  test('reconcile does not depend on the order of the claims', () => {
    const shuffled = many.chain(claims =>
      fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length }), within),
    )
    fc.assert(
      fc.property(shuffled, ([claims, other, parts]) => {
        expect(reconcile(other, parts)).toEqual(reconcile(claims, parts))
      }),
      { numRuns: 1000 },
    )
  })

  test('reconcile gives the same result twice and leaves the claims unchanged', () => {
    fc.assert(
      fc.property(many, within, (claims, parts) => {
        const before = structuredClone(claims)
        const once = reconcile(claims, parts)
        expect(reconcile(claims, parts)).toEqual(once)
        expect(claims).toEqual(before)
      }),
      { numRuns: 300 },
    )
  })

  test('reconcile returns ordered bounds, unique ids, and sorted reasons for disputes', () => {
    fc.assert(
      fc.property(many, within, (claims, parts) => {
        const result = reconcile(claims, parts)
        for (const { beginEarliest, beginLatest, endEarliest, endLatest } of result.tenures) {
          expect((beginEarliest ?? '') <= (beginLatest ?? '9999')).toBe(true)
          expect((endEarliest ?? '') <= (endLatest ?? '9999')).toBe(true)
          expect((beginEarliest ?? '') <= (endLatest ?? '9999')).toBe(true)
        }
        const edges = edgesOf(result)
        expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
        for (const { disputed, disputes, status } of [...result.joined, ...result.left]) {
          expect(disputed).toBe(disputes.length > 0)
          expect([...new Set(disputes)].sort()).toEqual(disputes)
          expect(disputes.includes('rumoured')).toBe(status === 'rumoured')
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('reconcile puts every reported or confirmed claim under one tenure, and under one event of its kind unless claims name posts', () => {
    fc.assert(
      fc.property(many, claims => {
        const { joined, left, tenures } = reconcile(claims)
        // Posts, also those that roles tell: the end of one is no leaving while another goes on.
        const posts = claims.some(({ stint, role }) => role !== null || (stint !== null && Number.isNaN(Number(stint))))
        for (const { id, event, status, organisation } of claims) {
          if (status === 'rumoured' || status === 'denied') continue
          const holders = tenures.filter(edge => edge.claims.includes(id))
          expect(holders).toHaveLength(1)
          expect(holders[0]?.organisation).toBe(organisation)
          const edges = event === 'joined' ? joined : event === 'left' ? left : tenures
          const under = edges.filter(edge => edge.claims.includes(id)).length
          if (posts) expect(under).toBeLessThanOrEqual(1)
          else expect(under).toBe(1)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('reconcile gives every event except a rumour the name of its tenure, and bases each event on claims of its kind', () => {
    fc.assert(
      fc.property(many, claims => {
        const { joined, left, tenures } = reconcile(claims)
        const names = tenures.map(({ organisation, stint }) => `${organisation} ${stint}`)
        for (const { status, organisation, stint } of [...joined, ...left])
          if (status !== 'rumoured') expect(names).toContain(`${organisation} ${stint}`)
        for (const { kind, of } of kindOf(claims, { joined, left, tenures }))
          for (const { event } of of) expect(event).toBe(kind)
      }),
      { numRuns: 500 },
    )
  })

  test('a claim repeated by another source adds and removes no event and no tenure', () => {
    const repeated = many
      .filter(claims => claims.length > 0)
      .chain(claims => fc.tuple(fc.constant(claims), fc.nat({ max: claims.length - 1 })))
    fc.assert(
      fc.property(repeated, ([claims, at]) => {
        const again = { ...(claims[at] as WeighedClaim), id: 'again', source: 'herald', published: '2025' }
        const [before, after] = [reconcile(claims), reconcile([...claims, again])]
        const shape = ({ joined, left, tenures }: Reconciled) =>
          [...joined, ...left, ...tenures].map(({ id, claims: ids }) => [id, ids.filter(one => one !== 'again')])
        expect(shape(after)).toEqual(shape(before))
      }),
      { numRuns: 1000 },
    )
  })
})

/** Small worlds can be tried exhaustively: days are near ZERO, and there are few dates. */
const ZERO = '2024-02-26'
const DAYS = 9
const dayOf = (n: number): string => addDays(ZERO, n) ?? ''
const near = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 3 }), fc.nat({ max: 5 })).map(([from, width, kind]) => {
  if (kind === 0) return `../${dayOf(from + width)}`
  if (kind === 1) return `${dayOf(from)}/..`
  return width === 0 ? dayOf(from) : `${dayOf(from)}/${dayOf(from + width)}`
})
const numbers = Array.from({ length: DAYS + 2 }, (_, at) => at - 1)
const allowed = ({ earliest, latest }: Bounds, n: number) =>
  (earliest === null || earliest <= dayOf(n)) && (latest === null || dayOf(n) <= latest)

/** Every begin and end of one tenure that its own claims allow; where they cannot agree, any of them may be right. */
function worldsOf(tenure: Tenure, claims: WeighedClaim[]) {
  const own = claims.filter(({ id }) => tenure.claims.includes(id))
  const of = (event: WeighedClaim['event']) => own.filter(one => one.event === event && isAffirmed(one))
  const [joined, left, present] = [of('joined'), of('left'), of('present')]
  const days = (claims: WeighedClaim[], among: number[]) => {
    const agreed = among.filter(n => claims.every(one => allowed(one, n)))
    return agreed.length > 0 ? agreed : among.filter(n => claims.some(one => allowed(one, n)))
  }
  const worlds: [number, number][] = []
  for (const from of days(joined, [-20, ...numbers]))
    for (const to of left.length > 0 ? days(left, [...numbers, 30]) : [...numbers, 30]) {
      if (from > to) continue
      if (present.every(one => isSeen(one, tenure, [from, to])) && (!tenure.open || from < to)) worlds.push([from, to])
    }
  return worlds
}

/** A person seen on a day was there that day, and in an open tenure also after it. */
const isSeen = (one: WeighedClaim, { open }: Tenure, [from, to]: [number, number]) =>
  numbers.some(n => allowed(one, n) && from <= n && n <= (open ? to - 1 : to))
const isFree = ({ event, stint }: WeighedClaim) => event === 'present' && stint === null

const boundsOf = (tenure: Tenure) => ({
  begin: { earliest: tenure.beginEarliest, latest: tenure.beginLatest },
  end: { earliest: tenure.endEarliest, latest: tenure.endLatest },
  open: tenure.open,
  lastSeen: tenure.lastSeen,
})

function tellsNoMoreThan(tenure: Tenure, worlds: [from: number, to: number][]) {
  for (let n = 0; n < DAYS; n++) {
    const certainty = asOf(boundsOf(tenure), dayOf(n))
    const there = worlds.map(([from, to]) => from <= n && n < to)
    if (certainty === 'definite') expect(there.every(Boolean)).toBe(true)
    if (certainty === 'no') expect(there.some(Boolean)).toBe(false)
  }
}

describe('certainty of tenures', { timeout: 60_000 }, () => {
  const small = fc
    .record({
      event: fc.constantFrom('joined', 'left', 'present'),
      on: near,
      stint: fc.constantFrom(null, null, '1'),
    } as const)
    .map(({ event, on, stint }) => claim(event, on, { stint }))

  test('a single tenure is definite or excluded on a day only if all possible begins and ends agree', () => {
    let tried = 0
    fc.assert(
      fc.property(fc.array(small, { minLength: 1, maxLength: 5 }), claims => {
        const { tenures } = reconcile(claims)
        const [tenure] = tenures
        if (!tenure || tenures.length > 1) return
        const worlds = worldsOf(tenure, claims)
        if (worlds.length === 0) return
        tried++
        tellsNoMoreThan(tenure, worlds)
      }),
      { numRuns: 1500 },
    )
    expect(tried).toBeGreaterThan(500)
  })

  test('two successive tenures are definite or excluded on a day only if all possible begins and ends agree', () => {
    let tried = 0
    fc.assert(
      fc.property(fc.array(small, { minLength: 2, maxLength: 6 }), claims => {
        const [first, second, ...more] = reconcile(claims).tenures
        if (!first || !second || more.length > 0) return
        // A presence without a stint belongs to one stay or the other.
        const [seen, named] = [claims.filter(isFree), claims.filter(one => !isFree(one))]
        const others = worldsOf(second, named)
        const pairs = worldsOf(first, named).flatMap(a =>
          others
            .filter(b => a[1] <= b[0] && seen.every(one => isSeen(one, first, a) || isSeen(one, second, b)))
            .map(b => [a, b] as const),
        )
        if (pairs.length === 0) return
        tried++
        const stays = [
          { tenure: first, worlds: pairs.map(([a]) => a) },
          { tenure: second, worlds: pairs.map(([, b]) => b) },
        ]
        for (const { tenure, worlds } of stays) tellsNoMoreThan(tenure, worlds)
      }),
      { numRuns: 1500 },
    )
    expect(tried).toBeGreaterThan(150)
  })
})

test('reconcile handles 20,000 claims about one person at one organisation', () => {
  const claims = Array.from({ length: 20_000 }, (_, n) => {
    const year = 1900 + ((n * 7919) % 120)
    const month = String(1 + (n % 12)).padStart(2, '0')
    return claim(
      (['joined', 'left', 'present'] as const)[n % 3] ?? 'left',
      `${year}-${month}-${String(1 + (n % 28)).padStart(2, '0')}`,
    )
  })
  const { joined, left, tenures } = reconcile(claims)
  expect(tenures.flatMap(({ claims: ids }) => ids)).toHaveLength(20_000)
  expect(joined.flatMap(({ claims: ids }) => ids)).toHaveLength(6667)
  expect(left.flatMap(({ claims: ids }) => ids)).toHaveLength(6667)
})
