import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asOf } from '../../../cypher/dates.ts'
import { askAbout } from '../../setup/asking.ts'
import {
  bounds,
  date,
  days,
  iso,
  loadMillAndKiln,
  people,
  range,
  readings,
  type Stay,
  sometimes,
  stay,
  stayed,
} from '../../worlds/any-stays.ts'

const { ask, query } = askAbout(loadMillAndKiln)

const many = fc.array(stay, { minLength: 2, maxLength: 8 })
const cases = { numRuns: 25 }

describe('bounds over all possible days', () => {
  test('colleagues returns everyone who may have shared a day, with the exact least and most shared days', async () => {
    await fc.assert(
      fc.asyncProperty(many, async stays => {
        await people(query, stays.map(stayed))
        const { rows } = await ask('colleagues', { person: 'p0' })
        const told = new Map(
          rows.map(({ colleague, days, certainty }) => [(colleague as { id: string }).id, { days, certainty }]),
        )
        const [first, ...others] = stays.map(readings)
        for (const [at, other] of others.entries()) {
          const shared = (first ?? []).flatMap(([from, to]) =>
            other.map(([begin, end]) => Math.max(0, Math.min(to, end) - Math.max(from, begin))),
          )
          const { min, max } = range(shared)
          const expected = { days: { min, max }, certainty: min > 0 ? 'definite' : 'possible' }
          expect(told.get(`p${at + 1}`)).toEqual(max === 0 ? undefined : expected)
        }
      }),
      cases,
    )
  })

  test('worked-together links two people in one step exactly when they are colleagues, for the same days', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(stay, stay), fc.constantFrom('possible', 'definite'), async (stays, certainty) => {
        await people(query, stays.map(stayed))
        const { rows } = await ask('colleagues', { person: 'p0' })
        const [met] = certainty === 'definite' ? rows.filter(row => row.certainty === 'definite') : rows
        const together = await ask('worked-together', { one: 'p0', other: 'p1', certainty })
        const hops = together.rows.flatMap(row => row.hops as { days: unknown; certainty: string }[])
        expect(hops.map(hop => [hop.days, hop.certainty])).toEqual(met ? [[met.days, met.certainty]] : [])
      }),
      { numRuns: 25 },
    )
  })

  test('worked-together returns exactly the shortest chains', async () => {
    await fc.assert(
      fc.asyncProperty(many, async stays => {
        await people(query, stays.map(stayed))
        const all = stays.map(readings)
        const met = (a: number, b: number) =>
          (all[a] ?? []).some(([from, to]) =>
            (all[b] ?? []).some(([begin, end]) => Math.min(to, end) > Math.max(from, begin)),
          )
        const last = stays.length - 1
        const inner = stays.map((_, at) => at).filter(at => at !== 0 && at !== last)
        const one = met(0, last) ? [[0, last]] : []
        const two = inner.filter(x => met(0, x) && met(x, last)).map(x => [0, x, last])
        const three = inner.flatMap(x =>
          inner.filter(y => y !== x && met(0, x) && met(x, y) && met(y, last)).map(y => [0, x, y, last]),
        )
        const shortest = [one, two, three].find(chains => chains.length > 0) ?? []
        const { rows } = await ask('worked-together', { one: 'p0', other: `p${last}` })
        const told = rows.map(({ people }) => (people as { id: string }[]).map(({ id }) => id).join(' '))
        expect(told.sort()).toEqual(shortest.map(chain => chain.map(at => `p${at}`).join(' ')).sort())
      }),
      cases,
    )
  })

  test('present-at agrees with trying every day of the requested date', async () => {
    await fc.assert(
      fc.asyncProperty(many, bounds, async (stays, on) => {
        await people(query, stays.map(stayed))
        const { rows } = await ask('present-at', { organisation: 'mill', on: `${iso(on[0])}/${iso(on[1])}` })
        const told = new Map(rows.map(({ person, certainty }) => [(person as { id: string }).id, certainty]))
        for (const [at, { begin, end, open, lastSeen }] of stays.entries()) {
          const tenure = {
            begin: { earliest: iso(begin[0]), latest: iso(begin[1]) },
            end: { earliest: iso(end[0]), latest: iso(end[1]) },
            open,
            lastSeen: iso(lastSeen),
          }
          const each = days(on).map(one => asOf(tenure, iso(one) ?? ''))
          const never = readings(stays[at] as Stay).every(([from, to]) => from >= to)
          const oracle =
            never || each.every(one => one === 'no')
              ? undefined
              : each.every(one => one === 'definite')
                ? 'definite'
                : 'possible'
          expect(told.get(`p${at}`)).toBe(oracle)
        }
      }),
      cases,
    )
  })

  test('boomerangs reports the exact range of days between two stays', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(stay, stay), async ([was, again]) => {
        await people(query, [
          { ...stayed(was), person: 0 },
          { ...stayed(again), person: 0 },
        ])
        const { rows } = await ask('boomerangs', { organisation: 'mill' })
        const away = ([a, b]: [Stay, Stay]) =>
          a.open
            ? []
            : readings(a).flatMap(([, left]) => readings(b).flatMap(([back]) => (left <= back ? [back - left] : [])))
        // A person who is back on the day of leaving was not away.
        const expected = [away([was, again]), away([again, was])].filter(gaps => gaps.some(gap => gap > 0)).map(range)
        // When either stay may have come first, one of the two orders is returned.
        expect(rows).toHaveLength(Math.min(1, expected.length))
        if (rows.length > 0) expect(expected).toContainEqual(rows[0]?.gap)
        const order = ([a, b]: [Stay, Stay]) =>
          !a.open && readings(a).every(([, left]) => readings(b).every(([back]) => left < back))
        const sure = order([was, again]) || order([again, was])
        expect(rows.map(({ certainty }) => certainty)).toEqual(
          sure ? ['definite'] : rows.length > 0 ? ['possible'] : [],
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('group-exits', () => {
  interface Leaving {
    left: [number | null, number | null]
    told: boolean
  }
  const leaving: fc.Arbitrary<Leaving> = fc.record({
    left: fc
      .tuple(bounds, sometimes)
      .map(([[a, b], vague]): [number | null, number | null] =>
        vague === 0 ? [null, b] : vague === 1 ? [a, null] : vague < 6 ? [a, a] : [a, b],
      ),
    told: fc.boolean(),
  })

  /** All maximal sets of two or more for which `fits` is true. */
  const largest = (count: number, fits: (set: number[]) => boolean): string[] => {
    const sets = Array.from({ length: 2 ** count }, (_, bits) =>
      Array.from({ length: count }, (_, at) => at).filter(at => bits & (1 << at)),
    ).filter(set => set.length > 1 && fits(set))
    return sets
      .filter(set => !sets.some(other => other.length > set.length && set.every(at => other.includes(at))))
      .map(set => set.map(at => `p${at}`).join(' '))
  }

  test('group-exits returns the largest possible groups, with the exact range of days between their leavings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(leaving, { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 6 }),
        async (moves, most) => {
          await query('MATCH (p:Person) DETACH DELETE p')
          await query(
            `MATCH (mill:Organisation {id: 'mill'}), (kiln:Organisation {id: 'kiln'})
           UNWIND range(0, size($moves) - 1) AS at
           CREATE (p:Person {id: 'p' + at, name: 'p' + at, aliases: [], search: ['p' + at]})
           CREATE (p)-[l:LEFT {id: 'l' + at, stint: '1', status: 'reported', disputed: false, claims: [], next: ['k' + at],
                               nextAt: ['kiln'], nextCertainty: [CASE WHEN $moves[at].told THEN 'definite' ELSE 'possible' END]}]->(mill),
                  (p)-[w:WAS_AT {id: 'w' + at, stint: '1', roles: [], open: false, claims: []}]->(mill),
                  (p)-[:JOINED {id: 'j' + at, stint: '1', status: 'reported', claims: []}]->(kiln),
                  (p)-[:WAS_AT {id: 'k' + at, stint: '1', roles: [], open: true, claims: []}]->(kiln)
           SET l += $moves[at].left, w.endEarliest = l.earliest, w.endLatest = l.latest, w.beginLatest = l.latest`,
            {
              moves: moves.map(({ left, told }) => ({
                left: { earliest: date(left[0]), latest: date(left[1]) },
                told,
              })),
            },
          )
          // Apart at most and at least: of two, by all days that each can mean.
          const pair = (a: number, b: number) =>
            range(days(moves[a]?.left ?? [0, 0]).flatMap(x => days(moves[b]?.left ?? [0, 0]).map(y => Math.abs(x - y))))
          const every = (set: number[], holds: (apart: ReturnType<typeof pair>) => boolean) =>
            set.every((a, at) => set.slice(at + 1).every(b => holds(pair(a, b))))
          const sure = largest(
            moves.length,
            set => set.every(at => moves[at]?.told) && every(set, ({ max }) => max !== null && max <= most),
          )
          const possible = largest(moves.length, set => every(set, ({ min }) => min <= most)).filter(
            set => !sure.includes(set),
          )

          const { rows } = await ask('group-exits', { organisation: 'mill', days: most })
          const told = rows.map(row => {
            const set = (row.people as { person: { id: string } }[]).map(({ person }) => person.id).sort()
            // The first and the last of a group are two of it.
            const pairs = set.flatMap(a =>
              set.filter(b => b > a).map(b => pair(Number(a.slice(1)), Number(b.slice(1)))),
            )
            const max = pairs.some(one => one.max === null) ? null : Math.max(...pairs.map(one => one.max ?? 0))
            expect(row.gap).toEqual({ min: Math.max(...pairs.map(({ min }) => min)), max })
            return `${row.certainty}: ${set.join(' ')}`
          })
          expect(told.sort()).toEqual(
            [...sure.map(set => `definite: ${set}`), ...possible.map(set => `possible: ${set}`)].sort(),
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})
