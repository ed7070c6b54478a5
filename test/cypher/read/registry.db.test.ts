import { afterAll, beforeAll, describe, test } from 'vitest'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { startApp, type TestApp } from '../../setup/app.ts'
import { checkExample, checkPlan } from './checks.ts'

const questions = [...(await readQuestions()).values()]
let app: TestApp

beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

describe.each(questions.map(question => [question.name, question] as const))('the query %s', (name, question) => {
  test(`the query ${name} answers its example on the sample data with rows that match its schema`, () =>
    checkExample(app.driver, question))

  test(`the query ${name} is planned as a read that never scans all nodes`, () => checkPlan(app.driver, question))
})
