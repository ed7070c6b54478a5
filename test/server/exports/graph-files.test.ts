import { describe, expect, test } from 'vitest'
import { readDate } from '../../../cypher/dates/grammar.ts'
import { addRelationship, emptyNetwork, type Network, type Relationship } from '../../../picture/network/network.ts'
import { gexf } from '../../../server/exports/gexf.ts'
import { type GraphTable, graphTable } from '../../../server/exports/graph-table.ts'
import { graphml } from '../../../server/exports/graphml.ts'
import { readXml } from '../../setup/xml-elements.ts'

const source = { id: 's', title: 'Gazette', publisher: 'Press', url: 'https://gazette.example/', published: '2024-05' }
const sources = { all: [source], of: (claims: readonly string[]) => (claims.length > 0 ? [source] : []) }

function network(...relationships: Pick<Relationship, 'type' | 'properties'>[]): Network {
  const made = emptyNetwork()
  for (const [id, kind] of [
    ['ada', 'person'],
    ['mill', 'organisation'],
  ] as const)
    made.nodes.set(id, { id, kind, name: id, aliases: [], type: null })
  for (const relationship of relationships) addRelationship(made, { source: 'ada', target: 'mill', ...relationship })
  return made
}
const tableOf = (...relationships: Pick<Relationship, 'type' | 'properties'>[]) =>
  graphTable(network(...relationships), sources, { at: null, hideAbsent: false })

const textOf = (table: GraphTable) => [...gexf(table, '', new Map())].join('')
const spells = (table: GraphTable) =>
  readXml(textOf(table))
    .all('spell')
    .map(({ attributes }) => attributes)

const stay = (properties: object): Pick<Relationship, 'type' | 'properties'> => ({
  type: 'WAS_AT',
  properties: { id: 't', open: false, lastSeen: null, ...properties },
})

describe('spells', () => {
  test('a spell reaches from the first possible day to the last, and the attributes keep both bounds', () => {
    const bounds = { beginEarliest: '2018-01-01', beginLatest: '2018-12-31' }
    const table = tableOf(stay({ ...bounds, endEarliest: '2020-05-01', endLatest: '2020-05-31' }))
    expect(spells(table)).toEqual([{ start: '2018-01-01', end: '2020-05-31' }])
    expect(table.edges[0]).toMatchObject({ ...bounds, endEarliest: '2020-05-01', endLatest: '2020-05-31' })
  })

  test('an open tenure has no end, and an unknown begin no start', () => {
    const begin = { beginEarliest: '2018-01-01', beginLatest: '2018-01-01' }
    expect(spells(tableOf(stay({ ...begin, open: true, endLatest: null })))).toEqual([{ start: '2018-01-01' }])
    expect(spells(tableOf(stay({ endEarliest: null, endLatest: '2020-05-31' })))).toEqual([{ end: '2020-05-31' }])
  })

  test('an edge without dates, or with dates that contradict each other, has no spell', () => {
    expect(spells(tableOf(stay({})))).toEqual([])
    const contradiction = stay({ beginEarliest: '2021-01-01', beginLatest: null, endLatest: '2020-01-01' })
    expect(spells(tableOf(contradiction))).toEqual([])
  })

  test('an event reaches over its whole range, and its date stays as written', () => {
    const left = { type: 'LEFT', properties: { id: 'l', on: '2024', earliest: '2024-01-01', latest: '2024-12-31' } }
    const table = tableOf(left as Pick<Relationship, 'type' | 'properties'>)
    expect(spells(table)).toEqual([{ start: '2024-01-01', end: '2024-12-31' }])
    expect(table.edges[0]?.on).toBe('2024')
  })
})

describe('the table of edges', () => {
  const past = stay({ id: 'past', beginEarliest: '2018-01-01', beginLatest: '2018-01-01', endEarliest: '2019-01-01' })
  const ended = { ...past, properties: { ...past.properties, endLatest: '2019-01-01', claims: ['c1'] } }

  test('every edge names its claims and their sources', () => {
    expect(tableOf(ended).edges[0]).toMatchObject({
      claims: ['c1'],
      sources: ['Gazette. Press, 2024-05. https://gazette.example/'],
    })
  })

  test('at a date, an edge says whether it holds, and what surely does not is left out if asked', () => {
    const at = readDate('2020')
    expect(graphTable(network(ended), sources, { at, hideAbsent: false }).edges[0]?.asOf).toBe('no')
    expect(graphTable(network(ended), sources, { at, hideAbsent: true })).toEqual({ nodes: [], edges: [] })
  })

  test('two relationships without an id of their own have different ids', () => {
    const made = network(stay({ id: null }), { type: 'JOINED', properties: { id: 't' } })
    const other = { type: 'JOINED', properties: { id: 't' }, source: 'ada', target: 'ada' } as const
    addRelationship(made, other)
    const ids = graphTable(made, sources, { at: null, hideAbsent: false }).edges.map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })
})

test('names with markup, quotes and control characters stay text in GEXF and GraphML', () => {
  const made = network()
  const name = 'a<b>&"\u0000\u0007]]>\ud800'
  made.nodes.set('evil', { id: 'evil', kind: 'person', name, aliases: [name], type: null })
  const table = graphTable(made, sources, { at: null, hideAbsent: false })
  const node = readXml(textOf(table))
    .all('node')
    .find(({ attributes }) => attributes.id === 'evil')
  expect(node?.attributes.label).toBe('a<b>&"  ]]> ')
  expect(readXml([...graphml(table, '</desc><x/>', new Map())].join('')).all('x')).toEqual([])
})
