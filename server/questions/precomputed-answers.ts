import { LRUCache } from 'lru-cache'
import { readBookmark } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Question } from '../db/cypher-files.ts'
import type { Answer } from './answer-shape.ts'

/** Answers that take long to compute, by driver, then by question and parameters. `warm-up.ts` stores one per question. */
const stored = new WeakMap<Driver, LRUCache<string, Answer>>()
const MAX_ANSWERS = 500

type Params = Record<string, unknown>

/** Stores an answer until the data change. */
export function storePrecomputed(driver: Driver, question: Question, params: Params, answer: Answer): void {
  if (answer.bookmark === null) return
  const answers = stored.get(driver) ?? new LRUCache<string, Answer>({ max: MAX_ANSWERS })
  stored.set(driver, answers)
  answers.set(keyOf(question, params), answer)
}

/** The stored answer, cut at the requested limit, if nothing has been written since. Takes one short trip to the database. */
export async function findPrecomputed(driver: Driver, question: Question, params: Params): Promise<Answer | undefined> {
  const key = keyOf(question, params)
  const answer = stored.get(driver)?.get(key)
  const rows = answer && rowsWithin(answer, params)
  if (!rows) return undefined
  if (answer.bookmark === (await readBookmark(driver)))
    return { ...answer, params, rows, truncated: (answer.total ?? answer.rows.length) > rows.length }
  stored.get(driver)?.delete(key)
  return undefined
}

/** The rows up to the limit; undefined if fewer rows are stored. */
function rowsWithin({ rows, truncated }: Answer, { limit }: Params): Answer['rows'] | undefined {
  if (typeof limit !== 'number') return rows
  return truncated && limit > rows.length ? undefined : rows.slice(0, limit)
}

/** If a question counts its rows, its first rows are the same at every limit. */
const keyOf = ({ name, cypher, counted }: Question, { limit, ...params }: Params): string =>
  JSON.stringify([name, cypher, params, counted ? null : limit])
