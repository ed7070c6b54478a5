import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../../../cypher/model.ts'
import { reconcile } from '../../../seeds/reconcile/reconcile.ts'
import { findSteps, type WholesOf } from '../../../seeds/reconcile/steps.ts'
import { claim } from './claims.ts'

type Stay = Tenure & Ends

const NO_WHOLES: WholesOf = () => new Set()
const stay = (organisation: string, stint: string, begin: string | null, end: string | null): Stay => {
  const [from, to] = [begin, end].map(date => (date === null ? { earliest: null, latest: null } : parseDate(date)))
  return {
    ...{ kind: 'tenure', person: 'ada', organisation, stint, id: `${organisation} ${stint}`, roles: [], claims: [] },
    ...{ beginEarliest: from?.earliest ?? null, beginLatest: from?.latest ?? null },
    ...{ endEarliest: to?.earliest ?? null, endLatest: to?.latest ?? null, open: end === null, lastSeen: null },
  }
}
const event = ({ organisation, stint }: Stay) => ({
  ...{
    id: `event ${organisation} ${stint}`,
    person: 'ada',
    organisation,
    stint,
    on: null,
    earliest: null,
    latest: null,
  },
  ...{
    announced: null,
    role: null,
    manner: null,
    status: 'reported',
    scheduledAsOf: null,
    disputed: false,
    disputes: [],
    claims: [],
  },
})
const leaving = (of: Stay): Left & Ends =>
  ({ kind: 'left', ...event(of), destination: null, next: [], nextAt: [], nextCertainty: [] }) as Left & Ends
const joining = (of: Stay, origin: string | null, originLeft: string | null, certainty: string | null) =>
  ({ kind: 'joined', ...event(of), origin, originLeft, originCertainty: certainty }) as Joined & Ends

/** The next stays after each leaving, as `organisation stint: certainty`. */
function stepsOf(joined: (Joined & Ends)[], stays: Stay[], wholesOf: WholesOf, find = findSteps): string[][] {
  const left = stays.filter(({ open }) => !open).map(leaving)
  find(joined, left, stays, wholesOf)
  return left.map(({ next, nextCertainty }) => next.map((id, at) => `${id}: ${nextCertainty[at]}`).sort())
}

/** The documented rules, applied to all stays. */
const byTheRules: typeof findSteps = (joined, left, stays, wholesOf) => {
  const before = (a: string | null, b: string | null) => a !== null && b !== null && a < b
  const by = (a: string | null, b: string | null) => a !== null && b !== null && a <= b
  for (const leaving of left) {
    const was = stays.find(one => one.organisation === leaving.organisation && one.stint === leaving.stint)
    if (!was) continue
    const related = (a: string, b: string) => wholesOf(a).has(b) || wholesOf(b).has(a)
    const steps = stays
      .filter(one => one !== was && !related(one.organisation, was.organisation))
      .map(one => {
        const came = joined.find(({ organisation, stint }) => organisation === one.organisation && stint === one.stint)
        const stated = came?.originLeft === leaving.id
        const isLater = one.organisation === was.organisation && Number(one.stint) > Number(was.stint)
        const isEarlier = one.organisation === was.organisation && Number(one.stint) < Number(was.stint)
        const turn =
          isLater && !before(one.beginLatest, was.beginLatest)
            ? 1
            : isEarlier && !before(was.beginLatest, one.beginLatest)
              ? -1
              : 0
        const after = stated || turn === 1 || by(was.endLatest, one.beginEarliest)
        // Of some stays, sources report only the end.
        const supported = after || one.open || came !== undefined || by(was.endLatest, one.endEarliest)
        return {
          ...{ one, stated, came, after, eligible: stated || ((came?.origin ?? null) === null && supported) },
          can:
            stated ||
            (turn === 1 && Number(one.stint) === Number(was.stint) + 1) ||
            (turn !== -1 && !before(one.beginLatest, was.endEarliest)),
        }
      })
      .filter(({ can }) => can)
    const near = steps.filter(
      a =>
        a.stated ||
        !steps.some(b => (b.stated && !a.after) || (b.after && before(b.one.beginLatest, a.one.beginEarliest))),
    )
    const next = near.filter(
      a =>
        a.stated ||
        (a.eligible &&
          !near.some(
            b =>
              wholesOf(a.one.organisation).has(b.one.organisation) && !before(a.one.beginLatest, b.one.beginEarliest),
          )),
    )
    const isSure = (a: (typeof steps)[number]) =>
      a.stated
        ? a.came?.originCertainty === 'definite'
        : steps.some(
            c =>
              c.one.organisation === a.one.organisation &&
              ((c.stated && c.came?.originCertainty === 'definite') || (c.after && c.eligible)) &&
              !steps.some(
                b =>
                  !(c.stated && c.came?.originCertainty === 'definite') &&
                  b !== c &&
                  !(
                    b.eligible &&
                    (b.one.organisation === c.one.organisation || related(b.one.organisation, c.one.organisation))
                  ) &&
                  !by(c.one.beginLatest, b.one.beginEarliest) &&
                  !by(c.one.beginLatest, was.endEarliest),
              ),
          )
    leaving.next = next.map(({ one }) => one.id)
    leaving.nextCertainty = next.map(step => (isSure(step) ? 'definite' : 'possible'))
  }
}

describe('the next stays after a leaving', () => {
  const possibleDate = fc.option(
    fc.constantFrom('2020', '2020-03', '2020-05-02', '2021', '2021-07', '2021-07-09', '2022', '2020/2022', '2023'),
  )
  const world = fc
    .record({
      stays: fc.uniqueArray(
        fc.record({
          at: fc.constantFrom('a', 'b', 'c', 'd'),
          stint: fc.constantFrom('1', '2', '3'),
          from: possibleDate,
          to: possibleDate,
        }),
        { selector: ({ at, stint }) => at + stint, minLength: 2, maxLength: 8 },
      ),
      origins: fc.array(fc.record({ of: fc.nat(7), from: fc.nat(7), paired: fc.boolean(), sure: fc.boolean() }), {
        maxLength: 2,
      }),
      parts: fc.uniqueArray(fc.constantFrom('b', 'c', 'd'), { maxLength: 2 }),
    })
    .map(({ stays, origins, parts }) => {
      const all = stays.map(({ at, stint, from, to }) => stay(at, stint, from, to))
      const joined = origins.flatMap(({ of, from, paired, sure }) => {
        const [to, origin] = [all[of % all.length], all[from % all.length]]
        if (!to || !origin || to === origin) return []
        const left = paired && !origin.open ? leaving(origin).id : null
        return [joining(to, origin.organisation, left, left && (sure ? 'definite' : 'possible'))]
      })
      const unique = [...new Map(joined.map(one => [one.id, one])).values()]
      const wholes: WholesOf = id => new Set(parts.some(part => part === id) ? ['a'] : [])
      return { stays: all, joined: unique, wholes }
    })

  test('the next stays match the rules, and are definite only if the rules say so', () => {
    fc.assert(
      fc.property(world, ({ stays, joined, wholes }) => {
        const found = stepsOf(joined, stays, wholes)
        const expected = stepsOf(joined, stays, wholes, byTheRules)
        const withoutCertainty = (all: string[][]) => all.map(one => one.map(text => text.split(':')[0]))
        expect(withoutCertainty(found)).toEqual(withoutCertainty(expected))
        for (const [at, steps] of found.entries())
          for (const step of steps) if (step.endsWith('definite')) expect(expected[at]).toContain(step)
      }),
      { numRuns: 2_000 },
    )
  })

  test('the next stays of a person without returns and stated origins have the certainty that the rules give', () => {
    fc.assert(
      fc.property(world, ({ stays: any }) => {
        const stays = any.map(one => ({ ...one, organisation: one.id, stint: '1' }))
        expect(stepsOf([], stays, NO_WHOLES)).toEqual(stepsOf([], stays, NO_WHOLES, byTheRules))
      }),
      { numRuns: 2_000 },
    )
  })

  test('the next stays of a person with 20,000 dated stays are found without comparing all pairs', () => {
    let compared = 0
    const day = (at: number) => new Date(Date.UTC(1900, 0, at)).toISOString().slice(0, 10)
    const stays = Array.from({ length: 20_000 }, (_, at) =>
      stay(`o${at % 700}`, String(1 + Math.floor(at / 700)), day(2 * at), day(2 * at + 1)),
    )
    const counting: WholesOf = () => {
      compared++
      return new Set()
    }
    const steps = stepsOf([], stays, counting)
    expect(steps.slice(0, 2)).toEqual([['o1 1: definite'], ['o2 1: definite']])
    expect(compared).toBeLessThan(stays.length * 20)
  })
})

test('two moves in one year are not paired with a leaving after which the person had come back', () => {
  const row = (from: string, to: string, year: string, locator: string) => [
    claim('left', year, { organisation: from, source: 'register', locator }),
    claim('joined', year, { organisation: to, origin: from, source: 'register', locator }),
  ]
  const { joined, left } = reconcile([
    ...row('inn', 'mill', '2010', '1'),
    ...row('mill', 'kiln', '2012', '2'),
    ...row('kiln', 'mill', '2012', '3'),
    ...row('mill', 'port', '2013', '4'),
    ...row('port', 'mill', '2013', '5'),
    ...row('mill', 'quay', '2013', '6'),
  ])
  const first = left.find(({ organisation, on }) => organisation === 'mill' && on === '2012')
  expect(first?.nextAt).toEqual(['kiln'])
  for (const { organisation, originLeft } of joined)
    if (organisation === 'port' || organisation === 'quay') expect(originLeft).not.toBe(first?.id)
})

test('a stay of which sources report only the end is no next stay, unless it ended after the leaving', () => {
  const claims = (end: string) => [
    claim('joined', '2023-06', { organisation: 'mill' }),
    claim('left', '../2024-10', { organisation: 'mill' }),
    claim('left', end, { organisation: 'kiln' }),
  ]
  const nextAt = (end: string) => reconcile(claims(end)).left.find(one => one.organisation === 'mill')?.nextAt
  expect(nextAt('../2023-06')).toEqual([])
  expect(nextAt('2024-12')).toEqual(['kiln'])
})

test('a leaving lists the next stay, and a move from a part to its whole is no step', () => {
  const claims = [
    claim('joined', '2020', { organisation: 'team' }),
    claim('left', '2021-05', { organisation: 'team' }),
    claim('joined', '2021-06', { organisation: 'company' }),
    claim('joined', '2022', { organisation: 'mill' }),
  ]
  const [apart] = reconcile(claims).left
  expect([apart?.nextAt, apart?.nextCertainty]).toEqual([['company'], ['definite']])
  const wholes: WholesOf = id => new Set(id === 'team' ? ['company'] : [])
  const [within] = reconcile(claims, undefined, undefined, wholes).left
  expect([within?.nextAt, within?.nextCertainty]).toEqual([['mill'], ['definite']])
})
