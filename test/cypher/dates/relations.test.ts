import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  asOf,
  type Bounds,
  type Certainty,
  canAgree,
  before as earlier,
  gap,
  overlap,
  parseDate,
  precedes,
  type TenureBounds,
} from '../../../cypher/dates.ts'

/**
 * A date as text, and, worked out apart from the reader, every day that it allows: numbers near 0, the day of ZERO. An
 * open end runs on to FAR, beyond anything that bounded dates can reach.
 */
interface Vague {
  text: string
  days: number[]
}
const ZERO = '2024-02-26'
const [LOW, HIGH, FAR] = [-4, 10, 60]
const dayOf = (number: number): string => addDays(ZERO, number) ?? ''
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const near = (from: number, to: number) => range(Math.max(from, LOW), Math.min(to, HIGH))

const day = fc.integer({ min: 0, max: 6 })
const vague: fc.Arbitrary<Vague> = fc.oneof(
  day.map(n => ({ text: dayOf(n), days: [n] })),
  day.map(n => ({ text: `${dayOf(n)}~`, days: range(n - 1, n + 1) })),
  fc
    .tuple(day, day)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    .map(([a, b]) => ({ text: `${dayOf(a)}/${dayOf(b)}`, days: range(a, b) })),
  day.map(n => ({ text: `../${dayOf(n)}`, days: [-FAR, ...near(LOW, n)] })),
  day.map(n => ({ text: `${dayOf(n)}/..`, days: [...near(n, HIGH), FAR] })),
)

/** A stay, and every concrete one (first day, first day after) that it allows; none if no begin can precede an end. */
interface Stay {
  bounds: TenureBounds
  worlds: [from: number, to: number][]
}
const everyPair = (begins: number[], ends: number[]) =>
  begins.flatMap(from => ends.filter(to => from <= to).map((to): [number, number] => [from, to]))
const UNKNOWN: Vague = { text: '../..', days: [-FAR, ...near(LOW, HIGH), FAR] }
const ended: fc.Arbitrary<Stay> = fc
  .tuple(fc.oneof(vague, fc.constant(UNKNOWN)), fc.oneof(vague, fc.constant(UNKNOWN)))
  .map(([begin, end]) => ({
    bounds: { begin: parseDate(begin.text), end: parseDate(end.text), open: false, lastSeen: null },
    worlds: everyPair(begin.days, end.days),
  }))
const open: fc.Arbitrary<Stay> = fc.tuple(vague, fc.option(day)).map(([begin, seen]) => ({
  bounds: {
    begin: parseDate(begin.text),
    end: { earliest: null, latest: null },
    open: true,
    lastSeen: seen === null ? null : dayOf(seen),
  },
  worlds: everyPair(
    begin.days,
    UNKNOWN.days.filter(to => seen === null || to > seen),
  ),
}))
const stay = fc.oneof({ arbitrary: ended, weight: 3 }, open).filter(({ worlds }) => worlds.length > 0)

function tell(answers: boolean[]): Certainty {
  if (answers.every(Boolean)) return 'definite'
  return answers.some(Boolean) ? 'possible' : 'no'
}
/** The least and the most; what only the far ends reach has no limit. */
const extent = (counts: number[]): [number, number | null] => {
  const most = counts.reduce((a, b) => Math.max(a, b))
  return [counts.reduce((a, b) => Math.min(a, b)), most > HIGH - LOW ? null : most]
}
const pairsOf = (a: Stay, b: Stay) => a.worlds.flatMap(x => b.worlds.map(y => [x, y] as const))

describe('order of vague dates', () => {
  test('before agrees with comparing every day of both dates', () => {
    fc.assert(
      fc.property(vague, vague, (a, b) => {
        const pairs = a.days.flatMap(x => b.days.map(y => x < y))
        expect(earlier(parseDate(a.text), parseDate(b.text))).toBe(tell(pairs))
      }),
      { numRuns: 1000 },
    )
  })

  test('canAgree is true exactly when two dates share a possible day', () => {
    fc.assert(
      fc.property(vague, vague, (a, b) => {
        expect(canAgree(parseDate(a.text), parseDate(b.text))).toBe(b.days.some(x => a.days.includes(x)))
      }),
      { numRuns: 1000 },
    )
  })

  test('before returns possible in both directions when one date is unknown', () => {
    const unknown: Bounds = { earliest: null, latest: null }
    expect(earlier(unknown, parseDate('2024'))).toBe('possible')
    expect(earlier(parseDate('2024'), unknown)).toBe('possible')
  })
})

describe('asOf', () => {
  const from = (begin: string, end: string | null, lastSeen: string | null = null): TenureBounds => ({
    begin: parseDate(begin),
    end: end === null ? { earliest: null, latest: null } : parseDate(end),
    open: end === null,
    lastSeen,
  })

  test.each([
    ['2015-06', '2020', '2015-05-31', 'no'],
    ['2015-06', '2020', '2015-06-15', 'possible'],
    ['2015-06', '2020', '2015-06-30', 'definite'],
    ['2015-06', '2020', '2019-12-31', 'definite'],
    ['2015-06', '2020', '2020-01-01', 'possible'],
    ['2015-06', '2020', '2020-12-31', 'no'],
    ['../2015', '2020', '1999-01-01', 'possible'],
    ['2024-05-15', '2024-05-15', '2024-05-15', 'no'],
  ])('a stay from %s to %s covers %s with the certainty "%s"', (begin, end, at, certainty) => {
    expect(asOf(from(begin, end), at)).toBe(certainty)
  })

  test.each([
    ['2015-06', '2020', '2015', 'possible'],
    ['2015-06', '2020', '2016', 'definite'],
    ['2015-06', '2020', '2020', 'possible'],
    ['2015-06', '2020', '2021', 'no'],
    ['2015-06', '2020', '2016/..', 'possible'],
    ['2015-06', '2020', '../2014', 'no'],
  ])('a stay from %s to %s covers the vague date %s with the certainty "%s"', (begin, end, at, certainty) => {
    expect(asOf(from(begin, end), parseDate(at))).toBe(certainty)
  })

  test('an open stay is definite until its last sighting and possible afterwards', () => {
    const seen = from('2015', null, '2024-02-19')
    expect(asOf(seen, '2024-02-19')).toBe('definite')
    expect(asOf(seen, '2024-02-20')).toBe('possible')
    expect(asOf(seen, parseDate('2024-02'))).toBe('possible')
    expect(asOf(from('2015', null), '2016-01-01')).toBe('possible')
  })

  test('asOf agrees with trying every begin, end and day', () => {
    fc.assert(
      fc.property(stay, vague, ({ bounds, worlds }, at) => {
        const there = worlds.flatMap(([begin, end]) => at.days.map(x => begin <= x && x < end))
        expect(asOf(bounds, parseDate(at.text))).toBe(tell(there))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('two stays', () => {
  const from = (begin: string, end: string): TenureBounds => ({
    begin: parseDate(begin),
    end: parseDate(end),
    open: false,
    lastSeen: null,
  })

  test.each([
    ['2015-01-01', '2015-01-11', '2015-01-06', '2016-01-01', 'definite', [5, 5], 'no', [0, 0]],
    ['2015-01-01', '2015-01-11', '2015-01-11', '2016-01-01', 'no', [0, 0], 'no', [0, 0]],
    ['2015-01-01', '2015-01-11', '2015-01-16', '2016-01-01', 'no', [0, 0], 'definite', [5, 5]],
    ['2015-01-01', '2015-01', '2015-01-16', '2016-01-01', 'possible', [0, 15], 'possible', [0, 15]],
    ['2015-01-01', '2015-01-11', '2015-01-16', '../2016', 'no', [0, 0], 'definite', [5, 5]],
    ['2015-01-01', '2015-01-16/..', '2015-01-11', '2016-01-16/..', 'definite', [5, null], 'no', [0, 0]],
    ['2015-01-01', '2015-01-11', '2015-01-16/..', '2016/..', 'no', [0, 0], 'definite', [5, null]],
  ])(
    'the stays %s to %s and %s to %s have an overlap (%s) of %j days and a gap (%s) of %j days',
    (a, b, c, d, ...expected) => {
      const [overlaps, common, parted, between] = expected
      expect(overlap(from(a, b), from(c, d))).toEqual({ certainty: overlaps, days: common })
      expect(gap(from(a, b), from(c, d))).toEqual({ certainty: parted, days: between })
    },
  )

  test('overlap agrees with trying every concrete pair of two stays', () => {
    fc.assert(
      fc.property(stay, stay, (a, b) => {
        const days = pairsOf(a, b).map(([x, y]) => Math.max(0, Math.min(x[1], y[1]) - Math.max(x[0], y[0])))
        expect(overlap(a.bounds, b.bounds)).toEqual({ certainty: tell(days.map(n => n > 0)), days: extent(days) })
      }),
      { numRuns: 1000 },
    )
  })

  test('gap agrees with trying every concrete pair of two stays', () => {
    fc.assert(
      fc.property(stay, stay, (a, b) => {
        const days = pairsOf(a, b).map(([x, y]) => Math.max(0, Math.max(x[0], y[0]) - Math.min(x[1], y[1])))
        expect(gap(a.bounds, b.bounds)).toEqual({ certainty: tell(days.map(n => n > 0)), days: extent(days) })
      }),
      { numRuns: 1000 },
    )
  })

  test('precedes agrees with trying every concrete pair of two stays', () => {
    fc.assert(
      fc.property(stay, stay, (a, b) => {
        expect(precedes(a.bounds, b.bounds)).toBe(tell(pairsOf(a, b).map(([x, y]) => x[1] <= y[0])))
      }),
      { numRuns: 1000 },
    )
  })

  test('a contradictory stay overlaps no other stay, and its gap to another is unbounded', () => {
    const contradiction = from('2020', '2015')
    const other = from('2014', '2021')
    expect(overlap(contradiction, other)).toEqual({ certainty: 'no', days: [0, 0] })
    expect(gap(contradiction, other)).toEqual({ certainty: 'possible', days: [0, null] })
  })
})
