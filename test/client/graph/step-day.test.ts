import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { STEP_UNITS, startOf, stepDay, stepYear } from '../../../client/graph/step-day.ts'
import { addDays } from '../../../cypher/dates.ts'

const day = fc.integer({ min: -700_000, max: 700_000 }).map(n => addDays('1970-01-01', n) ?? '1970-01-01')

describe('steps of the date', () => {
  test.each([
    ['2024-02-28', 'day', 1, '2024-02-29'],
    ['2024-01-01', 'day', -1, '2023-12-31'],
    ['2023-12-15', 'month', 1, '2024-01-01'],
    ['2023-12-15', 'month', -1, '2023-12-01'],
    ['2024-01-01', 'month', -1, '2023-12-01'],
    ['2023-12-15', 'year', 1, '2024-01-01'],
    ['2023-12-15', 'year', -1, '2023-01-01'],
    ['2023-01-01', 'year', -1, '2022-01-01'],
    ['9999-12-31', 'day', 1, '9999-12-31'],
    ['0001-01-01', 'month', -1, '0001-01-01'],
  ] as const)('from %s, a step by a %s in direction %i is to %s', (from, unit, by, to) => {
    expect(stepDay(from, unit, by)).toBe(to)
  })

  test('a step of a year keeps the day, except 29 February', () => {
    expect(stepYear('2023-12-15', 1)).toBe('2024-12-15')
    expect(stepYear('2024-02-29', 1)).toBe('2025-02-28')
    expect(stepYear('2024-02-29', -1)).toBe('2023-02-28')
    expect(stepYear('0001-05-05', -1)).toBe('0001-05-05')
  })

  test('a step forward and back returns to the beginning of the unit', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...STEP_UNITS), (from, unit) => {
        const next = stepDay(from, unit, 1)
        expect(next > from).toBe(true)
        expect(startOf(next, unit)).toBe(next)
        expect(stepDay(next, unit, -1)).toBe(startOf(from, unit))
      }),
    )
  })
})
