import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askAbout, pick } from '../../setup/asking.ts'
import { days, FAR, loadMillAndKiln, people, readings, type Stay, stay, stayed } from '../../worlds/any-stays.ts'
import { loadCircus } from '../../worlds/circus.ts'

/** The stays of one person, each at one of the two organisations. */
type Career = [Stay, 'mill' | 'kiln'][]
const PLACES = ['mill', 'kiln'] as const
const career: fc.Arbitrary<Career> = fc.array(fc.tuple(stay, fc.constantFrom(...PLACES)), {
  minLength: 1,
  maxLength: 3,
})

/** The days that the stays cover in every reading of the sources (least), or in some (most). */
function covered(stays: Career, at: string, reading: 'least' | 'most'): Set<number> {
  const here = stays.filter(([, place]) => place === at)
  return new Set(
    here.flatMap(([one]) => {
      const all = readings(one).map(([from, to]) => (from < to ? days([from, to - 1]) : []))
      if (reading === 'most') return all.flat()
      return (all[0] ?? []).filter(day => all.every(some => some.includes(day)))
    }),
  )
}

/** The minimum and maximum number of days on which all were at one organisation. */
function shared(...careers: Career[]): { min: number; max: number | null } {
  const count = (reading: 'least' | 'most') =>
    new Set(
      PLACES.flatMap(at => {
        const [first, ...others] = careers.map(stays => covered(stays, at, reading))
        return [...(first ?? [])].filter(day => others.every(other => other.has(day)))
      }),
    ).size
  const most = count('most')
  return { min: count('least'), max: most > FAR / 2 ? null : most }
}

const certaintyOf = ({ min }: { min: number }) => (min > 0 ? 'definite' : 'possible')

describe('bounds over all possible days', () => {
  const { ask, query } = askAbout(loadMillAndKiln)
  const load = (...careers: Career[]) =>
    people(
      query,
      careers.flatMap((stays, person) => stays.map(([one, at]) => ({ ...stayed(one), person, at }))),
    )

  test('colleagues counts a day that two people share once, however many stays and organisations they share it at', async () => {
    await fc.assert(
      fc.asyncProperty(career, career, async (mine, theirs) => {
        await load(mine, theirs)
        const { rows } = await ask('colleagues', { person: 'p0' })
        const expected = shared(mine, theirs)
        expect(rows.map(row => [row.days, row.certainty])).toEqual(
          expected.max === 0 ? [] : [[expected, certaintyOf(expected)]],
        )
      }),
      { numRuns: 60 },
    )
  })

  test('colleagues-of-all returns the exact least and most days shared with each person, and with all at once', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(career, career, career, async (one, other, third) => {
        await load(one, other, third)
        const { rows } = await ask('colleagues-of-all', { people: 'p0,p1' })
        const each = [shared(one, third), shared(other, third)]
        expect(rows.map(row => [row.overlaps, row.allAtOnce, row.certainty])).toEqual(
          each.some(({ max }) => max === 0)
            ? []
            : [
                [
                  each.map(days => expect.objectContaining({ days, certainty: certaintyOf(days) })),
                  shared(one, other, third),
                  each.every(({ min }) => min > 0) ? 'definite' : 'possible',
                ],
              ],
        )
        found += rows.length
      }),
      { numRuns: 60 },
    )
    expect(found).toBeGreaterThan(5)
  })
})

describe('colleagues-of-all', () => {
  const { ask } = askAbout(loadCircus)
  const overlapsOf = (row: Record<string, unknown> | undefined) =>
    pick((row?.overlaps ?? []) as Record<string, unknown>[], 'person', 'days', 'certainty')

  test('colleagues-of-all names everyone who shared time with each of two people, at one place or at two', async () => {
    const { rows, total } = await ask('colleagues-of-all', { people: 'ann,bob' })
    expect(pick(rows, 'colleague', 'certainty', 'allAtOnce')).toEqual([
      ['cyd', 'definite', { min: 1766, max: null }],
      ['pip', 'definite', { min: 245, max: 1765 }],
      ['dov', 'possible', { min: 0, max: null }],
    ])
    expect(total).toBe(3)
    expect(overlapsOf(rows[0])).toEqual([
      ['ann', { min: 1766, max: null }, 'definite'],
      ['bob', { min: 2557, max: null }, 'definite'],
    ])
  })

  test('colleagues-of-all counts days with each person apart from days with all, for two people who never met', async () => {
    const { rows } = await ask('colleagues-of-all', { people: 'hal,dov' })
    const joy = rows.find(row => (row.colleague as { id: string }).id === 'joy')
    expect(joy).toMatchObject({ certainty: 'definite', allAtOnce: { min: 0, max: 0 } })
    expect(overlapsOf(joy)).toEqual([
      ['hal', { min: 365, max: 365 }, 'definite'],
      ['dov', { min: 151, max: 151 }, 'definite'],
    ])
  })

  test('colleagues-of-all returns the sources of all stays, each claim once', async () => {
    const [cyd] = (await ask('colleagues-of-all', { people: 'ann,bob' })).rows
    const ids = ((cyd?.claims ?? []) as { id: string }[]).map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(8)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('colleagues-of-all accepts names in any script with any comma, and caps its rows', async () => {
    const { rows, params, truncated, total } = await ask('colleagues-of-all', { people: 'Ann， BOB', limit: 1 })
    expect([params.people, rows.length, truncated, total]).toEqual([['ann', 'bob'], 1, true, 3])
  })

  test.each([
    ['ann', /names one person; give two or more, separated by commas/],
    ['ann,', /names one person/],
    ['', /is empty; give two people or more/],
    ['a,b,c,d,e,f,g,h,i,j,k', /names more than ten people/],
    ['ann,nobody', /people: there is no person with the id or name "nobody"/],
    ['ann,Ann', /people: "Ann" is already in the list under another name or id/],
    ['ann,circus', /there is no person with the id or name "circus"/],
  ])('colleagues-of-all refuses the people "%s"', async (names, reason) => {
    await expect(ask('colleagues-of-all', { people: names })).rejects.toThrow(reason)
  })
})
