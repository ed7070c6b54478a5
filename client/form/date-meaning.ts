import { readDate } from '../../cypher/dates/grammar.ts'
import { suggestDates } from '../../cypher/dates/suggest.ts'
import type { Language } from '../../cypher/query.ts'
import { commonWords, fill } from '../../cypher/words/common-words.ts'
import { dateWords } from '../../cypher/words/date-words.ts'

const MAX_SUGGESTIONS = 2

/** What the text means as a date: "2023-12" is "December 2023". For other text, what to write instead. */
export function dateMeaning(text: string, language: Language): { words: string; isDate: boolean } {
  const written = text.trim()
  if (written === '' || readDate(written)) return { words: dateWords(written, language), isDate: true }
  const t = commonWords(language)
  const dates = suggestDates(written)
    .slice(0, MAX_SUGGESTIONS)
    .map(date => fill(t.means, { date, words: dateWords(date, language) }))
  return { words: dates.length > 0 ? fill(t.writeInstead, { dates: dates.join(t.or) }) : t.noDate, isDate: false }
}
