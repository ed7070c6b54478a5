import { describe, expect, test } from 'vitest'
import { EDGE_KINDS, edgeMeaning } from '../../../picture/network/edge-kind.ts'
import type { RelationshipType } from '../../../picture/network/network.ts'

const relationship = (type: RelationshipType, properties: Record<string, unknown> = {}) => ({ type, properties })

describe('meaning of a line', () => {
  test.each([
    [['JOINED', 'WAS_AT'], 'joined'],
    [['LEFT', 'WAS_AT'], 'left'],
    [['WAS_AT', 'LEFT', 'JOINED'], 'both'],
    [['JOINED', 'LEFT', 'JOINED', 'LEFT'], 'both'],
    [['WAS_AT'], 'present'],
    [['PART_OF'], 'part-of'],
    [['OTHER'], 'other'],
    [['OTHER', 'LEFT'], 'left'],
  ] as const)('a line that combines the relationships %j is drawn as %s', (types, kind) => {
    expect(edgeMeaning(types.map(type => relationship(type)))).toEqual({ kind, doubtful: false })
    expect(EDGE_KINDS).toContain(kind)
  })

  test.each([
    { disputed: true, status: 'confirmed' },
    { disputed: false, status: 'rumoured' },
    { disputed: false, status: 'denied' },
    { certainty: 'possible' },
  ])('an event with %j makes its line doubtful, however certain the other events are', properties => {
    const sure = relationship('JOINED', { disputed: false, status: 'confirmed' })
    expect(edgeMeaning([sure, relationship('LEFT', properties)])).toEqual({ kind: 'both', doubtful: true })
  })

  test('a confirmed or reported event without a dispute does not make its line doubtful', () => {
    const events = ['confirmed', 'reported'].map(status => relationship('LEFT', { status, disputed: false }))
    expect(edgeMeaning(events).doubtful).toBe(false)
  })

  test('a rumoured leaving casts no doubt on a confirmed one', () => {
    const rumour = relationship('LEFT', { status: 'rumoured', disputed: true })
    const sure = relationship('LEFT', { status: 'confirmed', disputed: false })
    const joined = relationship('JOINED', { status: 'confirmed', disputed: false })
    expect(edgeMeaning([joined, sure, rumour])).toEqual({ kind: 'both', doubtful: false })
    expect(edgeMeaning([joined, rumour])).toEqual({ kind: 'both', doubtful: true })
  })
})
