import { describe, expect, test } from 'vitest'
import { askAbout } from '../../setup/asking.ts'
import { loadSmallWorld } from '../../worlds/small.ts'

const { ask } = askAbout(loadSmallWorld)

const around = async (params: Record<string, string>) => {
  const { rows, total } = await ask('around', params)
  expect(total ?? 0).toBe(rows.length)
  return rows.map(({ neighbour }) => (neighbour as { properties: { id: string } }).properties.id).toSorted()
}

describe('neighbours', () => {
  test('around narrows the neighbours by kind, by what they did, and by when it may have been', async () => {
    expect(await around({ node: 'mill' })).toEqual(['ada', 'ben', 'cai', 'dot', 'eve', 'fay', 'gus', 'loft'])
    expect(await around({ node: 'mill', kind: 'organisation' })).toEqual(['loft'])
    expect(await around({ node: 'mill', event: 'part-of' })).toEqual(['loft'])
    expect(await around({ node: 'mill', event: 'joined' })).toEqual(['ada', 'ben'])
    expect(await around({ node: 'mill', kind: 'person', event: 'left', eventFrom: '2017' })).toEqual(
      // Gus left on an unknown day, and Dot is only rumoured to have left.
      ['ben', 'cai', 'dot', 'fay', 'gus'],
    )
    expect(await around({ node: 'mill', event: 'joined', eventFrom: '2011', eventTo: '2012-04' })).toEqual([])
    expect(await around({ node: 'mill', event: 'joined', eventTo: '2012-05' })).toEqual(['ada', 'ben'])
    expect(await around({ node: 'ada', event: 'left' })).toEqual(['mill'])
  })

  test('neighbour-counts has the number of rows that around has with the same parameters', async () => {
    const periods: Record<string, string>[] = [{}, { eventFrom: '2017' }, { eventFrom: '2012', eventTo: '2014' }]
    for (const period of periods)
      for (const node of ['mill', 'ben', 'loft', 'eve']) {
        const { rows } = await ask('neighbour-counts', { node, ...period })
        for (const { kind, event, neighbours } of rows) {
          const params = {
            ...{ node, kind: String(kind) },
            ...period,
            ...(event === 'any' ? {} : { event: String(event) }),
          }
          expect([node, kind, event, (await around(params)).length]).toEqual([node, kind, event, neighbours])
        }
        const all = rows.filter(({ event }) => event === 'any').reduce((sum, row) => sum + Number(row.neighbours), 0)
        expect((await around({ node, ...period })).length).toBe(all)
      }
  })
})
