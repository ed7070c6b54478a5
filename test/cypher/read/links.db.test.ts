import { describe, expect, test } from 'vitest'
import { askAbout } from '../../setup/asking.ts'
import { loadCircus } from '../../worlds/circus.ts'

const { ask } = askAbout(loadCircus)

const chains = (rows: Record<string, unknown>[]) =>
  rows.map(({ people, certainty }) => `${(people as { id: string }[]).map(({ id }) => id).join(' ')}: ${certainty}`)

describe('worked-together', () => {
  test('worked-together finds people who shared time with both, even when all three were at one organisation', async () => {
    const { rows } = await ask('worked-together', { one: 'hal', other: 'dov' })
    expect(chains(rows)).toEqual(['hal joy dov: definite'])
    expect(rows[0]).toMatchObject({
      length: 2,
      complete: true,
      hops: [
        { step: 1, from: { id: 'hal' }, to: { id: 'joy' }, at: { id: 'theatre' }, days: { min: 365, max: 365 } },
        { step: 2, from: { id: 'joy' }, to: { id: 'dov' }, at: { id: 'theatre' }, days: { min: 151, max: 151 } },
      ],
    })
    const [hop] = (rows[0]?.hops ?? []) as { claims: { source: { id: string } }[] }[]
    expect(hop?.claims.map(({ source }) => source.id)).toEqual(['gazette', 'gazette', 'gazette', 'gazette'])
  })

  test('worked-together follows chains of up to three steps and honours a lower limit', async () => {
    const two = await ask('worked-together', { one: 'zed', other: 'eli', steps: 2 })
    expect(chains(two.rows)).toEqual(['zed fay eli: definite'])
    const far = { one: 'joy', other: 'cyd' }
    expect(chains((await ask('worked-together', far)).rows)).toEqual(['joy dov cyd: possible'])
    expect((await ask('worked-together', { ...far, steps: 1 })).rows).toEqual([])
    expect(chains((await ask('worked-together', { one: 'hal', other: 'bob' })).rows)).toEqual([
      'hal joy dov bob: definite',
    ])
    expect((await ask('worked-together', { one: 'hal', other: 'bob', steps: 2 })).rows).toEqual([])
  })

  test('worked-together returns only definite overlaps when certainty is definite', async () => {
    const pair = { one: 'lee', other: 'hal' }
    expect(chains((await ask('worked-together', pair)).rows)).toEqual(['lee hal: possible'])
    expect((await ask('worked-together', { ...pair, certainty: 'definite' })).rows).toEqual([])
    const met = { one: 'ann', other: 'bob' }
    const { rows } = await ask('worked-together', { ...met, certainty: 'definite' })
    expect(chains(rows)).toEqual(['ann bob: definite'])
    // Both of Ann's stays at the Circus, without the Theatre, where the lengths of the stays are unknown.
    expect(((rows[0]?.hops ?? []) as { at: { id: string } }[]).map(({ at }) => at.id)).toEqual(['circus', 'circus'])
    const all = await ask('worked-together', met)
    expect(((all.rows[0]?.hops ?? []) as { at: { id: string } }[]).map(({ at }) => at.id)).toEqual([
      'circus',
      'circus',
      'theatre',
    ])
  })

  test('worked-together returns nothing for two people without a chain, or for one person given twice', async () => {
    expect((await ask('worked-together', { one: 'zed', other: 'hal' })).rows).toEqual([])
    expect((await ask('worked-together', { one: 'hal', other: 'hal' })).rows).toEqual([])
  })
})

describe('path', () => {
  const nodes = (rows: Record<string, unknown>[]) =>
    rows.map(row => (row.nodes as { properties: { id: string } }[]).map(({ properties }) => properties.id).join(' '))

  test('path returns every shortest path once, even between nodes with several relationships', async () => {
    const { rows, total } = await ask('path', { one: 'circus', other: 'theatre' })
    expect(nodes(rows)).toEqual(['circus ann theatre', 'circus bob theatre', 'circus cyd theatre'])
    expect(total).toBe(3)
    expect(rows[0]).toMatchObject({ length: 2, complete: true })
    const types = ((rows[0]?.relationships ?? []) as { type: string }[]).map(({ type }) => type)
    expect(types).toEqual(['WAS_AT', 'WAS_AT', 'WAS_AT'])
  })

  test('path follows only the requested relationship types, up to the requested number of steps', async () => {
    expect(nodes((await ask('path', { one: 'gil', other: 'circus' })).rows)).toEqual([])
    expect(nodes((await ask('path', { one: 'gil', other: 'circus', relationships: 'joined' })).rows)).toEqual([
      'gil circus',
    ])
    expect(nodes((await ask('path', { one: 'menagerie', other: 'circus', relationships: 'part-of' })).rows)).toEqual([
      'menagerie circus',
    ])
    expect((await ask('path', { one: 'eli', other: 'hal', steps: 3 })).rows).toEqual([])
    expect((await ask('path', { one: 'eli', other: 'hal', steps: 4 })).rows.length).toBeGreaterThan(0)
  })

  test('path rejects an unknown relationship type and lists the valid ones', async () => {
    await expect(ask('path', { one: 'gil', other: 'circus', relationships: 'joined, knew' })).rejects.toThrow(
      /has \\"knew\\"; use was-at, joined, left, part-of/,
    )
  })

  test('path caps its rows and reports the total, and finds no path from a node to itself', async () => {
    const { rows, truncated, total } = await ask('path', { one: 'circus', other: 'theatre', limit: 1 })
    expect([rows.length, truncated, total]).toEqual([1, true, 3])
    expect((await ask('path', { one: 'circus', other: 'circus' })).rows).toEqual([])
  })
})
