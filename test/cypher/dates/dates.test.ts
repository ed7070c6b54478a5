import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, DateError, dayNumber, parseDate } from '../../../cypher/dates.ts'

const bounds = (text: string) => [parseDate(text).earliest, parseDate(text).latest]

describe('parseDate', () => {
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
    ['20XX', '2000-01-01', '2099-12-31'],
    ['000X', '0001-01-01', '0009-12-31'],
    ['2024-XX', '2024-01-01', '2024-12-31'],
    ['2024-XX-XX', '2024-01-01', '2024-12-31'],
    ['2024-02-XX', '2024-02-01', '2024-02-29'],
    ['2024-21', '2024-01-01', '2024-12-31'],
    ['2024-22', '2023-11-01', '2025-03-31'],
    ['2024-23', '2024-01-01', '2024-12-31'],
    ['2024-24', '2023-11-01', '2025-03-31'],
    ['2024-21/2024-23', '2024-01-01', '2024-12-31'],
    ['2024-06-XX/2024-07-03', '2024-06-01', '2024-07-03'],
    ['199X/2004', '1990-01-01', '2004-12-31'],
    ['2024/', '2024-01-01', null],
    ['../..', null, null],
    ['0001', '0001-01-01', '0001-12-31'],
    ['1900-02', '1900-02-01', '1900-02-28'],
  ])('parseDate reads %s as no earlier than %s and no later than %s', (text, earliest, latest) => {
    expect(bounds(text)).toEqual([earliest, latest])
    expect(parseDate(text).text).toBe(text)
  })

  test.each([
    ['2023~', '2022-01-01', '2024-12-31'],
    ['2024-05~', '2024-04-01', '2024-06-30'],
    ['2024-01?', '2023-12-01', '2024-02-29'],
    ['2024-03-01~', '2024-02-29', '2024-03-02'],
    ['2024-05~/2024-09', '2024-04-01', '2024-09-30'],
    ['2024-05/2024-09%', '2024-05-01', '2024-10-31'],
    ['2024%', '2023-01-01', '2025-12-31'],
    ['199X~', '1980-01-01', '2009-12-31'],
    ['19XX?', '1800-01-01', '2099-12-31'],
    ['2024-XX?', '2023-01-01', '2025-12-31'],
    ['2024-02-XX~', '2024-01-01', '2024-03-31'],
    ['2024-21~', '2023-10-01', '2025-03-31'],
    ['0050-03-01~', '0050-02-28', '0050-03-02'],
    ['0001~', null, '0002-12-31'],
    ['9999-12-31?', '9999-12-30', null],
  ])('parseDate widens %s by one of its units on each side, to %s and %s', (text, earliest, latest) => {
    expect(bounds(text)).toEqual([earliest, latest])
  })

  test.each([
    ['42127', 'the serial number of a spreadsheet date'],
    ['20240515', 'put hyphens between'],
    ['2023/20240515', 'put hyphens between'],
    ['2024-13', 'no month 13'],
    ['2024-00', 'no month 00'],
    ['2024-02-30', '2024-02 has no day 30'],
    ['2023-02-29', '2023-02 has no day 29'],
    ['2024-5', 'two digits'],
    ['2023/2022', 'ends before it begins'],
    ['', 'write 2024'],
    ['May 2024', 'did you mean "2024-05"?'],
    ['2024/05/01', 'did you mean "2024-05-01"?'],
    ['2024-05-15T10:00:00Z', 'leave the time out; did you mean "2024-05-15"?'],
    ['24:00, May', 'write 2024'],
    ['[2021,2022]', 'write 2024'],
    ['0000', 'years run from 0001'],
    ['-0044', 'years run from 0001'],
    ['-199X', 'years run from 0001'],
    ['Y170000002', 'years run from 0001'],
    ['Y-17000', 'years run from 0001'],
    ['-0044/0010', 'years run from 0001'],
    ['2024-05-15T10:00:00Z', 'times of day are not supported'],
    ['2024-05-15T10:00:00Z/..', 'times of day are not supported'],
    ['{2021,2022}', 'level 2'],
    ['[2021..]', 'level 2'],
    ['1XXX', 'level 2'],
    ['2024-1X', 'level 2'],
    ['2024-XX-15', 'level 2'],
    ['201X-05', 'level 2'],
    ['?2024-06', 'level 2'],
    ['2024-06~-11', 'level 2'],
    ['2024-25', 'level 2'],
    ['Y17E7', 'level 2'],
    ['1950S2', 'level 2'],
    ['2024~?', 'write 2024'],
    ['..', 'write 2024'],
    ['2024..', 'write 2024'],
    ['2024-05/2024-06/2024-07', 'write 2024'],
    ['20245', 'write 2024'],
    [' 2024', 'did you mean "2024"?'],
    ['2024-02-30/2024-03', '2024-02 has no day 30'],
    ['2024-13~', 'no month 13'],
    ['2024-22-01', 'no month 22'],
    ['9'.repeat(100_000), 'write 2024'],
  ])('parseDate rejects "%s" with the message "%s"', (text, reason) => {
    expect(() => parseDate(text)).toThrow(DateError)
    expect(() => parseDate(text)).toThrow(reason)
  })

  test('parseDate accepts exactly the days of the calendar', () => {
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

  test('parseDate bounds a date with unspecified digits by the first and last day that match it', () => {
    const days: string[] = []
    for (let day = Date.UTC(1890, 0); day < Date.UTC(2110, 0); day += 86_400_000)
      days.push(new Date(day).toISOString().slice(0, 10))
    const digits = fc
      .integer({ min: 1900, max: 2099 })
      .chain(year =>
        fc.constantFrom(
          String(year),
          `${String(year).slice(0, 3)}X`,
          `${String(year).slice(0, 2)}XX`,
          ...['02', '09', '11', 'XX'].map(month => `${year}-${month}`),
          `${year}-02-XX`,
          `${year}-12-XX`,
          `${year}-XX-XX`,
        ),
      )
    fc.assert(
      fc.property(digits, text => {
        const pattern = new RegExp(`^${text.replaceAll('X', '\\d')}`)
        const matching = days.filter(day => pattern.test(day))
        expect(bounds(text)).toEqual([matching[0], matching.at(-1)])
      }),
      { numRuns: 40 },
    )
  })

  test('parseDate returns ordered bounds for any text or throws a DateError', () => {
    const piece = fc.constantFrom(
      '2024',
      '-05',
      '-2',
      '-31',
      '/',
      '..',
      '~',
      '?',
      'X',
      '-XX',
      'Y',
      '-',
      '0',
      '-21',
      '%',
      '[',
      'T10',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join('')),
          fc.string(),
        ),
        text => {
          try {
            const { earliest, latest } = parseDate(text)
            expect((earliest ?? '') <= (latest ?? '9999')).toBe(true)
            for (const day of [earliest, latest]) if (day !== null) expect(addDays(day, 0)).toBe(day)
          } catch (error) {
            expect(error).toBeInstanceOf(DateError)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})

test('dayNumber and addDays count days as the calendar does', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), fc.integer({ min: -800, max: 800 }), (number, by) => {
      const written = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10)
      const day = written(number)
      expect(dayNumber(day)).toBe(number)
      const moved = new Date((number + by) * 86_400_000)
      const within = moved.getUTCFullYear() >= 1 && moved.getUTCFullYear() <= 9999
      expect(addDays(day, by)).toBe(within ? written(number + by) : null)
    }),
    { numRuns: 2000 },
  )
})
