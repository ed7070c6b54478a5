import { expect, test } from 'vitest'
import '../../../client/i18n/all-words.ts'
import { translator } from '../../../client/i18n/translate.ts'
import { datesLine } from '../../../client/panels/dates-line.ts'

const claim = (on: string | null, announced: string | null = null) => ({ on, announced, status: 'reported' })

test.each([
  [[claim('2018')], 'Left: 1 claim dates it', '离开：1 条说法给出日期'],
  [
    [claim('2017~'), claim('2018'), claim(null, '2018-01')],
    'Left: 2 claims date it; 1 gives only the date of an announcement; the dates differ, and all can be true',
    '离开：2 条说法给出日期；1 条只给出宣布日期；日期不同，但可同时成立',
  ],
  [[claim('2018'), claim('2018')], 'Left: 2 claims date it; the dates agree', '离开：2 条说法给出日期；日期一致'],
  [
    [claim('2018'), claim('2019'), claim(null)],
    'Left: 2 claims date it; 1 gives no date; the dates contradict each other',
    '离开：2 条说法给出日期；1 条没有日期；日期互相矛盾',
  ],
  [[claim(null)], 'Left: no claim dates it; 1 gives no date', '离开：没有说法给出日期；1 条没有日期'],
  [[], null, null],
])('the evidence panel says in one line how %j date a leaving', (claims, english, chinese) => {
  expect(datesLine('left', claims, translator('en'))).toBe(english)
  expect(datesLine('left', claims, translator('zh'))).toBe(chinese)
})
