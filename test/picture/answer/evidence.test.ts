import { expect, test } from 'vitest'
import { newestOf } from '../../../picture/answer/evidence.ts'

test.each([
  [['2024-05-15', '2024-12', '2024-21'], '2024-12'],
  [['2019', '201X'], '2019'],
  [['2024-11-30', '2024'], '2024'],
  [[null, 'not a date', '../..'], null],
  [[null, '2020', 'not a date'], '2020'],
])('the newest of %j is %s: the one with the latest last day', (dates, newest) => {
  expect(newestOf(dates)).toBe(newest)
})
