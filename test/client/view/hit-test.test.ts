import { expect, test } from 'vitest'
import { distanceToLine } from '../../../client/view/hit-test.ts'

test('the distance to a line is that to its nearest point, which may be one of its ends', () => {
  const [from, to] = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ]
  expect(distanceToLine({ x: 4, y: 3 }, from, to)).toBe(3)
  expect(distanceToLine({ x: 13, y: 4 }, from, to)).toBe(5)
  expect(distanceToLine({ x: -3, y: -4 }, from, to)).toBe(5)
  expect(distanceToLine({ x: 3, y: 4 }, from, from)).toBe(5)
})
