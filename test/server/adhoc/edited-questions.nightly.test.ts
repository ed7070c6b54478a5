import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../setup/app.ts'
import { runEdited } from '../../setup/console-statements.ts'
import { SHIPPED_QUESTIONS } from '../../setup/shipped-questions.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

test.each(SHIPPED_QUESTIONS)('the console runs the query %s even after it was edited', async name => {
  const { rows, last } = await runEdited(app.url, name)
  expect(last).toMatchObject({ type: 'summary', limit: null, rows })
})
