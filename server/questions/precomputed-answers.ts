import { readBookmark } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Question } from '../db/cypher-files.ts'
import type { Answer } from './answer-shape.ts'

/** Answers about the whole graph that take long, by driver. One for each question and set of parameters. */
const kept = new WeakMap<Driver, Map<string, Answer>>()

type Params = Record<string, unknown>

/** Keeps an answer for as long as the data are what they were. */
export function storePrecomputed(driver: Driver, question: Question, params: Params, answer: Answer): void {
  if (answer.bookmark === null) return
  const answers = kept.get(driver) ?? new Map<string, Answer>()
  kept.set(driver, answers)
  answers.set(keyOf(question, params), answer)
}

/** The answer that was kept, cut off at the limit asked for, if nothing was written since: one short trip tells. */
export async function findPrecomputed(driver: Driver, question: Question, params: Params): Promise<Answer | undefined> {
  const key = keyOf(question, params)
  const answer = kept.get(driver)?.get(key)
  const rows = answer && rowsWithin(answer, params)
  if (!rows) return undefined
  if (answer.bookmark === (await readBookmark(driver)))
    return { ...answer, params, rows, truncated: (answer.total ?? answer.rows.length) > rows.length }
  kept.get(driver)?.delete(key)
  return undefined
}

/** The rows up to the limit; undefined where the limit asks for more than were kept. */
function rowsWithin({ rows, truncated }: Answer, { limit }: Params): Answer['rows'] | undefined {
  if (typeof limit !== 'number') return rows
  return truncated && limit > rows.length ? undefined : rows.slice(0, limit)
}

/** A question that counts its rows has the same first ones at every limit. */
const keyOf = ({ name, cypher, counted }: Question, { limit, ...params }: Params): string =>
  JSON.stringify([name, cypher, params, counted ? null : limit])
