import { expect, test } from 'vitest'
import { relationshipRows } from '../../../client/table/relationship-rows.ts'
import { readReply } from '../../../picture/network/read-reply.ts'

const node = (label: string, id: string) => ({
  ...{ kind: 'node', key: id, labels: [label] },
  properties: { id, name: id.toUpperCase() },
})
const relationship = (type: string, properties: object) => ({
  ...{ kind: 'relationship', key: type, type, start: 'ada', end: 'lab' },
  properties: { id: type, ...properties },
})

test('the table of a network has one row for each relationship, with its date and the number of its claims', () => {
  const relationships = [
    relationship('LEFT', { on: '2024-05', earliest: '2024-05-01', latest: '2024-05-31', claims: ['a', 'b'] }),
    relationship('WAS_AT', { beginEarliest: '2020-01-01', beginLatest: '2020-12-31', claims: ['c'] }),
  ]
  const rows = [{ source: node('Person', 'ada'), target: node('Organisation', 'lab'), relationships }]
  const found = relationshipRows(readReply({ query: 'overview', params: {}, rows }))
  const ends = { name: { id: 'ada', name: 'ADA' }, organisation: { id: 'lab', name: 'LAB' } }
  expect(found).toEqual([
    expect.objectContaining({ ...ends, event: 'left', on: '2024-05', latest: '2024-05-31', begin: null, claims: 2 }),
    expect.objectContaining({
      ...{ ...ends, event: 'present', on: null, end: null, claims: 1 },
      begin: { on: null, earliest: '2020-01-01', latest: '2020-12-31' },
    }),
  ])
})
