import type { Language, Query } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { labelWords } from '../../cypher/words/index.ts'
import { questions } from '../api/question-names.ts'
import { RELATIONSHIP_COLUMNS } from './relationship-rows.ts'

/** The columns that say what each row is at the chosen date, and at the second one of a comparison. */
export const STATE_COLUMNS = ['as-of', 'as-of-second']

/** The heading of a column; that of a state is its date. */
export function headWords(
  name: string,
  dates: readonly string[],
  language: Language,
  question: Query | undefined,
): string {
  const date = dates[STATE_COLUMNS.indexOf(name)]
  return date === undefined ? labelWords(name, language, question) : dateWords(date, language)
}

/** Whether the table of a map lists its relationships. Moves have rows of their own. */
export const listsRelationships = (question: Query | undefined): boolean =>
  question?.picture?.kind === 'network' && !('moves' in question.row.shape)

/** The columns that the table of a question can have; empty for an unknown question. */
export function columnsOf(query: string): string[] {
  const question = questions.get(query)
  if (!question) return []
  const names = listsRelationships(question) ? RELATIONSHIP_COLUMNS : Object.keys(question.row.shape)
  return [...STATE_COLUMNS, ...names]
}
