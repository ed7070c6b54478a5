import { describe, expect, test } from 'vitest'
import { latestEvents } from '../../../picture/network/latest-events.ts'
import { addRelationship, connectedPart, emptyNetwork, type Relationship } from '../../../picture/network/network.ts'

const left = (source: string, properties: Relationship['properties']): Relationship => ({
  ...{ type: 'LEFT', source, target: 'lab' },
  properties: { id: source, status: 'reported', ...properties },
})
const day = (on: string) => ({ earliest: on, latest: on })

function latestOf(...events: Relationship[]): string[] {
  const network = emptyNetwork()
  for (const event of events) addRelationship(network, event)
  return latestEvents(network).map(({ event }) => event.source)
}

describe('the latest changes of a map', () => {
  test('the event of the last day is the only one if no other can be as late', () => {
    expect(latestOf(left('ada', day('2024-05-01')), left('bob', day('2024-05-02')))).toEqual(['bob'])
  })

  test('an event of a vague date that may be later is named too', () => {
    const may = { earliest: '2024-05-01', latest: '2024-05-31' }
    expect(latestOf(left('ada', may), left('bob', day('2024-05-02')), left('cyd', day('2024-04-30')))).toEqual([
      'ada',
      'bob',
    ])
  })

  test('what is rumoured, denied, scheduled, only announced or without bounds is not the latest', () => {
    const later = day('2025-01-01')
    expect(
      latestOf(
        left('ada', { ...later, status: 'rumoured' }),
        left('bob', { ...later, status: 'denied' }),
        left('cyd', { ...later, status: 'scheduled' }),
        left('dee', { ...later, scheduledAsOf: '2024-12-01' }),
        left('eve', { earliest: '2024-01-01', latest: null }),
        left('fay', day('2024-05-01')),
      ),
    ).toEqual(['fay'])
  })
})

test('nodes without a line are set apart, unless a network has no line at all', () => {
  const node = (id: string) => ({ ...{ id, name: id, kind: 'person' as const }, aliases: [], type: null })
  const network = emptyNetwork()
  for (const id of ['ada', 'lab', 'eve']) network.nodes.set(id, node(id))
  expect(connectedPart(network)).toEqual({ connected: network, unconnected: [] })
  addRelationship(network, left('ada', day('2024-05-01')))
  const { connected, unconnected } = connectedPart(network)
  expect([[...connected.nodes.keys()], unconnected.map(({ id }) => id)]).toEqual([['ada', 'lab'], ['eve']])
})
