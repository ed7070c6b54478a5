import { describe, expect, test } from 'vitest'
import { dateWords } from '../../../cypher/words/date-words.ts'

describe('dates in words', () => {
  test.each([
    ['2024', '2024', '2024年'],
    ['2024-05', 'May 2024', '2024年5月'],
    ['2024-05-14', '14 May 2024', '2024年5月14日'],
    ['2024~', 'about 2024', '约2024年'],
    ['2024-05~', 'about May 2024', '约2024年5月'],
    ['2024-05?', 'perhaps May 2024', '可能2024年5月'],
    ['2024-05%', 'perhaps about May 2024', '可能约2024年5月'],
    ['../2024-10', 'by October 2024', '不晚于2024年10月'],
    ['/2024-10', 'by October 2024', '不晚于2024年10月'],
    ['2024-05/..', 'in or after May 2024', '2024年5月或之后'],
    ['2022/2023', 'between 2022 and 2023', '2022年至2023年之间'],
    ['2024-10/2024-11-12', 'between October 2024 and 12 November 2024', '2024年10月至2024年11月12日之间'],
    ['2023~/2024', 'between about 2023 and 2024', '约2023年至2024年之间'],
    ['2023-21', 'spring 2023', '2023年春'],
    ['201X', 'the 2010s', '2010年代'],
    ['2024-XX', '2024', '2024年'],
    ['2024-05-XX', 'May 2024', '2024年5月'],
    ['0987', '987', '987年'],
  ])('dateWords writes %s as "%s" in English and "%s" in Chinese', (edtf, english, chinese) => {
    expect(dateWords(edtf, 'en')).toBe(english)
    expect(dateWords(edtf, 'zh')).toBe(chinese)
  })

  test.each(['', '../..', 'Y-17E7', '20XX', '2024-1X', '1/2/3', 'soon', '2024-13'])(
    'dateWords leaves unsupported text as written: "%s"',
    text => {
      expect(dateWords(text, 'en')).toBe(text)
    },
  )
})
