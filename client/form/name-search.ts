import type { z } from 'zod'
import type search from '../../cypher/read/search.ts'

export type Hit = z.infer<typeof search.row>

const LIMIT = 12
/** With `near-names`, for misspelt names. */
const NEAR = 5

/** People and organisations with such a name; if there are none, those with a similar one. Empty if the server does not answer. */
export async function searchNames(text: string): Promise<Hit[]> {
  const hits = await ask('search', text, LIMIT)
  return hits.length > 0 ? hits : ask('near-names', text, NEAR)
}

async function ask(question: string, text: string, limit: number): Promise<Hit[]> {
  try {
    const response = await fetch(`/api/queries/${question}?${new URLSearchParams({ text, limit: String(limit) })}`)
    const { rows } = response.ok ? await response.json() : { rows: [] }
    return Array.isArray(rows) ? rows.filter(isHit) : []
  } catch {
    return []
  }
}

/** A check by hand: the schema of the rows would make the script several times as long. */
const isHit = (row: unknown): row is Hit =>
  typeof row === 'object' &&
  row !== null &&
  ['id', 'name', 'kind'].every(key => typeof row[key as keyof typeof row] === 'string') &&
  Array.isArray((row as Hit).aliases)
