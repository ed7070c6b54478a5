import { expect } from 'vitest'
import type { AdhocLine } from '../../cypher/adhoc.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'

const questions = await readQuestions()

/** The lines of the answer to an ad hoc statement. */
async function sendStatement(url: string, body: object): Promise<AdhocLine[]> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}api/cypher`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

/** The answer to a question's example: its rows, and what a console needs to run it. */
async function exampleOf(url: string, name: string) {
  const example = questions.get(name)?.example as Record<string, string>
  const response = await fetch(`${url}api/queries/${name}?${new URLSearchParams(example)}`)
  return (await response.json()) as { params: object; rows: unknown[]; cypher: string }
}

/** Expects a question's Cypher to have the same rows and columns in the console as in its own answer. */
export async function expectOpened(url: string, name: string): Promise<void> {
  const { params, rows, cypher } = await exampleOf(url, name)
  const lines = await sendStatement(url, { query: cypher, params, graph: 'off' })
  expect(lines.at(-1)).toMatchObject({ type: 'summary', limit: null })
  const values = lines.flatMap(line => (line.type === 'row' ? [line.values] : []))
  expect(values.length).toBe(rows.length)
  const columns = lines[0]?.type === 'head' ? lines[0].columns : []
  for (const column of Object.keys(questions.get(name)?.row.shape ?? {})) expect(columns).toContain(column)
}

/** Expects a question's Cypher to have the same number of rows in the console with a line added. */
export async function expectEdited(url: string, name: string): Promise<void> {
  const { params, rows, cypher } = await exampleOf(url, name)
  const lines = await sendStatement(url, { query: `${cypher}\nLIMIT 10000 // mine`, params, graph: 'off' })
  expect(lines.at(-1)).toMatchObject({ type: 'summary', limit: null, rows: rows.length })
}
