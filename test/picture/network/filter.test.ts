import { describe, expect, test } from 'vitest'
import { type Filters, filterNetwork, filterValues, type LineClaims } from '../../../picture/network/filter.ts'
import {
  addRelationship,
  edgeId,
  emptyNetwork,
  type NetworkNode,
  type Relationship,
} from '../../../picture/network/network.ts'

/** Ada left the lab, disputed; Bob was at the lab and the team; the team is part of the lab; Cyd is rumoured at the mill. */
function small() {
  const network = emptyNetwork()
  const node = (id: string, kind: NetworkNode['kind'], type: string | null = null) =>
    network.nodes.set(id, { ...{ id, name: id, kind, type }, aliases: [] })
  for (const id of ['ada', 'bob', 'cyd']) node(id, 'person')
  node('lab', 'organisation', 'company')
  node('team', 'organisation', 'team')
  node('mill', 'organisation', 'company')
  const add = (type: Relationship['type'], source: string, target: string, properties = {}) =>
    addRelationship(network, { type, source, target, properties: { id: `${type} ${source} ${target}`, ...properties } })
  add('LEFT', 'ada', 'lab', { status: 'reported', disputed: true })
  add('WAS_AT', 'bob', 'lab')
  add('WAS_AT', 'bob', 'team')
  add('PART_OF', 'team', 'lab')
  add('JOINED', 'cyd', 'mill', { status: 'rumoured' })
  return network
}

const line = (statuses: string[], sources: string[], roles: string[] = [], manners: string[] = []) => ({
  ...{ statuses, sources, roles, manners },
})
const CLAIMS: LineClaims = new Map([
  [
    edgeId('ada', 'lab'),
    line(['confirmed', 'reported'], ['a', 'b', 'c'], ['Chief Scientist'], ['resigned', 'dismissed']),
  ],
  [edgeId('bob', 'lab'), line(['reported'], ['a', 'b'], ['engineer'])],
  [edgeId('bob', 'team'), line(['reported'], ['a'])],
  [edgeId('team', 'lab'), line(['reported'], ['a'])],
  [edgeId('cyd', 'mill'), line(['rumoured'], ['d'])],
])

const ALL = ['ada lab', 'bob lab', 'bob team', 'cyd mill', 'lab team']
const CASES: [Filters, nodes: string[], lines: string[]][] = [
  [{ organisation: 'mill' }, ['cyd', 'mill'], ['cyd mill']],
  [{ kind: 'person' }, ['ada', 'bob', 'cyd'], []],
  [{ kind: 'organisation' }, ['lab', 'mill', 'team'], ['lab team']],
  [{ kind: 'team' }, ['bob', 'team'], ['bob team']],
  [{ role: 'scien' }, ['ada', 'lab'], ['ada lab']],
  [{ manner: 'dismissed' }, ['ada', 'lab'], ['ada lab']],
  [{ status: 'rumoured' }, ['cyd', 'mill'], ['cyd mill']],
  [{ certainty: 'uncertain' }, ['ada', 'cyd', 'lab', 'mill'], ['ada lab', 'cyd mill']],
  [{ disputed: 'no' }, ['bob', 'cyd', 'lab', 'mill', 'team'], ['bob lab', 'bob team', 'cyd mill', 'lab team']],
  [{ sources: '1' }, ['bob', 'cyd', 'lab', 'mill', 'team'], ['bob team', 'cyd mill', 'lab team']],
  [{ sources: '2+' }, ['ada', 'bob', 'lab'], ['ada lab', 'bob lab']],
  [{ sources: '2+', status: 'confirmed' }, ['ada', 'lab'], ['ada lab']],
  [{ manner: 'resigned', status: 'rumoured' }, [], []],
  [{ manner: 'no such manner' }, [], []],
]

describe('filters of a map', () => {
  test.each(CASES)('the filter %j leaves the nodes %j and the lines %j', (filters, nodes, lines) => {
    const left = filterNetwork(small(), filters, CLAIMS)
    expect([[...left.nodes.keys()].toSorted(), [...left.edges.keys()].toSorted()]).toEqual([nodes, lines])
  })

  test('a map without a filter stays the same object', () => {
    const network = small()
    expect(filterNetwork(network, {}, CLAIMS)).toBe(network)
  })

  test('a filter by claims lets everything pass until they have arrived', () => {
    expect([...filterNetwork(small(), { manner: 'resigned' }, null).edges.keys()].toSorted()).toEqual(ALL)
  })

  test('each value of a field comes with the number of lines that it leaves, or of nodes for their kind', () => {
    const network = small()
    for (const field of ['organisation', 'manner', 'status', 'certainty', 'disputed', 'sources'] as const)
      for (const [value, count] of filterValues(network, field, CLAIMS))
        expect([field, value, filterNetwork(network, { [field]: value }, CLAIMS).edges.size]).toEqual([
          field,
          value,
          count,
        ])
    expect(Object.fromEntries(filterValues(network, 'kind', CLAIMS))).toEqual({
      ...{ person: 3, organisation: 3, company: 2, team: 1 },
    })
    expect([...filterValues(network, 'organisation', CLAIMS).keys()].toSorted()).toEqual(['lab', 'mill', 'team'])
  })
})
