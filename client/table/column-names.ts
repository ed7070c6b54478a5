import { questions } from '../api/question-names.ts'
import { RELATIONSHIP_COLUMNS } from './relationship-rows.ts'

/** The column that says what each row is at the chosen date. */
export const STATE_COLUMN = 'as-of'

/** The columns that the table of a question can have; empty for an unknown question. */
export function columnsOf(query: string): string[] {
  const question = questions.get(query)
  if (!question) return []
  const names = question.picture?.kind === 'network' ? RELATIONSHIP_COLUMNS : Object.keys(question.row.shape)
  return [STATE_COLUMN, ...names]
}
