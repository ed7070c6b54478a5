import { describe, expect, test } from 'vitest'
import { isScheduled, scheduledAsOf, wasScheduled } from '../../cypher/scheduled-as-of.ts'
import { reconcile } from '../../seeds/reconcile/reconcile.ts'
import { claim } from '../seeds/reconcile/claims.ts'

const said = (on: string | null, published: string | null) => ({ on, source: { published } })

describe('the tense of a claim', () => {
  test.each([
    ['2024-11-15', '2024-11-12', true],
    ['2024-11-15', '2024-11-14', true],
    ['2024-11-15', '2024-11-15', false],
    ['2024-11', '2024-11-12', false],
    ['2024-12', '2024-11', true],
    ['2024-11-15', '2024-11', false],
    ['2024-11-15', '2024-10/..', false],
    ['2024-11-15', null, false],
    ['../2024-11-15', '2020', false],
    [null, '2024-11-12', false],
    ['soon', '2024-11-12', false],
  ])('%s in a source of %s is announced: %s', (on, published, expected) => {
    expect(wasScheduled(said(on, published))).toBe(expected)
  })

  test('a claim about a day after today is scheduled, whenever its source was published', () => {
    expect([
      isScheduled(said('2024-11-15', null), '2024-11-14'),
      isScheduled(said('2024-11-15', null), '2024-11-15'),
    ]).toEqual([true, false])
  })

  test('no claims announce nothing', () => expect(scheduledAsOf([])).toBeNull())
})

describe('an event that its sources announce', () => {
  const leaving = (...claims: Parameters<typeof claim>[]) =>
    reconcile(claims.map(one => claim(...one))).left[0]?.scheduledAsOf

  test('it was scheduled as of its newest source if all were published before its first possible day', () => {
    expect(
      leaving(
        ['left', '2024-11-15', { source: 'a', published: '2024-11-12' }],
        ['left', '2024-11-15', { source: 'b', published: '2024-11-09' }],
        ['left', null, { source: 'c', published: '2024-11', manner: 'resigned' }],
      ),
    ).toBeNull()
    expect(
      leaving(
        ['left', '2024-11-15', { source: 'a', published: '2024-11-12' }],
        ['left', '2024-11-15', { source: 'b', published: '2024-11-09' }],
        ['left', null, { source: 'c', published: '2024-10', manner: 'resigned' }],
      ),
    ).toBe('2024-11-12')
  })

  test('a source of that day or later, or without a date, may say that it has happened', () => {
    for (const published of ['2024-11-15', '2025', null])
      expect(
        leaving(
          ['left', '2024-11-15', { source: 'a', published: '2024-11-12' }],
          ['left', null, { source: 'b', published }],
        ),
      ).toBeNull()
  })

  test('a rumour or a denial of a later day does not turn an announcement into a report', () => {
    for (const status of ['rumoured', 'denied'] as const)
      expect(
        leaving(
          ['left', '2024-11-15', { source: 'a', published: '2024-11-12' }],
          ['left', '2024-11-15', { source: 'b', published: '2024-12-01', status }],
        ),
      ).toBe('2024-11-12')
  })

  test('an announced departure ends the tenure on the announced day', () => {
    const { tenures } = reconcile([claim('left', '2024-11-15', { published: '2024-11-12' })])
    expect(tenures).toMatchObject([{ open: false, endEarliest: '2024-11-15', endLatest: '2024-11-15' }])
  })
})
