import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'
import type { Reply } from '../../cypher/wire.ts'
import type { Bookmark } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import type { Question } from '../db/cypher-files.ts'
import { HttpError } from '../lib/http-errors.ts'
import type { Row } from './answer-shape.ts'
import { ask, askEach, MAX_ROWS } from './ask.ts'

/** A cursor reaches no further, because the rows before it are read again. */
const MAX_CURSOR_ROWS = 100_000

/**
 * A position in an answer. It contains a digest of all rows before it, and is valid while these rows have not changed. So the
 * pages together are one consistent answer.
 */
const CursorSchema = z.object({ rows: z.int().min(1).max(MAX_CURSOR_ROWS), digest: z.string(), of: z.string() })
export type Cursor = z.infer<typeof CursorSchema>

/** A request for a page of an answer: the rows after `cursor`, or from the first one. */
export interface PageRequest {
  driver: Driver
  question: Question
  params: Record<string, unknown>
  cursor: Cursor | null
  /** Aborts when the client disconnects. */
  signal?: AbortSignal
  /** Whether to compare every row with the definition of the question. */
  checkRows?: boolean
}

export interface Page {
  params: Record<string, unknown>
  columns: string[]
  skipped?: number
  /** The number of rows without the limit, if the question counts them. */
  total: () => number | undefined
  /** Each row with its JSON. */
  rows: AsyncGenerator<[Row, string], PageEnd>
}
export type PageEnd = Pick<Reply, 'truncated' | 'total' | 'next'> & { bookmark: Bookmark | null }

/** @throws {HttpError} 400 if the cursor is invalid or belongs to another question */
export function readCursor(question: Question, params: object, text: unknown): Cursor | null {
  if (text === undefined || text === '') return null
  const cursor = CursorSchema.safeParse(decode(String(text))).data
  if (!cursor)
    throw new HttpError(400, 'bad-cursor', 'cursor is invalid. Use the value of `next`, or start without a cursor.')
  if (!isPaged(question) || cursor.of !== digestOf(question, params))
    throw new HttpError(
      400,
      'bad-cursor',
      'cursor belongs to another question or other parameters. Only limit may change between pages. Or start without a cursor.',
    )
  return cursor
}

/** A question has pages if it counts its rows and has a limit. */
export const isPaged = ({ counted, params }: Question): boolean => counted && 'limit' in params.shape

/**
 * Streams the rows of a page.
 * @throws {HttpError} 409 if the rows before the cursor have changed
 */
export async function openPage({ driver, question, params, cursor, ...options }: PageRequest): Promise<Page> {
  const skip = cursor?.rows ?? 0
  const { rows, ...answer } = await askEach(driver, question, params, { skip, ...options })
  const hash = createHash('sha256')
  for (let left = skip; left > 0; left--) {
    const { done, value } = await rows.next()
    if (done) break
    hash.update(`${JSON.stringify(value)}\n`)
  }
  if (cursor && cursor.digest !== peek(hash)) {
    await rows.return({ truncated: false, bookmark: null })
    throw new HttpError(409, 'data-changed', 'The rows before this cursor have changed. Start again without a cursor.')
  }
  // Read before the answer begins, so that an early error has its own HTTP status.
  const first = await rows.next()
  return { ...answer, ...(cursor ? { skipped: skip } : {}), rows: stream() }

  async function* stream(): Page['rows'] {
    try {
      for (let count = skip; ; count++) {
        const { done, value } = count === skip ? first : await rows.next()
        if (done) return { ...value, next: nextOf(question, params, value.truncated, count, hash) }
        const line = JSON.stringify(value)
        hash.update(`${line}\n`)
        yield [value, line]
      }
    } finally {
      await rows.return({ truncated: false, bookmark: null })
    }
  }
}

/** Reads a whole page, of at most 20,000 rows. The first page takes one trip to the database. */
export async function readPage(given: PageRequest) {
  const request = { ...given, params: inOnePiece(given.params) }
  const { driver, question, params, cursor, ...options } = request
  if (!cursor) {
    const { rows, ...answer } = await ask(driver, question, params, options)
    const lines = rows.map(row => JSON.stringify(row))
    const hash = createHash('sha256')
    if (answer.truncated) for (const line of lines) hash.update(`${line}\n`)
    return { ...answer, rows, lines, next: nextOf(question, params, answer.truncated, rows.length, hash) }
  }
  const { rows: items, total: _, ...page } = await openPage(request)
  const [rows, lines]: [Row[], string[]] = [[], []]
  for (;;) {
    const { done, value } = await items.next()
    if (done) return { ...page, ...value, rows, lines }
    rows.push(value[0])
    lines.push(value[1])
  }
}

/** A page is held in memory, so that it has fewer rows than a stream may have. */
const inOnePiece = (params: Record<string, unknown>) =>
  typeof params.limit === 'number' ? { ...params, limit: Math.min(params.limit, MAX_ROWS) } : params

function nextOf(question: Question, params: object, truncated: boolean, rows: number, hash: Hash): string | undefined {
  if (!truncated || !isPaged(question) || rows === 0 || rows > MAX_CURSOR_ROWS) return undefined
  const cursor: Cursor = { rows, digest: peek(hash), of: digestOf(question, params) }
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

const decode = (text: string): unknown => {
  // Buffer skips other characters.
  if (!/^[\w-]+$/.test(text)) return undefined
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}

const peek = (hash: Hash) => hash.copy().digest('base64url').slice(0, 22)

/** Identifies the question and its parameters, except the limit. */
const digestOf = ({ name, cypher }: Question, params: object) =>
  peek(createHash('sha256').update(JSON.stringify([name, cypher, { ...params, limit: null }]))).slice(0, 11)
