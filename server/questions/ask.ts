import type { Record as DriverRecord } from 'neo4j-driver'
import { latestBookmark, readAll, readBookmark, readEach } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Question } from '../db/cypher-files.ts'
import { toCypher, toWire } from '../db/values.ts'
import type { Answer, Row } from './answer-shape.ts'
import { resolveEntities } from './entity.ts'
import { findPrecomputed } from './precomputed-answers.ts'

/** Most rows of a question that sets no limit itself; the rest is cut and `truncated` says so. */
export const MAX_ROWS = 20_000
const MAX_TRIES = 3

/**
 * Asks one question, in at most 20 s unless told otherwise. `params` have passed the question's schema. Ends early when
 * `signal` fires. An answer that was kept is given again while the data are the same.
 * @throws {EntityError} if a parameter names nobody or more than one
 */
export async function ask(
  driver: Driver,
  question: Question,
  given: Record<string, unknown>,
  signal?: AbortSignal,
  timeout?: number,
): Promise<Answer> {
  const kept = await findPrecomputed(driver, question, given)
  if (kept) return kept
  for (let left = MAX_TRIES; ; left--) {
    const before = latestBookmark(driver) ?? (await readBookmark(driver))
    const { params, looked } = await resolveEntities(driver, question, given)
    const { records, bookmark } = await readAll(driver, question.cypher, toCypher(params), signal, timeout)
    const steady = bookmark !== null && bookmark === before
    // A name remembered from before the data changed may mean another now.
    if (!steady && !looked && question.entities && left > 1) continue
    const columns = columnsOf(question)
    const rows = records.slice(0, MAX_ROWS).map(record => toRow(record, columns))
    const total = totalOf(question, records[0])
    const truncated = (total ?? records.length) > rows.length
    return { params, columns, rows, truncated, total, bookmark: steady ? bookmark : null }
  }
}

export interface StreamedAnswer {
  params: Record<string, unknown>
  columns: string[]
  /** Rows as they come; in the end, what is known only then. */
  rows: AsyncGenerator<Row, Omit<Answer, 'params' | 'columns' | 'rows'>>
}

/** The same, a row at a time, so that memory does not grow with the answer. `skip` rows more than the limit are asked for. */
export async function askEach(
  driver: Driver,
  question: Question,
  given: Record<string, unknown>,
  { skip = 0, signal }: { skip?: number; signal?: AbortSignal } = {},
): Promise<StreamedAnswer> {
  const before = latestBookmark(driver)
  const { params } = await resolveEntities(driver, question, given, { fresh: true })
  const columns = columnsOf(question)
  return { params, columns, rows: each() }

  async function* each(): StreamedAnswer['rows'] {
    const asked = skip > 0 && typeof params.limit === 'number' ? { ...params, limit: params.limit + skip } : params
    const records = readEach(driver, question.cypher, toCypher(asked), signal)
    let count = 0
    try {
      let next = await records.next()
      const total = totalOf(question, next.done ? undefined : next.value)
      for (; !next.done; next = await records.next()) {
        if (count === MAX_ROWS + skip) return { truncated: true, total, bookmark: null }
        count++
        yield toRow(next.value, columns)
      }
      const bookmark = next.value === before ? before : null
      return { truncated: (total ?? count) > count, total, bookmark }
    } finally {
      await records.return(null)
    }
  }
}

const columnsOf = (question: Question) => Object.keys(question.row.shape)

function toRow(record: DriverRecord, columns: string[]): Row {
  const row: Row = {}
  for (const column of columns) row[column] = toWire(record.get(column))
  return row
}

/** How many rows there are before the limit; each row tells it, where the question counts. */
const totalOf = ({ counted }: Question, first: DriverRecord | undefined): number | undefined =>
  counted ? Number(first?.get('total') ?? 0) : undefined
