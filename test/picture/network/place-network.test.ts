import { describe, expect, test } from 'vitest'
import { drawPicture } from '../../../picture/draw.ts'
import { layout } from '../../../picture/layout/layout.ts'
import { emptyNetwork, type Network } from '../../../picture/network/network.ts'
import { layoutJob } from '../../../picture/network/place-network.ts'
import type { Mark } from '../../../picture/scene/scene.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'

const node = (id: string, label = 'Person') => ({
  kind: 'node',
  key: id,
  labels: [label],
  properties: { id, name: `Name of ${id}` },
})
const at = (person: string, organisation: string) => ({
  ...{ kind: 'relationship', key: `${person} ${organisation}`, type: 'JOINED', start: person, end: organisation },
  properties: { id: `${person} ${organisation}`, claims: ['claim'] },
})
const rows = ['ada', 'ben', '__proto__', 'constructor', 'cem', 'dan'].map(id => ({
  ...{ node: node('mill', 'Organisation'), neighbour: node(id), relationships: [at(id, 'mill')], doubted: [] },
}))

function network(ids: readonly string[]): Network {
  const made = emptyNetwork()
  for (const id of ids) made.nodes.set(id, { id, kind: 'person', name: id, aliases: [], type: null })
  return made
}

/** The middles of the shapes of nodes, by their titles. */
const placesOf = (marks: readonly Mark[], found = new Map<string, [number, number]>()) => {
  for (const mark of marks) {
    if (mark.mark !== 'group') continue
    const [shape] = mark.marks
    if (mark.title?.startsWith('Name of') && shape?.mark === 'circle') found.set(mark.title, [shape.x, shape.y])
    placesOf(mark.marks, found)
  }
  return found
}

describe('the places of a network', () => {
  test('the places of a network are the same in pictures of any width, up to their scale', async () => {
    const question = (await readQuestions()).get('around')
    if (!question) throw new Error('no question around')
    const draw = (width: number) =>
      placesOf(
        drawPicture(question, { params: { node: 'mill' }, rows }, { width, theme: 'light', language: 'en' }).marks,
      )
    const [wide, narrow] = [draw(1200), draw(390)]
    expect(wide.size).toBe(6)
    const between = (places: Map<string, [number, number]>, a: string, b: string) => {
      const [one = [0, 0], other = [0, 0]] = [places.get(`Name of ${a}`), places.get(`Name of ${b}`)]
      return [one[0] - other[0], one[1] - other[1]]
    }
    const scale = (between(narrow, 'ada', 'ben')[0] ?? 0) / (between(wide, 'ada', 'ben')[0] ?? 1)
    for (const other of ['ben', '__proto__', 'cem', 'dan'])
      for (const [axis, value] of between(wide, 'ada', other).entries())
        expect(between(narrow, 'ada', other)[axis]).toBeCloseTo(value * scale, 6)
  })

  test('an expansion leaves the places before it, and depends only on the order of the expansions', () => {
    const [first, second] = [network(['a', 'b', 'c']), network(['a', 'b', 'c', 'd', '__proto__'])]
    const before = layout(layoutJob(first)).positions
    const run = () => layout(layoutJob(second, { places: layout(layoutJob(first)).positions, centre: 'b' })).positions
    const after = run()
    for (const id of ['a', 'b', 'c']) expect(after.get(id)).toEqual(before.get(id))
    expect([...after.keys()].sort()).toEqual(['__proto__', 'a', 'b', 'c', 'd'])
    expect(run()).toEqual(after)
  })
})
