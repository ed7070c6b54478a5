import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { suggestDates } from '../../../cypher/dates/suggest.ts'
import { DateError, parseDate } from '../../../cypher/dates.ts'

const NOTATIONS: Record<string, string[]> = {
  '2010s': ['201X'],
  "1990's": ['199X'],
  '1900s': ['190X', '19XX'],
  '20th century': ['19XX'],
  '2010年代': ['201X'],
  '20世纪': ['19XX'],
  'Q3 2023': ['2023-07/2023-09'],
  '2023Q4': ['2023-10/2023-12'],
  '2020年第三季度': ['2020-07/2020-09'],
  'H1 2020': ['2020-01/2020-06'],
  '2020年下半年': ['2020-07/2020-12'],
  'spring 2020': ['2020-21'],
  '2020 Fall': ['2020-23'],
  'before 2010': ['../2009'],
  'before May 2010': ['../2010-04'],
  'before 2010-03-01': ['../2010-02-28'],
  'after 2010': ['2011/..'],
  'after 31 Dec 2010': ['2011-01-01/..'],
  'since 2010': ['2010/..'],
  'until 2010-05': ['../2010-05'],
  '2010–present': ['2010/..'],
  'c. 2010': ['2010~'],
  'circa 2010': ['2010~'],
  'about May 2010': ['2010-05~'],
  '~2010': ['2010~'],
  约2010年: ['2010~'],
  '2010年左右': ['2010~'],
  '2010-00-00': ['2010'],
  '2010-05-00': ['2010-05'],
  '2010-5': ['2010-05'],
  '2010-5-3': ['2010-05-03'],
  '2010–2012': ['2010/2012'],
  '2010-2012': ['2010/2012'],
  '2010–12': ['2010-12', '2010/2012'],
  '1998-99': ['1998/1999'],
  '2010 to 2012': ['2010/2012'],
  'between 2010 and 2012': ['2010/2012'],
  'May–June 2010': ['2010-05/2010-06'],
  '05/2010 – 06/2011': ['2010-05/2011-06'],
  '2010年5月至2012年3月': ['2010-05/2012-03'],
  '２０１０': ['2010'],
  '２０１０年５月': ['2010-05'],
  'May 2010': ['2010-05'],
  'Sept. 2010': ['2010-09'],
  '5 May 2010': ['2010-05-05'],
  'Monday, May 5th, 2010': ['2010-05-05'],
  '5. März 2010': ['2010-03-05'],
  '5 мая 2010 г.': ['2010-05-05'],
  '2010.05.03': ['2010-05-03'],
  '2010/5/3': ['2010-05-03'],
  '2010年5月3日': ['2010-05-03'],
  '2010년 5월': ['2010-05'],
  '1.2.2010': ['2010-02-01'],
  '1/2/2010': ['2010-02-01', '2010-01-02'],
  '21/1/2010': ['2010-01-21'],
  '12/2010': ['2010-12'],
  '20100503': ['2010-05-03'],
  '2010-05-03 10:00': ['2010-05-03'],
  'early 2010': ['2010'],
  'late May 2010': ['2010-05'],
  '2010年底': ['2010'],
  '201x': ['201X'],
  '(2010)': ['2010'],
  '2010 ?': ['2010?'],
}

describe('suggestDates', () => {
  test.each(Object.entries(NOTATIONS))('"%s" is suggested as %j', (text, expected) => {
    expect(suggestDates(text)).toEqual(expected)
    expect(() => parseDate(text)).toThrow(`did you mean "${expected.join('" or "')}"?`)
  })

  test.each([
    '30/02/2024',
    '1/21/77',
    'May',
    '10 May',
    '2024-02-30',
    'hello',
    'May 1/2/2010',
    '',
    '32 May 2010',
    'x'.repeat(1e6),
  ])('no date is suggested for "%.20s"', text => {
    expect(suggestDates(text)).toEqual([])
  })

  test('every suggestion for any text can be parsed', () => {
    const piece = fc.constantFrom(
      ...[
        'before',
        'after',
        'c.',
        'early',
        'to',
        '-',
        '–',
        '/',
        '.',
        ' ',
        '~',
        '至',
        'Q3',
        'spring',
        'May',
        '年',
        '月',
        '日',
      ],
      ...[
        '2010',
        '0000',
        '9999',
        '0001',
        '5',
        '00',
        '31',
        '2',
        '13',
        '2010s',
        'th century',
        'X',
        '..',
        '?',
        '2010-02-29',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), pieces => {
        for (const date of suggestDates(pieces.join(''))) expect(() => parseDate(date)).not.toThrow()
      }),
      { numRuns: 3000 },
    )
  })
})

test.each([
  ['present', 'leave it empty if there is no end'],
  ['Current', 'leave it empty if there is no end'],
  ['至今', 'leave it empty if there is no end'],
  ['now', 'leave it empty if there is no end'],
  ['Still in office', 'leave it empty if there is no end'],
  ['n/a', 'leave it empty if the date is not known'],
  ['-', 'leave it empty if the date is not known'],
  ['不详', 'leave it empty if the date is not known'],
])('the word "%s" is rejected with the advice to leave the field empty', (text, advice) => {
  expect(() => parseDate(text)).toThrow(`"${text}" is not a date: ${advice}`)
})

test.each(['1/21/77', '21.1.77', "May '77", "'77"])('"%s" is rejected for its year of two digits', text => {
  expect(() => parseDate(text)).toThrow('a two-digit year does not give the century')
})

test('a DateError says whether a notation or a word for an empty field is at fault', () => {
  const remedyOf = (text: string) => {
    try {
      return parseDate(text)
    } catch (error) {
      return error instanceof DateError ? error.remedy : error
    }
  }
  expect(['May 2010', 'hello', 'present', '2024-02-30'].map(remedyOf)).toEqual([
    'notation',
    'notation',
    'empty',
    undefined,
  ])
})
