import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toWire } from '../../../server/db/values.ts'
import { askAbout } from '../../setup/asking.ts'
import { loadTurnover } from '../../worlds/turnover.ts'

const { ask, query } = askAbout(loadTurnover)

type Day = string | null
interface Stay {
  beginEarliest: Day
  beginLatest: Day
  endEarliest: Day
  endLatest: Day
  open: boolean
  lastSeen: Day
}
async function read<T>(cypher: string, organisation: string): Promise<T[]> {
  const { records } = await query(cypher, { organisation })
  return records.map(record => toWire(record.get(0)) as T)
}
const staysAt = (id: string) =>
  read<Stay>(
    `MATCH ()-[r:WAS_AT]->(:Organisation {id: $organisation})
     RETURN r {.beginEarliest, .beginLatest, .endEarliest, .endLatest, .open, .lastSeen}`,
    id,
  )
const leavingsOf = (id: string) =>
  read<{ earliest: Day; latest: Day }>(
    'MATCH ()-[r:LEFT]->(:Organisation {id: $organisation}) RETURN {earliest: r.earliest, latest: r.latest}',
    id,
  )

const DAY = 86_400_000
const days = (from: Day, to: Day) => (Date.parse(to ?? '') - Date.parse(from ?? '')) / DAY

/** The product-limit estimate by its definition, from lengths that are known. */
function kaplanMeier(lives: { length: number; left: boolean }[], at: number): number {
  const times = [...new Set(lives.filter(({ left }) => left).map(({ length }) => length))].filter(time => time <= at)
  return times.reduce((survival, time) => {
    const atRisk = lives.filter(({ length }) => length >= time).length
    const died = lives.filter(({ length, left }) => left && length === time).length
    return survival * (1 - died / atRisk)
  }, 1)
}

/** Lengths of a stay that ends with a leaving, and of one that lasts to the day up to which stays are followed. */
interface Bounded {
  leaving: [least: number, most: number] | null
  censored: [least: number, most: number] | null
}
/** `unsaid` is whether someone may have left though no source says so. */
function bounded(stay: Stay, asOf: string, unsaid: boolean): Bounded {
  const { open, beginEarliest, beginLatest, endEarliest, endLatest, lastSeen } = stay
  const length = (from: Day, to: Day) => Math.max(0, days(from, to))
  const after = lastSeen === null ? null : iso(Date.parse(lastSeen) + DAY)
  const soonest = open ? after : endEarliest
  const last = endLatest !== null && endLatest < asOf ? endLatest : asOf
  return {
    leaving:
      (open && !unsaid) || (soonest !== null && soonest > asOf)
        ? null
        : [soonest === null ? 0 : length(beginLatest, soonest), length(beginEarliest, last)],
    censored: endLatest !== null && endLatest <= asOf ? null : [length(beginLatest, asOf), length(beginEarliest, asOf)],
  }
}

/** All that the estimate can be at a day, trying every length that can make a difference. */
function survivals(stays: Bounded[], at: number): number[] {
  const marks = new Set(
    stays.flatMap(({ leaving, censored }) => [leaving ?? [], censored ?? []].flat()).concat(at, at + 1),
  )
  const lives = stays.reduce<{ length: number; left: boolean }[][]>(
    (all, { leaving, censored }) => {
      const within = (bounds: [number, number] | null, left: boolean) =>
        bounds
          ? [...marks].filter(length => length >= bounds[0] && length <= bounds[1]).map(length => ({ length, left }))
          : []
      const choices = [...within(leaving, true), ...within(censored, false)]
      return all.flatMap(some => choices.map(choice => [...some, choice]))
    },
    [[]],
  )
  return lives.map(choice => kaplanMeier(choice, at))
}

describe('retention', () => {
  test.each([undefined, '2003-02-15'])(
    'retention as of %s has the lowest and the highest Kaplan–Meier estimate over every choice of days as its bounds',
    async asOf => {
      let [vague, unsure] = [0, 0]
      for (let n = 0; n < 25; n++) {
        const stays = await staysAt(`few-${n}`)
        const { rows } = await ask('retention', { organisation: `few-${n}`, every: 200, asOf })
        const day = String(rows[0]?.asOf)
        if (asOf) expect(day).toBe(asOf)
        const inOne = stays.filter(
          ({ beginEarliest, beginLatest }) =>
            beginEarliest && beginLatest && beginLatest <= day && beginEarliest.slice(0, 4) === beginLatest.slice(0, 4),
        )
        for (const year of ['2001', '2002']) {
          const cohort = inOne.filter(({ beginEarliest }) => beginEarliest?.startsWith(year))
          const steps = rows.filter(({ begin }) => begin === `${year}-01-01`)
          expect(steps.length > 0).toBe(cohort.length > 0)
          for (const step of steps) {
            const [stated, any] = [false, true].map(unsaid =>
              survivals(
                cohort.map(stay => bounded(stay, day, unsaid)),
                step.days as number,
              ),
            ) as [number[], number[]]
            const range = (values: number[]) => ({
              min: expect.closeTo(Math.min(...values), 9),
              max: expect.closeTo(Math.max(...values), 9),
            })
            expect([step.survival, step.survivalBounds]).toEqual([range(stated), range(any)])
            if (Math.max(...stated) > Math.min(...stated)) vague++
            if (Math.min(...any) < Math.min(...stated)) unsure++
          }
        }
        const leftOut = rows.filter(({ begin }) => begin === null).reduce((sum, row) => sum + Number(row.stays), 0)
        expect(leftOut).toBe(stays.length - inOne.length)
      }
      expect(Math.min(vague, unsure)).toBeGreaterThan(5)
    },
  )
})

const LENGTH = { month: 1, quarter: 3, year: 12 }
type Period = keyof typeof LENGTH
const first = (period: number, length: number) =>
  new Date(Date.UTC(0, 0, 1)).setUTCFullYear(Math.floor((period * length) / 12), (period * length) % 12, 1)
const iso = (time: number) => new Date(time).toISOString().slice(0, 10)
const dayAt = (text: Day, otherwise: number) => (text === null ? otherwise : Date.parse(text))

/** By days instead of periods: the numbers that certainly lie and can lie between two days. */
function within(leavings: { earliest: Day; latest: Day }[], from: number, to: number): { sure: number; all: number } {
  const bounds = leavings.map(({ earliest, latest }) => [dayAt(earliest, -Infinity), dayAt(latest, Infinity)] as const)
  return {
    sure: bounds.filter(([a, b]) => a >= from && b <= to).length,
    all: bounds.filter(([a, b]) => a <= to && b >= from).length,
  }
}

const organisation = fc.integer({ min: 0, max: 9 }).map(n => `many-${n}`)
const period = fc.constantFrom<Period[]>('month', 'quarter', 'year')

describe('departures-over-time', () => {
  test('departures-over-time counts every period as its days do, and bounds the baseline by the fewest and the most leavings', async () => {
    await fc.assert(
      fc.asyncProperty(organisation, period, fc.constantFrom('mean', 'median'), async (id, unit, statistic) => {
        const leavings = await leavingsOf(id)
        const { rows, total } = await ask('departures-over-time', {
          ...{
            organisation: id,
            period: unit,
            from: '2000',
            to: '2005',
            baselineFrom: '2001',
            baselineTo: '2002',
            statistic,
          },
        })
        expect(rows).toHaveLength(72 / LENGTH[unit])
        expect(total).toBe(rows.length)
        for (const row of rows) {
          const { sure, all } = within(leavings, Date.parse(String(row.begin)), Date.parse(String(row.end)))
          expect([row.definite, row.possible]).toEqual([sure, all - sure])
          expect(Date.parse(String(row.end)) + DAY).toBe(first(periodOf(String(row.begin), unit) + 1, LENGTH[unit]))
        }
        const earlier = rows.filter(({ begin }) => String(begin) >= '2001' && String(begin) < '2003')
        const sum = within(leavings, Date.parse('2001-01-01'), Date.parse('2002-12-31'))
        const [min, max] =
          statistic === 'mean'
            ? [sum.sure / earlier.length, sum.all / earlier.length]
            : [
                median(earlier.map(({ definite }) => Number(definite))),
                median(earlier.map(({ definite, possible }) => Number(definite) + Number(possible))),
              ]
        expect(rows[0]?.baseline).toEqual({ min: expect.closeTo(min, 9), max: expect.closeTo(max, 9) })
      }),
      { numRuns: 30 },
    )
  })
})

const periodOf = (text: string, unit: Period) =>
  Math.floor((Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1) / LENGTH[unit])

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2 : (sorted[Math.floor(half)] ?? 0)
}

/** P(X ≥ k) for X ~ Binomial(n, chance), summed term by term. */
function tail(k: number, n: number, chance: number): number {
  let sum = 0
  for (let i = k; i <= n; i++) {
    let term = chance ** i * (1 - chance) ** (n - i)
    for (let j = 1; j <= i; j++) term *= (n - i + j) / j
    sum += term
  }
  return sum
}

interface Wave {
  from: number
  to: number
  definite: number
  p: [number, number]
}

/** Every period by itself, from the second of the record on, and then those side by side as one; the last first. */
function wavesOf(leavings: { earliest: Day; latest: Day }[], unit: Period, baseline: number, alpha: number): Wave[] {
  const length = LENGTH[unit]
  const oldest = Math.min(
    ...leavings.flatMap(({ earliest, latest }) => earliest ?? latest ?? []).map(text => periodOf(text, unit)),
  )
  const waves: Wave[] = []
  for (let at = oldest + 1; at <= periodOf('2005-12-31', unit); at++) {
    const [begin, end] = [first(at, length), first(at + 1, length) - DAY]
    const k = within(leavings, begin, end).sure
    const m = Math.min(baseline, at - oldest)
    const others = leavings.filter(leaving => within([leaving], begin, end).sure === 0)
    const before = within(others, first(at - m, length), begin - DAY)
    const chance = (count: number) => (k * m <= count ? 1 : tail(k, k + count, 1 / (m + 1)))
    const p: Wave['p'] = [chance(before.sure), chance(before.all)]
    if (k < 2 || p[0] > alpha) continue
    const last = waves[0]
    if (last?.to === at - 1)
      waves[0] = {
        from: last.from,
        to: at,
        definite: last.definite + k,
        p: [Math.min(last.p[0], p[0]), Math.min(last.p[1], p[1])],
      }
    else waves.unshift({ from: at, to: at, definite: k, p })
  }
  return waves
}

describe('waves', () => {
  test('waves returns the periods that the exact test of two Poisson rates finds, with adjacent ones joined', async () => {
    let [waves, unsure, joined] = [0, 0, 0]
    await fc.assert(
      fc.asyncProperty(
        organisation,
        period,
        fc.integer({ min: 1, max: 15 }),
        fc.constantFrom(0.01, 0.05, 0.2),
        async (id, unit, baseline, alpha) => {
          const expected = wavesOf(await leavingsOf(id), unit, baseline, alpha)
          const { rows } = await ask('waves', { organisation: id, period: unit, baseline, alpha, least: 2 })
          expect(
            rows.map(({ begin, end, definite, certainty, p }) => ({ begin, end, definite, certainty, p })),
          ).toEqual(
            expected.map(({ from, to, definite, p: [min, max] }) => ({
              begin: iso(first(from, LENGTH[unit])),
              end: iso(first(to + 1, LENGTH[unit]) - DAY),
              definite,
              certainty: max <= alpha ? 'definite' : 'possible',
              p: { min: expect.closeTo(min, 9), max: expect.closeTo(max, 9) },
            })),
          )
          waves += rows.length
          unsure += rows.filter(({ certainty }) => certainty === 'possible').length
          joined += expected.filter(({ from, to }) => from < to).length
        },
      ),
      { numRuns: 60, seed: 3 },
    )
    // The sample has some of each, or it would show little.
    expect(Math.min(waves, unsure, joined)).toBeGreaterThan(3)
  })
})
