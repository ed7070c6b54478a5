import { writeTables } from './small.ts'

const MARKS = `Z${'\u0301\u0323\u0308'.repeat(100)}`

/** Names, ids and notes that break careless readers and writers: formulas, separators, quotes, scripts, marks, JavaScript's own words. */
export const hostileWorld = (): Promise<string> =>
  writeTables({
    'people.csv': table(
      ['id', 'name', 'aliases', 'note'],
      ['=1+1', '=HYPERLINK("http://x.example","Click")', '+1; -1; @SUM(A1)', '=cmd|calc'],
      ['__proto__', '__proto__', 'constructor; toString', 'hasOwnProperty'],
      ['quo"te', 'Ann "The, Comma" O\'Neill', '"', ',;\t'.replace('\t', ' ')],
      ['翁-荔', '翁荔', '翁・荔；ウォン', '注：「引用」，　全角'],
      ['marks', MARKS, 'a\u200bb; \u202eabc', 'line\u2028separator'],
      ['null', 'null', 'undefined; NaN', '0'],
      ["o'brien\\", 'back\\slash', '\\"; \\n', '{{y}} <script>alert(1)</script>'],
    ),
    'organisations.csv': table(
      [
        'id',
        'name',
        'type',
        'aliases',
        'part_of',
        'part_of_from',
        'part_of_to',
        'part_of_source',
        'part_of_locator',
        'note',
      ],
      ['prototype', '@Prototype', 'company', '-Minus', '', '', '', '', '', '+plus'],
      ['a;b', 'Semi;Colon', 'team', '', 'prototype', '2010~', '2012/2013', 's,1', '"p", 1', ''],
    ),
    'sources.csv': table(
      ['id', 'title', 'publisher', 'published', 'url', 'language', 'note'],
      ['s,1', '"Quoted", and more', '=Publisher', '2020-05~', 'https://x.example/?a=1,2;b="3"', 'zh', '-'],
      ['null', 'The same id as a person', '', '', '', '', ''],
    ),
    'claims.csv': table(
      [
        'person',
        'organisation',
        'event',
        'on',
        'announced',
        'role',
        'manner',
        'reason',
        'status',
        'source',
        'locator',
        'stint',
        'note',
      ],
      ['=1+1', 'prototype', 'joined', '2019', '', '=role', 'hired', '@why', 'confirmed', 's,1', '=A1', '', 'a, "b"; c'],
      ['=1+1', 'prototype', 'left', '2020~', '2020-01', '=role', '', '', 'reported', 'null', '', '', ''],
      ['__proto__', 'a;b', 'present', '2018/2019', '', '__proto__', '', '', 'reported', 's,1', '__proto__', '1', ''],
      ['翁-荔', 'a;b', 'left', '../2021', '', '主管', 'resigned', '', 'rumoured', 's,1', '¶ 9', '', ''],
      ['marks', 'prototype', 'joined', '', '', MARKS, '', '', 'denied', 's,1', '', '', ''],
      ['quo"te', 'prototype', 'left', '2017', '', '', '', '', '', 's,1', 'p. 1', '', ''],
      ['quo"te', 'prototype', 'left', '2018', '', '', '', '', '', 's,1', 'p. 2', '', ''],
    ),
  })

const table = (...rows: string[][]): string =>
  rows.map(row => row.map(field => `"${field.replaceAll('"', '""')}"`).join(',')).join('\n')
