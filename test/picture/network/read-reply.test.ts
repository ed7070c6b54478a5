import { describe, expect, test } from 'vitest'
import { bestConnected, focusOf } from '../../../client/graph/focus.ts'
import type { WireNode, WireRelationship } from '../../../cypher/wire.ts'
import { edgeMeaning } from '../../../picture/network/edge-kind.ts'
import { countClaims, edgeId, mergeNetworks } from '../../../picture/network/network.ts'
import { readReply } from '../../../picture/network/read-reply.ts'

const node = (key: string, label: string, id: string, properties = {}): WireNode => ({
  kind: 'node',
  key,
  labels: [label],
  properties: { id, name: id.toUpperCase(), aliases: [], ...properties },
})
const link = (key: string, type: string, start: string, end: string, properties = {}): WireRelationship => ({
  kind: 'relationship',
  key,
  type,
  start,
  end,
  properties: { id: key, ...properties },
})

const ada = node('1', 'Person', 'ada', { aliases: ['艾达'] })
const lab = node('2', 'Organisation', 'lab', { type: 'company' })
const uni = node('3', 'Organisation', 'uni', { type: 'university' })
const joined = link('10', 'JOINED', '1', '2', { claims: ['c1', 'c2'] })
const left = link('11', 'LEFT', '1', '2', { claims: ['c3'], disputed: true })

const overview = {
  query: 'overview',
  params: { limit: 2000 },
  rows: [
    { source: ada, target: lab, relationships: [joined, left] },
    { source: ada, target: uni, relationships: [link('12', 'WAS_AT', '1', '3', { claims: ['c3'] })] },
    { source: node('4', 'Person', 'bob'), target: null, relationships: [] },
  ],
}

describe('replies with nodes and relationships', () => {
  test('readReply draws one line for each pair of nodes and keeps its relationships unchanged', () => {
    const { nodes, edges } = readReply(overview)
    expect([...nodes.keys()].toSorted()).toEqual(['ada', 'bob', 'lab', 'uni'])
    expect(nodes.get('ada')).toEqual({ id: 'ada', kind: 'person', name: 'ADA', aliases: ['艾达'], type: null })
    expect(nodes.get('uni')).toMatchObject({ kind: 'organisation', type: 'university' })
    expect(edges.size).toBe(2)
    const edge = edges.get(edgeId('lab', 'ada'))
    expect(edge?.relationships.map(r => r.properties)).toEqual([joined.properties, left.properties])
  })

  test('readReply draws a connection known only from a denial as denied, and counts its claim', () => {
    const denied = { id: 'c9', event: 'present', status: 'denied' }
    const rows = [
      ...overview.rows,
      { source: node('6', 'Person', 'eve'), target: uni, relationships: [], doubted: [denied] },
    ]
    const network = readReply({ ...overview, rows })
    const edge = network.edges.get(edgeId('eve', 'uni'))
    expect(edge?.relationships).toMatchObject([{ type: 'DENIED', source: 'eve', target: 'uni' }])
    expect(edgeMeaning(edge?.relationships ?? [])).toEqual({ kind: 'denied', doubtful: false })
    expect(countClaims(network)).toBe(4)
    const sure = [...(edge?.relationships ?? []), { type: 'WAS_AT' as const, properties: {} }]
    expect(edgeMeaning(sure)).toEqual({ kind: 'present', doubtful: true })
  })

  test('readReply draws no line to a node that the limit cut off', () => {
    const dangling = {
      query: 'around',
      params: {},
      rows: [{ node: ada, neighbour: lab, relationships: [link('20', 'LEFT', '1', '99')] }],
    }
    expect(readReply(dangling).edges.size).toBe(0)
  })

  test('merging a network with an equal one yields the same network and changes neither', () => {
    const one = readReply(overview)
    const merged = mergeNetworks([one, readReply(overview)])
    expect(merged).toEqual(one)
    expect(one.edges.get(edgeId('ada', 'lab'))?.relationships).toHaveLength(2)
    expect(countClaims(merged)).toBe(3)
  })

  test('readReply yields an empty network for a reply with nothing to draw', () => {
    for (const rows of [[], [{ n: 1, text: 'x', nothing: null, list: [{ kind: 'node' }] }]])
      expect(readReply({ query: 'overview', params: {}, rows }).nodes.size).toBe(0)
  })
})

describe('replies with rows', () => {
  const person = { id: 'ada', name: 'Ada' }
  const step = { person, left: '2024', announced: null, claims: [{ id: 'c1' }], roles: null }
  const ask = { query: 'where-they-went', params: { organisation: 'lab' } }

  test('readReply draws a where-they-went row as a leaving and a joining', () => {
    const rows = [
      {
        ...step,
        destination: 'known',
        organisation: { id: 'uni', name: 'Uni' },
        joined: '2024-05',
        certainty: 'definite',
      },
    ]
    const { nodes, edges } = readReply({ ...ask, rows })
    expect([...nodes.keys()]).toEqual(['ada', 'lab', 'uni'])
    expect(edges.get(edgeId('ada', 'lab'))?.relationships[0]).toMatchObject({
      type: 'LEFT',
      properties: { on: '2024' },
    })
    expect(edges.get(edgeId('ada', 'uni'))?.relationships[0]).toMatchObject({ type: 'JOINED', target: 'uni' })
  })

  test('readReply draws two leavings of one person as one line and counts all their claims', () => {
    const left = { person, at: { id: 'lab', name: 'Lab' }, status: 'reported', disputed: false, certainty: 'definite' }
    const rows = [
      { ...left, on: '2024', earliest: '2024-01-01', latest: '2024-12-31', claims: [{ id: 'c1' }, { id: 'c2' }] },
      { ...left, on: null, earliest: null, latest: null, status: 'rumoured', claims: [{ id: 'c3' }] },
    ]
    const network = readReply({ query: 'who-left', params: { organisation: 'lab' }, rows })
    const leavings = network.edges.get(edgeId('ada', 'lab'))?.relationships ?? []
    expect(leavings.map(({ properties }) => properties.on)).toEqual(['2024', null])
    expect(countClaims(network)).toBe(3)
  })

  test('readReply never draws a possible destination as a joining', () => {
    const rows = [
      { ...step, destination: 'known', organisation: { id: 'uni', name: 'Uni' }, joined: null, certainty: 'possible' },
    ]
    const edge = readReply({ ...ask, rows }).edges.get(edgeId('ada', 'uni'))
    expect(edge?.relationships[0]).toMatchObject({ type: 'WAS_AT', properties: { certainty: 'possible' } })
  })

  test('readReply draws a career as stays, and claims outside every stay as rumours or denials', () => {
    const base = { person, joined: null, left: null, claims: [] }
    const rows = [
      {
        ...base,
        organisation: { id: 'lab', name: 'Lab', type: 'company' },
        stint: '1',
        left: { status: 'confirmed', disputed: false },
      },
      {
        ...base,
        organisation: { id: 'uni', name: 'Uni', type: 'university' },
        stint: null,
        claims: [
          { id: 'c1', event: 'present', status: 'rumoured' },
          { id: 'c2', event: 'left', status: 'denied' },
        ],
      },
    ]
    const { edges } = readReply({ query: 'career', params: {}, rows })
    expect(edges.get(edgeId('ada', 'lab'))?.relationships.map(r => r.type)).toEqual(['WAS_AT', 'LEFT'])
    expect(edges.get(edgeId('ada', 'uni'))?.relationships.map(r => [r.type, r.properties.status])).toEqual([
      ['WAS_AT', 'rumoured'],
      ['DENIED', 'denied'],
    ])
  })
})

describe('focus', () => {
  const network = readReply({
    ...overview,
    rows: [
      ...overview.rows,
      { source: node('5', 'Person', 'cy'), target: uni, relationships: [link('13', 'JOINED', '5', '3')] },
    ],
  })

  test('bestConnected returns the organisation that most people left, and null for an empty network', () => {
    expect(bestConnected(network)).toBe('lab')
    expect(bestConnected(readReply({ ...overview, rows: [] }))).toBeNull()
  })

  test('focusing on an organisation highlights its people and the other organisations of those who left it', () => {
    expect([...(focusOf(network, ['lab'])?.nodes ?? [])].toSorted()).toEqual(['ada', 'lab', 'uni'])
    expect([...(focusOf(network, ['uni'])?.nodes ?? [])].toSorted()).toEqual(['ada', 'cy', 'uni'])
  })

  test('focusing on two linked nodes highlights their line, and focusing on an unknown node highlights nothing', () => {
    expect([...(focusOf(network, ['ada', 'lab'])?.edges ?? [])]).toEqual([edgeId('ada', 'lab')])
    expect(focusOf(network, ['nobody'])).toBeNull()
    expect(focusOf(network, [])).toBeNull()
  })
})
