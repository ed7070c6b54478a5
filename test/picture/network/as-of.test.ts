import { describe, expect, test } from 'vitest'
import { edgeAsOf, networkAsOf, partOf } from '../../../picture/network/as-of.ts'
import {
  addRelationship,
  edgeId,
  emptyNetwork,
  type Network,
  type Relationship,
} from '../../../picture/network/network.ts'

const day = (text: string) => ({ earliest: text, latest: text })
const YEAR_2024 = { earliest: '2024-01-01', latest: '2024-12-31' }

const link = (type: Relationship['type'], properties: Relationship['properties'] = {}, source = 'ada') => ({
  type,
  source,
  target: 'lab',
  properties: { id: `${type} ${source}`, ...properties },
})
/** Joined in March 2020, left some time in 2024. */
const STAY = [
  link('WAS_AT', {
    beginEarliest: '2020-03-01',
    beginLatest: '2020-03-31',
    endEarliest: '2024-01-01',
    endLatest: '2024-12-31',
    open: false,
  }),
  link('JOINED', { earliest: '2020-03-01', latest: '2020-03-31', status: 'reported' }),
  link('LEFT', { earliest: '2024-01-01', latest: '2024-12-31', status: 'reported' }),
]

const networkOf = (relationships: Relationship[]): Network => {
  const network = emptyNetwork()
  for (const relationship of relationships) {
    for (const [id, kind] of [[relationship.source, 'person'] as const, ['lab', 'organisation'] as const])
      network.nodes.set(id, { id, kind, name: id, aliases: [], type: null })
    addRelationship(network, relationship)
  }
  return network
}

describe('line as of a date', () => {
  test.each([
    ['2020-02-29', 'no', 'present'],
    ['2020-03-01', 'possible', 'joined'],
    ['2020-03-31', 'definite', 'joined'],
    ['2023-12-31', 'definite', 'joined'],
    ['2024-01-01', 'possible', 'both'],
    ['2024-12-30', 'possible', 'both'],
    ['2024-12-31', 'no', 'both'],
    ['0001-01-01', 'no', 'present'],
    ['9999-12-31', 'no', 'both'],
  ])('on %s, the stay is %s, and its line means "%s"', (at, certainty, kind) => {
    expect(edgeAsOf(STAY, day(at))).toEqual({ certainty, meaning: { kind, doubtful: certainty === 'possible' } })
  })

  test('a period is an unknown day within it', () => {
    expect(edgeAsOf(STAY, YEAR_2024).certainty).toBe('possible')
    expect(edgeAsOf(STAY, { earliest: '2021-01-01', latest: '2021-12-31' }).certainty).toBe('definite')
    expect(edgeAsOf(STAY, { earliest: '2023-07-01', latest: '2025-06-30' }).certainty).toBe('possible')
    expect(edgeAsOf(STAY, { earliest: '2025-01-01', latest: '2025-12-31' }).certainty).toBe('no')
  })

  test('a rumoured departure never turns a certain stay into a departure', () => {
    const open = link('WAS_AT', {
      beginEarliest: '2020-01-01',
      beginLatest: '2020-01-01',
      open: true,
      lastSeen: '2024-06-01',
    })
    const rumour = link('LEFT', { status: 'rumoured' })
    const state = edgeAsOf(
      [open, link('JOINED', { earliest: '2020-01-01', latest: '2020-01-01' }), rumour],
      day('2023-01-01'),
    )
    expect(state).toEqual({ certainty: 'definite', meaning: { kind: 'joined', doubtful: false } })
  })

  test.each([
    ['a rumour', link('WAS_AT', { status: 'rumoured' })],
    ['a denial', link('DENIED', { status: 'denied' })],
    ['a rumoured departure', link('LEFT', { status: 'rumoured' })],
  ])('%s alone places nobody anywhere', (_name, relationship) => {
    const network = networkOf([relationship])
    const state = networkAsOf(network, YEAR_2024)
    expect(state.people).toEqual({ definite: 0, possible: 0 })
    expect(state.edges.get(edgeId('ada', 'lab'))?.certainty).toBe('no')
    expect(partOf(network, id => state.edges.get(id)?.certainty !== 'no')).toEqual(emptyNetwork())
    expect(partOf(network, () => true)).toEqual(network)
  })

  test('a list without tenures places a leaver at the organisation possibly before, and not after', () => {
    const left = [link('LEFT', { on: '2024-05', status: 'reported' })]
    expect(edgeAsOf(left, day('2024-04-30')).certainty).toBe('possible')
    expect(edgeAsOf(left, day('2024-05-31')).certainty).toBe('no')
  })

  test('a part-of relation holds within its dates, and only possibly without a beginning', () => {
    const dated = [link('PART_OF', { from: '2020-05', to: '2023' })]
    expect(edgeAsOf(dated, day('2020-04-30')).certainty).toBe('no')
    expect(edgeAsOf(dated, day('2022-01-01')).certainty).toBe('definite')
    expect(edgeAsOf(dated, day('2023-01-01')).certainty).toBe('possible')
    expect(edgeAsOf([link('PART_OF')], day('2022-01-01')).certainty).toBe('possible')
  })
})
