import type { Language, Query } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { labelWords } from '../../cypher/words/index.ts'
import { questions } from '../api/question-names.ts'
import { RELATIONSHIP_COLUMNS } from './relationship-rows.ts'

/** The column that says what each row is at the chosen date. */
export const STATE_COLUMN = 'as-of'

/** The heading of a column; that of the state is the chosen date. */
export const headWords = (name: string, at: string | null, language: Language, question: Query | undefined): string =>
  name === STATE_COLUMN ? dateWords(at ?? '', language) : labelWords(name, language, question)

/** The columns that the table of a question can have; empty for an unknown question. */
export function columnsOf(query: string): string[] {
  const question = questions.get(query)
  if (!question) return []
  const names = question.picture?.kind === 'network' ? RELATIONSHIP_COLUMNS : Object.keys(question.row.shape)
  return [STATE_COLUMN, ...names]
}
