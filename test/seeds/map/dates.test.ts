import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDate } from '../../../cypher/dates.ts'
import { compilePattern, PatternError } from '../../../seeds/map/text/date-pattern.ts'

test.each([
  ['dd/MM/yyyy', '05/03/2015', '2015-03-05'],
  ['dd/MM/yyyy', '5/3/2015', null],
  ['d/M/yyyy', '5/3/2015', '2015-03-05'],
  ['yyyy年M月', '2015年3月', '2015-03'],
  ['yyyy年M月d日', '2015年12月31日', '2015-12-31'],
  ['yyyy', '2015', '2015'],
  ['yyyy', '2015-03', null],
  ['MMM yyyy', 'Mar 2015', '2015-03'],
  ['MMM yyyy', 'Sept. 2015', '2015-09'],
  ['MMMM d, yyyy', 'march 5, 2015', '2015-03-05'],
  ['MMM yyyy', 'Foo 2015', null],
  ["'in' yyyy", 'in 2015', '2015'],
  ['d.M.yyyy HH:mm', '5.3.2015 23:59', '2015-03-05'],
  ['yyyyMMdd', '20150305', '2015-03-05'],
  ['yyyy.M', '2015x3', null],
])('the date pattern %s reads %s as %s', (pattern, text, expected) => {
  expect(compilePattern(pattern)(text)).toBe(expected)
})

test('a date pattern reads month names in the given language', () => {
  expect(compilePattern('d. MMMM yyyy', 'de')('5. März 2015')).toBe('2015-03-05')
  expect(compilePattern('d MMMM yyyy', 'fr')('1 août 2015')).toBe('2015-08-01')
})

test.each([
  ['M/d/yy', 1950, '1/21/77', '1977-01-21'],
  ['M/d/yy', 1950, '3/12/21', '2021-03-12'],
  ['M/d/yy', 1950, '1/1/50', '1950-01-01'],
  ['M/d/yy', 1950, '1/1/49', '2049-01-01'],
  ['MMM yy', 1927, 'Mar 26', '2026-03'],
  ['MMM yy', 1927, 'Mar 27', '1927-03'],
  ['d.M.yy', 1800, '1.2.00', '1800-02-01'],
  ['M/d/yy', 1950, '1/21/1977', null],
])('the date pattern %s from %i reads %s as %s', (pattern, from, text, expected) => {
  expect(compilePattern(pattern, 'en', from)(text)).toBe(expected)
})

test('a pattern with a two-digit year and no century names the way to state one', () => {
  expect(() => compilePattern('M/d/yy')).toThrow('{ pattern: M/d/yy, from: 1950 }')
  expect(() => compilePattern('M/d/yyyy', 'en', 1950)).toThrow('remove from, which is for yy')
})

describe('rejected date patterns', () => {
  test.each(['M.d', 'd yyyy', 'yy-MM', 'yyyy Q', 'yyyy yyyy', 'yyyy M MMM'])(
    'compilePattern rejects the pattern %s',
    pattern => {
      expect(() => compilePattern(pattern)).toThrow(PatternError)
    },
  )
})

test('a date pattern reads the date that was written, with exactly the precision of the pattern', () => {
  const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.constantFrom('day', 'month', 'year'), (date, precision) => {
      const iso = date.toISOString().slice(0, 10)
      const [year = '', month = '', d = ''] = iso.split('-')
      const [pattern, text] = {
        day: ['d.M.yyyy', `${Number(d)}.${Number(month)}.${year}`],
        month: ['M/yyyy', `${Number(month)}/${year}`],
        year: ['yyyy年', `${year}年`],
      }[precision] as [string, string]
      const read = compilePattern(pattern)(text) ?? ''
      expect(iso.startsWith(read)).toBe(true)
      expect(parseDate(read).precision).toBe(precision)
    }),
  )
})
