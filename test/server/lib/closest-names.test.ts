import { expect, test } from 'vitest'
import { closestName, closestNames } from '../../../server/lib/closest-names.ts'

const NAMES = ['Person', 'Organisation', 'Source']

test.each([
  ['Persn', 'Person'],
  ['person', 'Person'],
  ['Organization', 'Organisation'],
  ['Xyz', undefined],
])('the closest name to %s is %s', (name, expected) => {
  expect(closestName(name, NAMES)).toBe(expected)
})

test('two letters in the wrong order count as one slip', () => {
  expect(closestName('form', ['from', 'to'])).toBe('from')
  expect(closestNames('form', ['to', 'for', 'from', 'limit'], 2)).toEqual(['for', 'from'])
})
