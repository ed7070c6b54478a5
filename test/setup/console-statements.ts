import type { AdhocLine } from '../../cypher/adhoc.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'

const questions = await readQuestions()

/** The lines of the answer to an ad hoc statement. */
export async function sendStatement(url: string, body: object): Promise<AdhocLine[]> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}api/cypher`, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

/** The answer to a question's example: its rows, and what a console needs to run it. */
export async function exampleOf(url: string, name: string) {
  const example = questions.get(name)?.example as Record<string, string>
  const response = await fetch(`${url}api/queries/${name}?${new URLSearchParams(example)}`)
  return (await response.json()) as { params: object; rows: unknown[]; cypher: string }
}

/** Runs a question's Cypher with a line added. Returns the number of its rows, and the last line of the console's answer. */
export async function runEdited(url: string, name: string): Promise<{ rows: number; last: AdhocLine | undefined }> {
  const { params, rows, cypher } = await exampleOf(url, name)
  const lines = await sendStatement(url, { query: `${cypher}\nLIMIT 10000 // mine`, params, graph: 'off' })
  return { rows: rows.length, last: lines.at(-1) }
}
