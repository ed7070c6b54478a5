import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AdhocLine } from '../../../cypher/adhoc.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { startApp, type TestApp } from '../../setup/app.ts'
import { SHIPPED_QUESTIONS } from '../../setup/shipped-questions.ts'

const questions = await readQuestions()
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const ask = async (body: object): Promise<AdhocLine[]> => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${app.url}api/cypher`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

test.each([...questions.values()].map(({ name }) => name))(
  'the console runs the query %s as its page opens it, with the same number of rows',
  async name => {
    const question = questions.get(name)
    const url = `${app.url}api/queries/${name}?${new URLSearchParams(question?.example as Record<string, string>)}`
    const { params, rows, cypher } = await (await fetch(url)).json()
    const lines = await ask({ query: cypher, params, graph: 'off' })
    expect(lines.at(-1)).toMatchObject({ type: 'summary', limit: null })
    const values = lines.flatMap(line => (line.type === 'row' ? [line.values] : []))
    expect(values.length).toBe(rows.length)
    const columns = lines[0]?.type === 'head' ? lines[0].columns : []
    for (const column of Object.keys(question?.row.shape ?? {})) expect(columns).toContain(column)
  },
)

test.each(SHIPPED_QUESTIONS)('the console runs the query %s even after it was edited', async name => {
  const question = questions.get(name)
  const url = `${app.url}api/queries/${name}?${new URLSearchParams(question?.example as Record<string, string>)}`
  const { params, rows, cypher } = await (await fetch(url)).json()
  const lines = await ask({ query: `${cypher}\nLIMIT 10000 // mine`, params, graph: 'off' })
  expect(lines.at(-1)).toMatchObject({ type: 'summary', limit: null, rows: rows.length })
})
