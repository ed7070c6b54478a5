import type { EagerResult } from 'neo4j-driver'
import { afterAll, beforeAll, inject } from 'vitest'
import { connect, type Driver } from '../../server/db/connect.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'
import type { Answer } from '../../server/questions/answer-shape.ts'
import { ask } from '../../server/questions/ask.ts'
import { wipe } from './database.ts'

export type Ask = (name: string, params: Record<string, unknown>) => Promise<Answer>

/** Asks questions by name, with parameters as text, as in a URL. */
export async function asking(driver: Driver): Promise<Ask> {
  const questions = await readQuestions()
  return async (name, params) => {
    const question = questions.get(name)
    if (!question) throw new Error(`no question ${name}`)
    return ask(driver, question, question.params.parse(params), { checkRows: true })
  }
}

/** The rows of a Cypher statement of the test. */
export type Query = (cypher: string, params?: object) => Promise<EagerResult>

/** For a test file that asks about one world: wipes the database, loads the world before the tests, and asks by name. */
export function askAbout(loadWorld: (driver: Driver) => Promise<unknown>): { ask: Ask; query: Query } {
  let driver: Driver
  let asked: Ask
  beforeAll(async () => {
    driver = connect(inject('neo4j'))
    await wipe(driver)
    await loadWorld(driver)
    asked = await asking(driver)
  })
  afterAll(() => driver.close())
  return { ask: (name, params) => asked(name, params), query: (cypher, params) => driver.executeQuery(cypher, params) }
}

/** Some columns of rows, with the id for a person or an organisation. */
export const pick = (rows: Record<string, unknown>[], ...columns: string[]): unknown[][] =>
  rows.map(row => columns.map(column => (row[column] as { id?: string } | null)?.id ?? row[column]))
