import { describe, expect, test } from 'vitest'
import { layout } from '../../../picture/layout/layout.ts'
import { edgeMeaning } from '../../../picture/network/edge-kind.ts'
import { hasMoves, moveLine, movesBetween } from '../../../picture/network/move-network.ts'
import { edgeId, type Network, nodesByDegree } from '../../../picture/network/network.ts'
import { nodeSize } from '../../../picture/network/node-box.ts'
import { layoutJob } from '../../../picture/network/place-network.ts'
import { readReply } from '../../../picture/network/read-reply.ts'

const ref = (id: string) => ({ id, name: id.toUpperCase() })
const move = (from: string, to: string, definite: number, possible = 0) => ({
  ...{ from: ref(from), to: ref(to), definite, possible },
  people: { min: definite, max: definite + possible },
})
const row = (id: string, people: number, moves: unknown[] = []) => ({
  organisation: { ...ref(id), aliases: null, type: 'company' },
  people: { min: people, max: people },
  moves,
})
const read = (rows: Record<string, unknown>[]): Network => readReply({ query: 'organisation-flows', params: {}, rows })

const network = read([
  row('dock', 100),
  row('mill', 25, [move('dock', 'mill', 9), move('mill', 'dock', 0, 7), move('mill', 'mill', 2)]),
  row('shop', 4, [move('shop', 'dock', 0, 1)]),
  row('inn', 4),
])
const edge = (one: string, other: string) => {
  const found = network.edges.get(edgeId(one, other))
  if (!found) throw new Error(`no line between ${one} and ${other}`)
  return found
}

describe('a network of moves', () => {
  test('it has every organisation, and one line for the moves between two of them in both directions', () => {
    expect([...network.nodes.keys()]).toEqual(['dock', 'mill', 'shop', 'inn'])
    expect([...network.edges.keys()].toSorted()).toEqual(['dock mill', 'dock shop'])
    expect(movesBetween(edge('dock', 'mill'), 'dock')).toEqual({ definite: 9, possible: 0 })
    expect(movesBetween(edge('dock', 'mill'), 'mill')).toEqual({ definite: 0, possible: 7 })
    expect(movesBetween(edge('dock', 'shop'), 'dock')).toBeNull()
    expect(hasMoves(network)).toBe(true)
  })

  test('a line has an arrow head where people arrived, and its share of the moves of the widest one', () => {
    const of = (one: string, other: string) => moveLine(edge(one, other).relationships, one, other)
    expect(of('dock', 'mill')).toEqual({ share: 1, headAtSource: true, headAtTarget: true })
    expect(of('shop', 'dock')).toEqual({ share: 1 / 16, headAtSource: false, headAtTarget: true })
    expect(of('dock', 'shop')).toEqual({ share: 1 / 16, headAtSource: true, headAtTarget: false })
  })

  test('a line is in doubt only if none of its moves is certain', () => {
    expect(edgeMeaning(edge('dock', 'mill').relationships)).toEqual({ kind: 'moved', doubtful: false })
    expect(edgeMeaning(edge('dock', 'shop').relationships)).toEqual({ kind: 'moved', doubtful: true })
  })

  test('the organisations with more people come first and are larger, whatever their connections', () => {
    expect(nodesByDegree(network).map(([{ id }]) => id)).toEqual(['dock', 'mill', 'shop', 'inn'])
    const sizes = [...network.nodes.values()].map(node => nodeSize(node, 1))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(new Set(sizes).size).toBe(3)
  })

  test('organisations with many moves between them are placed closer than those with few', () => {
    const rows = [
      row('a', 9),
      row('b', 9, [move('a', 'b', 100)]),
      row('c', 9, [move('a', 'c', 1), move('b', 'c', 1)]),
      row('d', 9, [move('c', 'd', 100), move('a', 'd', 1), move('b', 'd', 1)]),
    ]
    const { positions } = layout(layoutJob(read(rows)))
    const away = (one: string, other: string) => {
      const [from, to] = [positions.get(one), positions.get(other)]
      return Math.hypot((from?.x ?? 0) - (to?.x ?? 0), (from?.y ?? 0) - (to?.y ?? 0))
    }
    for (const one of ['a', 'b'])
      for (const other of ['c', 'd']) expect(away(one, other)).toBeGreaterThan(away('a', 'b'))
  })
})
