import { afterAll, beforeAll, test } from 'vitest'
import { startApp, type TestApp } from '../../setup/app.ts'
import { expectEdited, expectOpened } from '../../setup/console-statements.ts'
import { SHIPPED_QUESTIONS } from '../../setup/shipped-questions.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

test.each(SHIPPED_QUESTIONS)('the console runs the query %s as its page opens it, with the same number of rows', name =>
  expectOpened(app.url, name),
)

test.each(SHIPPED_QUESTIONS)('the console runs the query %s even after it was edited', name =>
  expectEdited(app.url, name),
)
