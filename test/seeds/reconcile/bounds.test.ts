import { describe, expect, test } from 'vitest'
import type { WeighedClaim } from '../../../seeds/claims/claim.ts'
import { reconcile } from '../../../seeds/reconcile/reconcile.ts'
import { claim } from './claims.ts'

/** Each event as its source dates it, with the days that are left to it. */
const eventsOf = (claims: WeighedClaim[]) => {
  const { joined, left } = reconcile(claims)
  return [...joined, ...left].map(({ kind, on, earliest, latest }) => [kind, on, earliest, latest])
}

describe('an event and the rest of its stay', () => {
  test('a leaving in the year of the joining was not before the joining', () => {
    expect(eventsOf([claim('joined', '2018-05'), claim('left', '2018')])).toEqual([
      ['joined', '2018-05', '2018-05-01', '2018-05-31'],
      ['left', '2018', '2018-05-01', '2018-12-31'],
    ])
  })

  test('a joining in the year of the leaving was not after the leaving', () => {
    expect(eventsOf([claim('joined', '2018'), claim('left', '2018-03')])).toEqual([
      ['joined', '2018', '2018-01-01', '2018-03-31'],
      ['left', '2018-03', '2018-03-01', '2018-03-31'],
    ])
  })

  test('a person seen in June had not left in May', () => {
    expect(eventsOf([claim('present', '2018-06-15'), claim('left', '2018')])).toEqual([
      ['left', '2018', '2018-06-15', '2018-12-31'],
    ])
  })

  test('a person who joins again had left by then, and a later stay begins after an earlier one', () => {
    const claims = [claim('joined', '2015'), claim('left', '2018'), claim('joined', '2018-03')]
    expect(eventsOf(claims)).toContainEqual(['left', '2018', '2018-01-01', '2018-03-31'])
    const later = [claim('joined', '2017'), claim('left', '2018-09'), claim('joined', '2018'), claim('left', '2019')]
    expect(eventsOf(later)).toContainEqual(['joined', '2018', '2018-09-01', '2018-12-31'])
  })

  test('a leaving before the joining keeps the days that its own date means', () => {
    expect(eventsOf([claim('joined', '2018', { stint: '1' }), claim('left', '2016', { stint: '1' })])).toEqual([
      ['joined', '2018', '2018-01-01', '2018-12-31'],
      ['left', '2016', '2016-01-01', '2016-12-31'],
    ])
  })
})
