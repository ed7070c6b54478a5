import { describe, expect, test } from 'vitest'
import { dateIn, numberWords, rangeWords } from '../../../picture/answer/cell-words.ts'

describe('words of table cells', () => {
  test.each([
    [1234.5, '1,234.5'],
    [0.25, '0.25'],
    [0.0000553, '0.000055'],
    [0, '0'],
  ])('the number %d is shown as %s, without a digit that it does not have', (value, words) =>
    expect(numberWords(value, 'en')).toBe(words),
  )

  test.each([
    [{ min: 1, max: 3 }, 'share', '1 – 3'],
    [{ min: 1, max: null }, 'share', '1 – …'],
    [{ min: 2000, max: 2000 }, 'share', '2,000'],
    [{ min: 1, max: null }, 'days', '1 day or more'],
    [{ min: 0, max: 1 }, 'gap', '0–1 days'],
    [{ min: null, max: null }, 'gap', ''],
  ])('the range %j in the column %s is shown as "%s"', (range, column, words) =>
    expect(rangeWords(range, column, 'en')).toBe(words),
  )

  test('a vague date has its bounds, and a name, an id or an invalid month has none', () => {
    expect(dateIn('on', '../2024-10')).toMatchObject({ earliest: null, latest: '2024-10-31' })
    expect([dateIn('name', '1984'), dateIn('id', '2024-05'), dateIn('on', '2024-13')]).toEqual([null, null, null])
  })
})
