import { expect, test } from 'vitest'
import { dateShown, precisionShown } from '../../../seeds/files/cell-dates.ts'

test.each([
  ['yyyy-mm-dd', 'day'],
  ['[$-409]d\\-mmm\\-yy;@', 'day'],
  ['[$-411]ge.m.d', 'day'],
  ['yyyy"年"m"月"', 'month'],
  ['mmm yyyy', 'month'],
  ['yyyy', 'year'],
  ['yyyy "d"', 'year'],
  ['0', null],
  ['#,##0.00', null],
  ['General', null],
  ['h:mm:ss', null],
  ['[h]:mm', null],
  ['0.00E+00', null],
])('the number format %s is shown with the precision %s', (code, shown) => {
  expect(precisionShown(164, new Map([[164, code]]))).toBe(shown)
})

test('a built-in number format that is a month in one language and a day in another counts as a month', () => {
  expect([14, 17, 22, 57, 0, 18, 49].map(id => precisionShown(id, new Map()))).toEqual([
    'day',
    'month',
    'day',
    'month',
    null,
    null,
    null,
  ])
})

test.each([
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [60, false, null],
  [61, false, '1900-03-01'],
  [45000.999, false, '2023-03-15'],
  [0, true, null],
  [43538, true, '2023-03-15'],
  [-1, false, null],
  [Number.NaN, false, null],
  [3e9, false, null],
])('the serial number %s (1904 date system: %s) is the day %s', (serial, from1904, day) => {
  expect(dateShown(serial, 'day', from1904)).toBe(day)
})
