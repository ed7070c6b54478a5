import { describe, expect, test } from 'vitest'
import { totalHits } from '../../../client/console/plan-rows.ts'
import { drawAnswer } from '../../../client/console/row-network.ts'
import { cellOf, jsonText } from '../../../client/console/show-value.ts'
import type { DecodedGraph } from '../../../cypher/graph-columns.ts'
import type { WireNode, WireRelationship } from '../../../cypher/wire.ts'

const node = (key: string, labels: string[], properties: WireNode['properties'] = {}): WireNode => ({
  kind: 'node',
  key,
  labels,
  properties,
})
const relationship = (key: string, type: string, start: string, end: string): WireRelationship => ({
  kind: 'relationship',
  key,
  type,
  start,
  end,
  properties: { id: 'own id' },
})
const graphOf = (nodes: WireNode[], relationships: WireRelationship[]): DecodedGraph => ({
  nodes: new Map(nodes.map(one => [one.key, one])),
  relationships: new Map(relationships.map(one => [one.key, one])),
})

const graph = graphOf(
  [
    node('n:1', ['Person'], { id: 'x', name: 'Ada', aliases: ['艾达'] }),
    node('n:2', ['Organisation'], { id: 'x', name: 'Works', type: 'company' }),
    node('n:3', ['Claim'], { id: 'c1', event: 'left', on: '2024-05' }),
    node('n:4', ['A', 'B']),
  ],
  [
    relationship('r:1', 'LEFT', 'n:1', 'n:2'),
    relationship('r:2', 'OF', 'n:3', 'n:1'),
    relationship('r:3', 'FROM', 'n:3', 'n:9'),
  ],
)

describe('drawAnswer', () => {
  test('drawAnswer draws nodes of every kind and keeps nodes that share an id apart', () => {
    const { network } = drawAnswer(graph)
    expect([...network.nodes.values()].map(({ kind, name }) => [kind, name])).toEqual([
      ['person', 'Ada'],
      ['organisation', 'Works'],
      ['other', 'left 2024-05'],
      ['other', ':A:B'],
    ])
    const lines = [...network.edges.values()].flatMap(({ relationships }) => relationships)
    expect(lines.map(({ type, source, target, properties }) => [type, source, target, properties.id])).toEqual([
      ['LEFT', 'n:1', 'n:2', 'r:1'],
      ['OTHER', 'n:3', 'n:1', 'r:2'],
    ])
  })

  test('drawAnswer counts the nodes and relationships it drew beside the totals of the answer', () => {
    expect(drawAnswer(graph)).toMatchObject({ nodes: 4, relationships: 3, drawnNodes: 4, drawnRelationships: 2 })
    expect(drawAnswer(graph, 2)).toMatchObject({ nodes: 4, relationships: 3, drawnNodes: 2, drawnRelationships: 1 })
  })
})

describe('table cells', () => {
  test.each([
    [null, 'null', 'null'],
    ['text', 'text', 'text'],
    [1.5, 'number', '1.5'],
    [false, 'boolean', 'false'],
    [{ $node: 'n:1' }, 'node', '(:Person Ada)'],
    [{ $relationship: 'r:1' }, 'relationship', '[:LEFT]'],
    [{ $node: 'n:77' }, 'null', 'null'],
    [{ a: [1, { $node: 'n:2' }] }, 'other', '{"a":[1,"(:Organisation Works)"]}'],
    [{ $$node: 'n:1' }, 'other', '{"$node":"n:1"}'],
    [
      {
        kind: 'path',
        nodes: [{ $node: 'n:2' }, { $node: 'n:1' }, { $node: 'n:3' }],
        relationships: [{ $relationship: 'r:1' }, { $relationship: 'r:2' }],
      },
      'path',
      '(:Organisation Works)<-[:LEFT]-(:Person Ada)<-[:OF]-(:Claim left 2024-05)',
    ],
  ])('cellOf shows %j as a cell of the kind %s with the text %s', (value, kind, text) => {
    expect(cellOf(graph, value)).toEqual({ kind, text })
  })

  test('a very long string is shortened in its table cell and complete in the JSON', () => {
    const long = 'x'.repeat(100_000)
    expect(cellOf(graph, long).text.length).toBeLessThan(500)
    expect(JSON.parse(jsonText(graph, ['a'], [[long]]).text)).toEqual([{ a: long }])
  })
})

describe('rows as JSON', () => {
  test('jsonText writes nodes in full and yields valid JSON at any size limit', () => {
    const rows = Array.from({ length: 50 }, (_, at) => [at, { $node: 'n:1' }])
    const whole = JSON.parse(jsonText(graph, ['at', 'who'], rows).text)
    expect(whole).toHaveLength(50)
    expect(whole[7]).toEqual({ at: 7, who: graph.nodes.get('n:1') })
    const { text, shown } = jsonText(graph, ['at', 'who'], rows, 900)
    expect(shown).toBeLessThan(50)
    expect(JSON.parse(text)).toEqual(whole.slice(0, shown))
    expect(jsonText(graph, ['at'], []).text).toBe('[]')
  })
})

test('totalHits sums the database hits of all plan steps, and is null for a plan that was not run', () => {
  const step = (dbHits: number | null, children: Parameters<typeof totalHits>[0][] = []) => ({
    operator: 'x',
    details: '',
    estimatedRows: 1,
    rows: dbHits,
    dbHits,
    children,
  })
  expect(totalHits(step(1, [step(2), step(3, [step(4)])]))).toBe(10)
  expect(totalHits(step(null, [step(null)]))).toBeNull()
})
