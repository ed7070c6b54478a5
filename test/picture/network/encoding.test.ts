import { expect, test } from 'vitest'
import { lineCategory, nodeNumbers } from '../../../picture/network/encoding.ts'
import type { LineClaims } from '../../../picture/network/filter.ts'
import { addRelationship, edgeId, emptyNetwork } from '../../../picture/network/network.ts'

const line = (sources: string[], statuses: string[], manners: string[] = []) => ({
  ...{ sources, statuses, manners },
  roles: [],
  claims: [],
})
const CLAIMS: LineClaims = new Map([
  [edgeId('ada', 'lab'), line(['a', 'b', 'c'], ['rumoured', 'confirmed'], ['resigned', 'undisclosed'])],
  [edgeId('bob', 'lab'), line(['a'], ['reported'], ['resigned', 'dismissed'])],
  [edgeId('eve', 'mill'), line([], ['denied'], ['undisclosed'])],
])

test('a line has the category that its claims give, and none without claims', () => {
  const of = (by: 'manner' | 'status' | 'sources') =>
    ['ada lab', 'bob lab', 'eve mill', 'nobody nowhere'].map(id => lineCategory(id, by, CLAIMS))
  expect(of('manner')).toEqual(['resigned', 'several', 'undisclosed', 'none'])
  expect(of('status')).toEqual(['confirmed', 'reported', 'denied', 'none'])
  expect(of('sources')).toEqual(['3+', '1', '0', 'none'])
})

test('a node has the number of its lines, of the people on them, and of their sources, each once', () => {
  const network = emptyNetwork()
  const node = (id: string, kind: 'person' | 'organisation') =>
    network.nodes.set(id, { ...{ id, name: id, kind }, aliases: [], type: null })
  for (const id of ['ada', 'bob']) node(id, 'person')
  for (const id of ['lab', 'team']) node(id, 'organisation')
  for (const [source, target] of [
    ['ada', 'lab'],
    ['bob', 'lab'],
    ['team', 'lab'],
  ] as const)
    addRelationship(network, { type: 'WAS_AT', source, target, properties: {} })
  const of = (by: 'people' | 'lines' | 'sources') => Object.fromEntries(nodeNumbers(network, by, CLAIMS))
  expect(of('lines')).toEqual({ ada: 1, bob: 1, lab: 3, team: 1 })
  expect(of('people')).toEqual({ ada: 0, bob: 0, lab: 2, team: 0 })
  expect(of('sources')).toEqual({ ada: 3, bob: 1, lab: 3, team: 0 })
})
