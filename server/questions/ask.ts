import type { Record as DriverRecord } from 'neo4j-driver'
import { latestBookmark, readAll, readBookmark, readEach } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Question } from '../db/cypher-files.ts'
import { toCypher, toWire } from '../db/values.ts'
import type { Answer, Row } from './answer-shape.ts'
import { resolveEntities } from './entity.ts'
import { findPrecomputed } from './precomputed-answers.ts'
import { rowCheck } from './row-check.ts'

/** The most rows of a question without a limit of its own, and of an answer that is sent in one piece; then `truncated` is true. */
export const MAX_ROWS = 20_000
const MAX_TRIES = 3

export interface AskOptions {
  signal?: AbortSignal | undefined
  /** In milliseconds, by default 20 s. */
  timeout?: number
  /** Whether to compare every row with the definition of the question. */
  checkRows?: boolean
}

/**
 * Asks one question. `given` must satisfy the question's schema. Returns a precomputed answer if the data have not changed since.
 * @throws {EntityError} if a name matches no node or several
 * @throws {HttpError} 500 if `checkRows` is set and a row does not match the definition
 */
export async function ask(
  driver: Driver,
  question: Question,
  given: Record<string, unknown>,
  options: AskOptions = {},
): Promise<Answer> {
  const answer = (await findPrecomputed(driver, question, given)) ?? (await compute(driver, question, given, options))
  if (options.checkRows) {
    const check = rowCheck(question)
    answer.rows.forEach((row, at) => {
      check(row, at + 1)
    })
  }
  return answer
}

async function compute(
  driver: Driver,
  question: Question,
  given: Record<string, unknown>,
  { signal, timeout }: AskOptions,
): Promise<Answer> {
  for (let left = MAX_TRIES; ; left--) {
    const before = latestBookmark(driver) ?? (await readBookmark(driver))
    const { params, usedDatabase } = await resolveEntities(driver, question, given)
    const { records, bookmark } = await readAll(driver, question.cypher, toCypher(params), signal, timeout)
    const isUnchanged = bookmark !== null && bookmark === before
    // A cached name may mean another node since the data have changed.
    if (!isUnchanged && !usedDatabase && question.entities && left > 1) continue
    const columns = columnsOf(question)
    const rows = records.slice(0, MAX_ROWS).map(record => toRow(record, columns))
    const total = totalOf(question, records[0])
    const truncated = (total ?? records.length) > rows.length
    return { params, columns, rows, truncated, total, bookmark: isUnchanged ? bookmark : null }
  }
}

export interface StreamedAnswer {
  params: Record<string, unknown>
  columns: string[]
  /** The number of rows without the limit, once the first row has arrived; undefined if the question does not count them. */
  total: () => number | undefined
  /** Rows as they arrive. The return value has what is known only at the end. */
  rows: AsyncGenerator<Row, Omit<Answer, 'params' | 'columns' | 'rows'>>
}

/** Asks one question and streams its rows, as many as its limit says. Requests `skip` rows more than the limit. */
export async function askEach(
  driver: Driver,
  question: Question,
  given: Record<string, unknown>,
  { skip = 0, signal, checkRows = false }: Omit<AskOptions, 'timeout'> & { skip?: number } = {},
): Promise<StreamedAnswer> {
  const before = latestBookmark(driver)
  const { params } = await resolveEntities(driver, question, given, { fresh: true })
  const columns = columnsOf(question)
  const check = checkRows ? rowCheck(question) : undefined
  let total: number | undefined
  return { params, columns, total: () => total, rows: stream() }

  async function* stream(): StreamedAnswer['rows'] {
    const extended = skip > 0 && typeof params.limit === 'number' ? { ...params, limit: params.limit + skip } : params
    const records = readEach(driver, question.cypher, toCypher(extended), signal)
    const most = typeof params.limit === 'number' ? params.limit : MAX_ROWS
    let count = 0
    try {
      let next = await records.next()
      total = totalOf(question, next.done ? undefined : next.value)
      for (; !next.done; next = await records.next()) {
        if (count === most + skip) return { truncated: true, total, bookmark: null }
        const row = toRow(next.value, columns)
        count++
        check?.(row, count)
        yield row
      }
      const bookmark = next.value === before ? before : null
      return { truncated: (total ?? count) > count, total, bookmark }
    } finally {
      await records.return(null)
    }
  }
}

const columnsOf = (question: Question) => Object.keys(question.row.shape)

/** A record as a row of JSON. */
export function toRow(record: DriverRecord, columns: readonly string[]): Row {
  const row: Row = {}
  for (const column of columns) row[column] = toWire(record.get(column))
  return row
}

/** The number of rows without the limit. If the question counts its rows, each row has it. */
const totalOf = ({ counted }: Question, first: DriverRecord | undefined): number | undefined =>
  counted ? Number(first?.get('total') ?? 0) : undefined
