import neo4j from 'neo4j-driver'
import { describe, expect, test } from 'vitest'
import { addChunk, emptyGraph, type GraphChunk, GraphChunkSchema, resolve } from '../../../../cypher/graph-columns.ts'
import { readAdhocParams } from '../../../../server/adhoc/statements/adhoc-parameters.ts'
import { GraphGatherer } from '../../../../server/adhoc/statements/row-graph.ts'
import { toWire } from '../../../../server/db/values.ts'

const { types } = neo4j
const node = (id: number, labels: string[], properties: object) =>
  new types.Node(BigInt(id), labels, properties, `4:db:${id}`)
const edge = (id: number, from: number, to: number, type: string, properties: object) =>
  new types.Relationship(
    BigInt(id),
    BigInt(from),
    BigInt(to),
    type,
    properties,
    `5:db:${id}`,
    `4:db:${from}`,
    `4:db:${to}`,
  )

const ada = node(1, ['Person'], { name: 'Ada', born: new types.Date(1815, 12, 10), big: 9007199254740993n })
const ben = node(2, ['Person'], { name: 'Ben', aliases: ['B', 'b'], ratio: 0.5, __proto__x: true })
const mill = node(30, ['Organisation', 'Old'], { name: 'The Mill', at: new types.Point(4326n, 13.4, 52.5) })
const joined = edge(7, 1, 30, 'JOINED', { on: '2010' })

/** The original values, decoded from the transmitted answer. */
function sent(...values: unknown[]): { rows: unknown[]; chunks: number } {
  const gatherer = new GraphGatherer()
  const rows = values.map(value => gatherer.refer(value))
  const chunk = gatherer.take(true)
  const lines = JSON.parse(JSON.stringify({ rows, chunks: chunk ? [chunk] : [] })) as {
    rows: unknown[]
    chunks: GraphChunk[]
  }
  const graph = emptyGraph()
  for (const each of lines.chunks) {
    GraphChunkSchema.parse(each)
    addChunk(graph, each)
  }
  return { rows: lines.rows.map(row => resolve(graph, row)), chunks: lines.chunks.length }
}

describe('graphs in columns', () => {
  test('a graph in columns resolves to the original values, anywhere in a row', () => {
    const values = [ada, joined, [ben, null, { of: mill, list: [1, 'a'] }], 5, 'text', null]
    expect(sent(...values).rows).toEqual(JSON.parse(JSON.stringify(toWire(values))))
  })
  test('a graph in columns keeps a path in order', () => {
    const path = new types.Path(ada, mill, [new types.PathSegment(ada, joined, mill)])
    expect(sent(path).rows).toEqual([JSON.parse(JSON.stringify(toWire(path)))])
  })
  test('a graph in columns contains each node once', () => {
    const gatherer = new GraphGatherer()
    for (const value of [ada, ada, ben, ada]) gatherer.refer(value)
    expect(gatherer.take(true)?.nodes.map(({ keys }) => keys)).toEqual([[1, 2]])
    gatherer.refer(ada)
    expect(gatherer.take(true)).toBeUndefined()
    expect([gatherer.nodes, gatherer.relationships]).toEqual([2, 0])
  })
  test('a graph in columns gives the type of each column', () => {
    const gatherer = new GraphGatherer()
    for (const value of [ada, ben]) gatherer.refer(value)
    const [table] = gatherer.take(true)?.nodes ?? []
    expect(Object.fromEntries(Object.entries(table?.properties ?? {}).map(([name, { type }]) => [name, type]))).toEqual(
      expect.objectContaining({ name: 'string', born: 'date', big: 'integer', aliases: 'list', ratio: 'float' }),
    )
  })
  test('a graph in columns writes repeated values once', () => {
    const gatherer = new GraphGatherer()
    const all = Array.from({ length: 9 }, (_, id) => node(id, ['Person'], { kind: `kind ${id % 2}` }))
    for (const each of all) gatherer.refer(each)
    const chunk = gatherer.take(true)
    expect(chunk?.nodes[0]?.properties.kind).toEqual({
      type: 'string',
      values: ['kind 0', 'kind 1'],
      codes: [0, 1, 0, 1, 0, 1, 0, 1, 0],
    })
    expect(sent(...all).rows).toEqual(JSON.parse(JSON.stringify(toWire(all))))
  })
  test('a graph in columns preserves maps that look like references, and unusual keys and names', () => {
    const strange = node(8, [], JSON.parse('{"__proto__": 1, "constructor": "x", "": true}'))
    const map = { $node: '4:db:1', $$x: 1, plain: { $relationship: 'a' } }
    const { rows } = sent(map, ada, strange)
    expect(rows[0]).toEqual(map)
    expect((rows[2] as { properties: object }).properties).toEqual(
      JSON.parse('{"__proto__": 1, "constructor": "x", "": true}'),
    )
  })
  test('a graph in columns accepts element ids of any form', () => {
    const other = new types.Node(5n, ['A'], {}, 'xyz')
    const padded = new types.Node(6n, ['A'], {}, '4:db:007')
    expect(sent(ada, other, padded).rows).toMatchObject([{ key: '4:db:1' }, { key: 'xyz' }, { key: '4:db:007' }])
  })
  test('a reference to a node that a limit cut off resolves to null', () => {
    expect(resolve(emptyGraph(), { $node: '4:db:1' })).toBeNull()
  })
})

describe('ad-hoc parameters', () => {
  const read = (value: unknown) => readAdhocParams({ value }).value
  test('an ad-hoc parameter is read as an integer when it is whole and safe, and otherwise as a float', () => {
    expect([read(1), read(1.5), read(2 ** 60), read([1, { a: 2 }])]).toEqual([1n, 1.5, 2 ** 60, [1n, { a: 2n }]])
  })
  test.each([
    ['Integer', '9007199254740993'],
    ['Integer', '-9223372036854775808'],
    ['Date', '2024-05-17'],
    ['Date', '-000044-03-15'],
    ['Date', '2024-02-29'],
    ['Date', '2000-02-29'],
    ['LocalTime', '12:30:01.000000005'],
    ['Time', '12:30:00+02:00'],
    ['LocalDateTime', '2024-05-17T12:30:00.120000000'],
    ['Time', '12:30:00-18:00'],
    ['OffsetDateTime', '2024-05-17T12:30:00-05:30'],
    ['ZonedDateTime', '2024-05-17T12:30:00[Europe/Berlin]'],
  ])('an ad-hoc parameter of the type %s is read and written exactly: %s', (type, text) => {
    expect(String(toWire(read({ $type: type, _value: text })))).toBe(text)
  })
  test.each(['P1M', 'P3D', 'PT0S', 'P1Y2M3DT1H'])(
    'an ad-hoc parameter of the type Duration is written in ISO 8601: %s',
    text => {
      expect(toWire(read({ $type: 'Duration', _value: text }))).toBe(text)
    },
  )
  test('an ad-hoc parameter of the type Duration is read as months, days, seconds and nanoseconds', () => {
    expect(read({ $type: 'Duration', _value: 'P1Y2M3W4DT5H6M7.5S' })).toMatchObject({
      months: 14,
      days: 25,
      seconds: 18367,
      nanoseconds: 500000000,
    })
  })
  test('an ad-hoc parameter of the type Point keeps its coordinate system', () => {
    expect(toWire(read({ $type: 'Point', _value: 'SRID=4326;POINT (13.4 52.5)' }))).toMatchObject({
      srid: 4326,
      x: 13.4,
    })
  })
  test.each([
    ['Integer', '9223372036854775808'],
    ['Integer', '1.5'],
    ['Date', '2024-02-30x'],
    ['Date', '17.5.2024'],
    ['Date', '2023-02-30'],
    ['Date', '1900-02-29'],
    ['Date', '2024-13-01'],
    ['Date', '2024-01-00'],
    ['LocalDateTime', '2024-02-30T10:00:00'],
    ['OffsetDateTime', '2023-02-29T10:00:00Z'],
    ['OffsetDateTime', '2024-05-17T10:00:00+18:01'],
    ['ZonedDateTime', '2024-04-31T10:00:00[Europe/Berlin]'],
    ['ZonedDateTime', '2024-05-17T10:00:00+19:00[Europe/Berlin]'],
    ['ZonedDateTime', '2024-05-17T10:00:00[Europe/Nowhere]'],
    ['Time', '12:00:00+19:00'],
    ['Time', '12:00:00+99:99'],
    ['Time', '12:00:00-18:01'],
    ['Time', '12:00:00+01:60'],
    ['Duration', 'P'],
    ['Point', '1,2'],
    ['Boolean', 'true'],
    ['Nonsense', '1'],
  ])('an ad-hoc parameter that is not a valid %s is refused with an explanation: %s', (type, text) => {
    expect(() => read({ $type: type, _value: text })).toThrow(
      /The parameter value (is not a valid .*; write|has an unknown \$type)/,
    )
  })
})
