import type { Driver } from '../../server/db/connect.ts'
import { readQuestions } from '../../server/db/files.ts'
import { type Answer, ask } from '../../server/db/run.ts'

export type Ask = (name: string, params: Record<string, unknown>) => Promise<Answer>

/** Asks questions by name, with parameters as a URL gives them. */
export async function asking(driver: Driver): Promise<Ask> {
  const questions = await readQuestions()
  return async (name, params) => {
    const question = questions.get(name)
    if (!question) throw new Error(`no question ${name}`)
    return ask(driver, question, question.params.parse(params))
  }
}

/** Some columns of rows; of a person or an organisation, the id. */
export const pick = (rows: Record<string, unknown>[], ...columns: string[]): unknown[][] =>
  rows.map(row => columns.map(column => (row[column] as { id?: string } | null)?.id ?? row[column]))
