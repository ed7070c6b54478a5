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

/** What claims say in short, each as `event status role manner source`; a dash for nothing. */
const line = (...texts: string[]) => {
  const claims = texts.map((text, at) => {
    const [event = '', status = '', role = '', manner = '', source = ''] = text.split(' ')
    const or = (word: string) => (word === '-' ? null : word)
    return { id: `${at}-${text}`, event, status, role: or(role), manner: or(manner), source }
  })
  const all = <Value>(values: (Value | null)[]) => [...new Set(values)].filter(value => value !== null)
  return {
    sources: all(claims.map(({ status, source }) => (status === 'denied' ? null : source))),
    statuses: all(claims.map(({ status }) => status)),
    roles: all(claims.map(({ role }) => role)),
    manners: all(claims.map(({ event, manner }) => (event === 'left' ? manner : null))),
    claims,
  }
}
const CLAIMS: LineClaims = new Map([
  [
    edgeId('ada', 'lab'),
    line(
      'left confirmed Chief-Scientist resigned a',
      'left reported - resigned b',
      'left reported - dismissed c',
      'joined reported clerk - a',
    ),
  ],
  [edgeId('bob', 'lab'), line('present reported engineer - a', 'present reported - - b')],
  [edgeId('bob', 'team'), line('present reported - - a')],
  [edgeId('team', 'lab'), line('part-of reported - - a')],
  [edgeId('cyd', 'mill'), line('joined rumoured - - d')],
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
  [{ sources: '2+', status: 'confirmed' }, [], []],
  [{ sources: '1', status: 'confirmed' }, ['ada', 'lab'], ['ada lab']],
  [{ manner: 'resigned', status: 'rumoured' }, [], []],
  [{ manner: 'resigned', status: 'confirmed', role: 'scientist' }, ['ada', 'lab'], ['ada lab']],
  [{ manner: 'dismissed', status: 'confirmed' }, [], []],
  [{ manner: 'resigned', role: 'clerk' }, [], []],
  [{ manner: 'resigned', sources: '2+' }, ['ada', 'lab'], ['ada lab']],
  [{ manner: 'dismissed', sources: '2+' }, [], []],
  [{ manner: 'dismissed', sources: '1' }, ['ada', 'lab'], ['ada lab']],
  [{ manner: 'resigned', disputed: 'no' }, [], []],
  [{ manner: 'no such manner' }, [], []],
]

describe('filters of a map', () => {
  test.each(CASES)('the filter %j leaves the nodes %j and the lines %j', (filters, nodes, lines) => {
    const left = filterNetwork(small(), filters, CLAIMS)
    expect([[...left.nodes.keys()].toSorted(), [...left.edges.keys()].toSorted()]).toEqual([nodes, lines])
  })

  test('all filters must hold of one claim and its event: a rumoured resignation beside a certain dismissal is no certain resignation', () => {
    const network = emptyNetwork()
    const ends = { source: 'eve', target: 'lab' }
    const add = (type: Relationship['type'], properties: object) =>
      addRelationship(network, { type, ...ends, properties: { id: JSON.stringify(properties), ...properties } })
    add('WAS_AT', { claims: ['0-left reported - dismissed a'] })
    add('LEFT', { status: 'reported', disputed: false, claims: ['0-left reported - dismissed a'] })
    add('LEFT', { status: 'rumoured', claims: ['1-left rumoured - resigned b'] })
    const claims = new Map([[edgeId('eve', 'lab'), line('left reported - dismissed a', 'left rumoured - resigned b')]])
    const passes = (filters: Filters) => filterNetwork(network, filters, claims).edges.size === 1
    expect(passes({ manner: 'resigned', certainty: 'certain' })).toBe(false)
    expect(passes({ manner: 'resigned', certainty: 'uncertain' })).toBe(true)
    expect(passes({ manner: 'dismissed', certainty: 'certain' })).toBe(true)
    expect(passes({ manner: 'dismissed', certainty: 'uncertain' })).toBe(false)
    expect([passes({ certainty: 'certain' }), passes({ certainty: 'uncertain' })]).toEqual([true, true])
  })

  test('a tenure beside a disputed leaving is no undisputed event, and one that another claim supports is', () => {
    const network = emptyNetwork()
    const add = (type: Relationship['type'], target: string, claims: string[], disputed?: boolean) =>
      addRelationship(network, { type, source: 'eve', target, properties: { id: type + target, claims, disputed } })
    for (const at of ['lab', 'mill']) add('LEFT', at, ['left'], true)
    add('WAS_AT', 'lab', ['left'])
    add('WAS_AT', 'mill', ['left', 'seen'])
    expect([...filterNetwork(network, { disputed: 'no' }, null).edges.keys()]).toEqual([edgeId('eve', 'mill')])
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
