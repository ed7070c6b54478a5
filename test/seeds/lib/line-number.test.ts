import { expect, test } from 'vitest'
import { nameLineNumbers, placeOf } from '../../../seeds/lib/line-number.ts'

test.each([
  ['row 12', 'row', 12],
  ['list.csv row 3', 'list.csv row', 3],
  ['Line: 7', 'Line', 7],
  ['Zeile 4', 'Zeile', 4],
  ['ligne 4', 'ligne', 4],
  ['行 9', '行', 9],
  ['第3行', '第行', 3],
  ['row 3 of a.csv', 'row of a.csv', 3],
  ['page 2, line 14', 'page 2, line', 14],
])('the locator "%s" identifies as "%s", in line %i', (locator, text, line) => {
  expect(placeOf(locator)).toEqual({ text, line })
})

test.each(['¶ 3', 'p. 12', 'page 4', 'Item 5.02', 'paragraph 2', 'arrow 3', 'https://example.org/2019/row', null])(
  'the locator "%s" is a place in the source, and is part of the identity unchanged',
  locator => {
    expect(placeOf(locator)).toEqual({ text: locator, line: null })
  },
)

test.each([
  ['{@line}', 'row {@line}'],
  ['{@file} {@line}', '{@file} row {@line}'],
  ['row {@line}', 'row {@line}'],
  ['Zeile: {@index}', 'Zeile: {@index}'],
  ['第{@line}行', '第{@line}行'],
  ['{Page}', '{Page}'],
])('a mapping with the locator "%s" calls line numbers rows: "%s"', (template, named) => {
  expect(nameLineNumbers(template)).toBe(named)
})
