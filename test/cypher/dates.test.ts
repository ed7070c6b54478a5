import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asOf, before, canAgree, DateError, parseDate, type TenureBounds } from '../../cypher/dates.ts'

const bounds = (text: string) => [parseDate(text).earliest, parseDate(text).latest]

describe('a date', () => {
  test.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-05', '2024-05-01', '2024-05-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2023-11-17', '2023-11-17', '2023-11-17'],
    ['2022/2023', '2022-01-01', '2023-12-31'],
    ['2022-05/..', '2022-05-01', null],
    ['../2024-10', null, '2024-10-31'],
    ['/2024-10', null, '2024-10-31'],
    ['202X', '2020-01-01', '2029-12-31'],
    ['2024-XX', '2024-01-01', '2024-12-31'],
    ['2024-02-XX', '2024-02-01', '2024-02-29'],
  ])('%s means no day before %s and none after %s', (text, earliest, latest) => {
    expect(bounds(text)).toEqual([earliest, latest])
    expect(parseDate(text).text).toBe(text)
  })

  test.each([
    ['2023~', '2022-01-01', '2024-12-31'],
    ['2024-05~', '2024-04-01', '2024-06-30'],
    ['2024-01?', '2023-12-01', '2024-02-29'],
    ['2024-03-01~', '2024-02-29', '2024-03-02'],
    ['2024-05~/2024-09', '2024-04-01', '2024-09-30'],
  ])('%s is widened by one of its units on either side', (text, earliest, latest) => {
    expect(bounds(text)).toEqual([earliest, latest])
  })

  test.each([
    ['2024-13', 'no month 13'],
    ['2024-00', 'no month 00'],
    ['2024-02-30', '2024-02 has no day 30'],
    ['2023-02-29', '2023-02 has no day 29'],
    ['2024-5', 'two digits'],
    ['2023/2022', 'ends before it begins'],
    ['', 'write 2024'],
    ['May 2024', 'write 2024'],
    ['2024/05/01', 'write 2024'],
    ['2024-05-15T10:00:00Z', 'write 2024'],
    ['[2021,2022]', 'write 2024'],
    ['0000', 'write 2024'],
  ])('"%s" is refused: %s', (text, reason) => {
    expect(() => parseDate(text)).toThrow(DateError)
    expect(() => parseDate(text)).toThrow(reason)
  })

  test('is never a day that the calendar lacks, and refused exactly where it is', () => {
    const part = fc.integer({ min: 0, max: 32 })
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), part, part, (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const real = new Date(`${text}T00:00:00Z`)
        const exists = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(text)
        if (exists) expect(bounds(text)).toEqual([text, text])
        else expect(() => parseDate(text)).toThrow(DateError)
      }),
    )
  })
})

// Days are few enough here to try every pair that two dates allow.
const allDays = ({ earliest, latest }: { earliest: string | null; latest: string | null }): string[] => {
  const days: string[] = []
  for (let day = Date.parse(earliest ?? ''); day <= Date.parse(latest ?? ''); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10))
  return days
}
const vague = fc
  .tuple(
    fc.integer({ min: 2022, max: 2023 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.constantFrom('month', 'day', 'month~', 'day~'),
  )
  .map(([year, month, day, kind]) => {
    const text = `${year}-${String(month).padStart(2, '0')}`
    const mark = kind.endsWith('~') ? '~' : ''
    return parseDate(kind.startsWith('day') ? `${text}-${String(day).padStart(2, '0')}${mark}` : text + mark)
  })

describe('order', () => {
  test('is what trying every day of both dates tells', () => {
    fc.assert(
      fc.property(vague, vague, (a, b) => {
        const pairs = allDays(a).flatMap(x => allDays(b).map(y => x < y))
        const oracle = pairs.every(Boolean) ? 'definite' : pairs.some(Boolean) ? 'possible' : 'no'
        expect(before(a, b)).toBe(oracle)
      }),
      { numRuns: 200 },
    )
  })

  test('two dates can agree where they share a day', () => {
    fc.assert(
      fc.property(vague, vague, (a, b) => {
        const days = new Set(allDays(a))
        expect(canAgree(a, b)).toBe(allDays(b).some(day => days.has(day)))
      }),
    )
  })
})

describe('as of a day, a stay', () => {
  const stay = (begin: string, end: string | null, lastSeen: string | null = null): TenureBounds => ({
    begin: parseDate(begin),
    end: end === null ? { earliest: null, latest: null } : parseDate(end),
    open: end === null,
    lastSeen,
  })

  test.each([
    ['2015-06', '2020', '2015-05-31', 'no'],
    ['2015-06', '2020', '2015-06-15', 'possible'],
    ['2015-06', '2020', '2015-06-30', 'definite'],
    ['2015-06', '2020', '2019-12-31', 'definite'],
    ['2015-06', '2020', '2020-01-01', 'possible'],
    ['2015-06', '2020', '2020-12-31', 'no'],
    ['../2015', '2020', '1999-01-01', 'possible'],
  ])('from %s to %s is at %s: %s', (begin, end, day, certainty) => {
    expect(asOf(stay(begin, end), day)).toBe(certainty)
  })

  test('that nobody has ended is sure until it was last seen, and possible after', () => {
    const open = stay('2015', null, '2024-02-19')
    expect(asOf(open, '2024-02-19')).toBe('definite')
    expect(asOf(open, '2024-02-20')).toBe('possible')
    expect(asOf(stay('2015', null), '2016-01-01')).toBe('possible')
  })

  test('is what trying every begin and end tells', () => {
    fc.assert(
      fc.property(vague, vague, vague, (begin, end, day) => {
        const at = day.earliest ?? ''
        const there = allDays(begin).flatMap(from => allDays(end).map(to => from <= at && at < to))
        const oracle = there.every(Boolean) ? 'definite' : there.some(Boolean) ? 'possible' : 'no'
        expect(asOf({ begin, end, open: false, lastSeen: null }, at)).toBe(oracle)
      }),
      { numRuns: 200 },
    )
  })
})
