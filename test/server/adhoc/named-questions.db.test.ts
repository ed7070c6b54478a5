import { afterAll, beforeAll, test } from 'vitest'
import { startApp, type TestApp } from '../../setup/app.ts'
import { expectEdited, expectOpened } from '../../setup/console-statements.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

// All others are in named-questions.nightly.test.ts: planning each anew takes seconds.
const SOME = ['around', 'claims', 'flows', 'retention', 'who-left']

test.each(SOME)('the console runs the query %s as its page opens it, with the same number of rows', name =>
  expectOpened(app.url, name),
)

test.each(SOME)('the console runs the query %s even after it was edited', name => expectEdited(app.url, name))
