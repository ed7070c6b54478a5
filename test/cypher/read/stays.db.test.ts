import fc from 'fast-check'
import neo4j from 'neo4j-driver'
import { describe, expect, test } from 'vitest'
import { asOf } from '../../../cypher/dates.ts'
import { applySchema } from '../../../server/db/write.ts'
import { askAbout } from '../../setup/asking.ts'

/** Days of a few weeks, as numbers from 1 March 2020: few enough to try all that vague bounds allow. */
interface Stay {
  begin: [number | null, number | null]
  end: [number | null, number | null]
  open: boolean
  lastSeen: number | null
}

const { ask, query } = askAbout(async driver => {
  await applySchema(driver)
  await driver.executeQuery("CREATE (:Organisation {id: 'mill', name: 'Mill', aliases: [], search: ['mill']})")
  await driver.executeQuery("CREATE (:Organisation {id: 'kiln', name: 'Kiln', aliases: [], search: ['kiln']})")
})

const DAY = 86_400_000
const iso = (day: number | null) =>
  day === null ? null : new Date(Date.UTC(2020, 2, 1) + day * DAY).toISOString().slice(0, 10)
const date = (day: number | null) => {
  const text = iso(day)
  return text === null ? null : neo4j.types.Date.fromStandardDate(new Date(`${text}T12:00:00Z`))
}
// Far enough from all known days that a length which reaches it has no bound.
const FAR = 40

/** All days from the one to the other; an unknown bound lies far off. */
const days = ([from, to]: [number | null, number | null]): number[] => {
  const first = from ?? -FAR
  return Array.from({ length: (to ?? FAR) - first + 1 }, (_, at) => first + at)
}

/** Every begin and end that a stay allows. An open one ended after its last sighting, if at all. */
const readings = ({ begin, end, open, lastSeen }: Stay): [number, number][] => {
  const ends = days(open ? [lastSeen === null ? null : lastSeen + 1, null] : end)
  return days(begin).flatMap(from => ends.filter(to => from <= to).map((to): [number, number] => [from, to]))
}

/** Least and most over all that is allowed; what reaches far off is unbounded. */
const range = (values: number[]): { min: number; max: number | null } => {
  const max = values.reduce((most, value) => Math.max(most, value), 0)
  return { min: values.reduce((least, value) => Math.min(least, value), FAR), max: max > FAR / 2 ? null : max }
}

const day = fc.integer({ min: 0, max: 8 })
const bounds = fc
  .tuple(day, day, fc.boolean())
  .map(([a, b, sharp]): [number, number] => (sharp ? [a, a] : [Math.min(a, b), Math.max(a, b)]))
const sometimes = fc.integer({ min: 0, max: 9 })

/** Bounds drawn together as the loader draws them: who had left by a day had begun by then, and had not left before. */
const stay: fc.Arbitrary<Stay> = fc
  .tuple(bounds, bounds, sometimes, sometimes, sometimes, fc.boolean())
  .map(([begin, end, noBegin, noEnd, openness, vague]) => {
    const from: Stay['begin'] = [noBegin < 2 ? null : begin[0], noBegin === 0 ? null : begin[1]]
    if (openness < 4)
      return { begin: from, end: [null, null], open: true, lastSeen: vague ? null : Math.max(from[0] ?? 0, end[1]) }
    const to: Stay['end'] = [noEnd < 2 ? null : end[0], noEnd === 0 ? null : end[1]]
    if (to[1] !== null && from[0] !== null && to[1] < from[0]) to[1] = from[0]
    if (to[1] !== null) from[1] = from[1] === null ? to[1] : Math.min(from[1], to[1])
    if (from[0] !== null) to[0] = to[0] === null ? from[0] : Math.max(to[0], from[0])
    return { begin: from, end: to, open: false, lastSeen: null }
  })

const stayed = ({ begin, end, open, lastSeen }: Stay) => ({
  beginEarliest: date(begin[0]),
  beginLatest: date(begin[1]),
  endEarliest: open ? null : date(end[0]),
  endLatest: open ? null : date(end[1]),
  open,
  lastSeen: date(lastSeen),
  roles: [],
  claims: [],
})

/** One person a stay, at the Mill, and nobody else. */
async function people(stays: object[]): Promise<void> {
  await query('MATCH (p:Person) DETACH DELETE p')
  await query(
    `MATCH (mill:Organisation {id: 'mill'})
     UNWIND range(0, size($stays) - 1) AS at
     MERGE (p:Person {id: 'p' + coalesce($stays[at].person, at)}) ON CREATE SET p.name = p.id, p.aliases = [], p.search = [p.id]
     CREATE (p)-[r:WAS_AT {id: 's' + at, stint: toString(at)}]->(mill)
     SET r += $stays[at], r.person = null`,
    { stays: stays.map(one => one) },
  )
}

const many = fc.array(stay, { minLength: 2, maxLength: 8 })
const cases = { numRuns: 25 }

describe('over all days that vague bounds allow', () => {
  test('colleagues shared as many days as told, and whoever can have shared one is told', async () => {
    await fc.assert(
      fc.asyncProperty(many, async stays => {
        await people(stays.map(stayed))
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

  test('two worked together in one step exactly if they are colleagues, for as many days', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(stay, stay), fc.constantFrom('possible', 'definite'), async (stays, certainty) => {
        await people(stays.map(stayed))
        const { rows } = await ask('colleagues', { person: 'p0' })
        const [met] = certainty === 'definite' ? rows.filter(row => row.certainty === 'definite') : rows
        const together = await ask('worked-together', { one: 'p0', other: 'p1', certainty })
        const hops = together.rows.flatMap(row => row.hops as { days: unknown; certainty: string }[])
        expect(hops.map(hop => [hop.days, hop.certainty])).toEqual(met ? [[met.days, met.certainty]] : [])
      }),
      { numRuns: 25 },
    )
  })

  test('chains have as few steps as there can be', async () => {
    await fc.assert(
      fc.asyncProperty(many, async stays => {
        await people(stays.map(stayed))
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

  test('who was present is told as each day that is asked about tells it', async () => {
    await fc.assert(
      fc.asyncProperty(many, bounds, async (stays, on) => {
        await people(stays.map(stayed))
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

  test('who came back was away as many days as told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(stay, stay), async ([was, again]) => {
        await people([
          { ...stayed(was), person: 0 },
          { ...stayed(again), person: 0 },
        ])
        const { rows } = await ask('boomerangs', { organisation: 'mill' })
        const away = ([a, b]: [Stay, Stay]) =>
          a.open
            ? []
            : readings(a).flatMap(([, left]) => readings(b).flatMap(([back]) => (left <= back ? [back - left] : [])))
        // Who was back on the day they left was not away.
        const expected = [away([was, again]), away([again, was])].filter(gaps => gaps.some(gap => gap > 0)).map(range)
        // Where either can have come first, one of the two orders is told.
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

describe('groups of those who left', () => {
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

  /** All sets of two or more that `fits` and that nobody else fits in with. */
  const largest = (count: number, fits: (set: number[]) => boolean): string[] => {
    const sets = Array.from({ length: 2 ** count }, (_, bits) =>
      Array.from({ length: count }, (_, at) => at).filter(at => bits & (1 << at)),
    ).filter(set => set.length > 1 && fits(set))
    return sets
      .filter(set => !sets.some(other => other.length > set.length && set.every(at => other.includes(at))))
      .map(set => set.map(at => `p${at}`).join(' '))
  }

  test('are as large as they can be, and as far apart as told', async () => {
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
           CREATE (p)-[l:LEFT {id: 'l' + at, stint: '1', status: 'reported', disputed: false, claims: []}]->(mill),
                  (p)-[w:WAS_AT {id: 'w' + at, stint: '1', roles: [], open: false, claims: []}]->(mill),
                  (p)-[:JOINED {id: 'j' + at, stint: '1', status: 'reported', claims: [], origin: $moves[at].origin,
                               originLeft: CASE WHEN $moves[at].origin IS NOT NULL THEN 'l' + at END,
                               originCertainty: CASE WHEN $moves[at].origin IS NOT NULL THEN 'definite' END}]->(kiln),
                  (p)-[:WAS_AT {id: 'k' + at, stint: '1', roles: [], open: true, claims: []}]->(kiln)
           SET l += $moves[at].left, w.endEarliest = l.earliest, w.endLatest = l.latest, w.beginLatest = l.latest`,
            {
              moves: moves.map(({ left, told }) => ({
                left: { earliest: date(left[0]), latest: date(left[1]) },
                origin: told ? 'mill' : null,
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
