import { expect, test } from 'vitest'
import { dateMeaning } from '../../../client/form/date-meaning.ts'

test.each([
  ['', 'en', '', true],
  [' 2023-12 ', 'en', 'December 2023', true],
  ['2023-12', 'zh', '2023年12月', true],
  ['../2024-02-19', 'en', 'by 19 February 2024', true],
  ['Q4 2023', 'en', 'Write 2023-10/2023-12 (between October 2023 and December 2023).', false],
  ['2024年5月', 'zh', '请写 2024-05（2024年5月）。', false],
  ['3/4/2024', 'en', 'Write 2024-04-03 (3 April 2024) or 2024-03-04 (4 March 2024).', false],
  ['soon', 'en', 'This is not a date. Write 2024, 2024-05, 2024-05-15, or 2024~ for about 2024.', false],
  ['2024-13', 'en', 'This is not a date. Write 2024, 2024-05, 2024-05-15, or 2024~ for about 2024.', false],
] as const)(
  'the text "%s" in a field of a date is explained in the language %s as "%s"',
  (text, language, words, isDate) => expect(dateMeaning(text, language)).toEqual({ words, isDate }),
)
