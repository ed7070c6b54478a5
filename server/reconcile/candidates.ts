import { foldName, nearQuery, searchQuery, turnName } from '../../cypher/names.ts'
import { readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { readCypher } from '../db/cypher-files.ts'
import { toWire } from '../db/values.ts'
import { describeFound, type Found, type Hint, rank } from './score.ts'
import { type Described, TYPES } from './service-manifest.ts'

const candidates = readCypher('lookup/reconcile-candidates')

export interface NameQuery {
  name: string
  type: string | null
  limit: number
  hints: Hint[]
}

export interface Candidate extends Described {
  type: Described[]
  score: number
  match: boolean
}

/** The candidates of every name, the best first, by one statement, and by a second one for names that are not found as written. */
export async function findCandidates(
  driver: Driver,
  queries: ReadonlyMap<string, NameQuery>,
  signal: AbortSignal,
): Promise<Map<string, Candidate[]>> {
  const found = await look(driver, queries, searchQuery, signal)
  const missing = new Map([...queries].filter(([key]) => !found.has(key)))
  if (missing.size > 0) for (const [key, list] of await look(driver, missing, nearQuery, signal)) found.set(key, list)
  return new Map(
    [...queries].map(([key, { name, limit, hints }]) => [
      key,
      rank(name, found.get(key) ?? [], hints)
        .slice(0, limit)
        .map(toCandidate),
    ]),
  )
}

async function look(
  driver: Driver,
  queries: ReadonlyMap<string, NameQuery>,
  toLucene: (name: string) => string,
  signal: AbortSignal,
): Promise<Map<string, Found[]>> {
  const asked = [...queries].flatMap(([key, { name, type }]) => {
    const [text, folded] = [toLucene(name), foldName(name)]
    return text === '' ? [] : [{ key, text, folded, turned: turnName(folded), type }]
  })
  const found = new Map<string, Found[]>()
  if (asked.length === 0) return found
  const { records } = await readAll(driver, await candidates, { queries: asked }, signal)
  for (const record of records) {
    const { key, ...candidate } = toWire(record.toObject()) as unknown as Found & { key: string }
    found.set(key, [...(found.get(key) ?? []), candidate])
  }
  return found
}

function toCandidate({ found, score, match }: ReturnType<typeof rank>[number]): Candidate {
  const types = [found.isPerson ? 'Person' : 'Organisation', ...(found.isPerson || !found.type ? [] : [found.type])]
  return {
    id: found.id,
    name: found.name,
    description: describeFound(found),
    type: TYPES.filter(({ id }) => types.includes(id)).map(({ id, name }) => ({ id, name })),
    score,
    match,
  }
}
