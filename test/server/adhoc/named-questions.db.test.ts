import { afterAll, beforeAll, expect, test } from 'vitest'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { startApp, type TestApp } from '../../setup/app.ts'
import { exampleOf, runEdited, sendStatement } from '../../setup/console-statements.ts'

const questions = await readQuestions()
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

test.each([...questions.values()].map(({ name }) => name))(
  'the console runs the query %s as its page opens it, with the same number of rows',
  async name => {
    const { params, rows, cypher } = await exampleOf(app.url, name)
    const lines = await sendStatement(app.url, { query: cypher, params, graph: 'off' })
    expect(lines.at(-1)).toMatchObject({ type: 'summary', limit: null })
    const values = lines.flatMap(line => (line.type === 'row' ? [line.values] : []))
    expect(values.length).toBe(rows.length)
    const columns = lines[0]?.type === 'head' ? lines[0].columns : []
    for (const column of Object.keys(questions.get(name)?.row.shape ?? {})) expect(columns).toContain(column)
  },
)

// All others are in edited-questions.nightly.test.ts: planning each anew takes seconds.
test.each(['around', 'claims', 'flows', 'retention', 'who-left'])(
  'the console runs the query %s even after it was edited',
  async name => {
    const { rows, last } = await runEdited(app.url, name)
    expect(last).toMatchObject({ type: 'summary', limit: null, rows })
  },
)
