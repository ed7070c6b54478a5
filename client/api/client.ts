import { z } from 'zod'
import { parseRow, type Query, RowMismatch } from '../../cypher/query.ts'
import { lineSchema, type Reply } from '../../cypher/wire.ts'
import { readLines } from './answer-lines.ts'
import { askFor, pathOf } from './asks.ts'
import { type Failure, failureOf, HttpError, UNREACHABLE, unreadable } from './failure.ts'
import { fetchReply } from './replies.ts'

export { type Failure, HttpError }

/** The typed client for other projects, packed as `who-left-where/client`. */

export interface RunOptions {
  /** The `next` of the previous page. */
  cursor?: string | undefined
  signal?: AbortSignal | undefined
}

/**
 * `P` and `R` are the question's parameters and row, inferred from its definition. Rows are read by that definition: columns that
 * it lacks are dropped, and a missing or wrong one throws `HttpError` with code `unreadable`.
 */
export interface Client {
  /** One page of the answer. @throws {HttpError} */
  run<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    options?: RunOptions,
  ): Promise<Reply<z.output<R>>>
  /** The same, page after page to the end. */
  pages<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    options?: RunOptions,
  ): AsyncGenerator<Reply<z.output<R>>>
  /** Rows as they arrive, in constant memory. @throws {HttpError} also if the answer breaks off */
  rows<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    options?: RunOptions,
  ): AsyncGenerator<z.output<R>>
}

export interface ClientOptions {
  /** URL of the server, such as `https://example.org/`. Not needed on the server's own pages. */
  base?: string
  fetch?: typeof globalThis.fetch
}

export function createClient({ base = '/', fetch = globalThis.fetch }: ClientOptions = {}): Client {
  const server = base.replace(/\/$/, '')
  async function run<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    { cursor, signal }: RunOptions = {},
  ): Promise<Reply<z.output<R>>> {
    const outcome = await fetchReply(fetch, server, askFor(question, { ...params, cursor }), signal)
    if (!outcome.ok) throw new HttpError(outcome.failure)
    return outcome.reply
  }
  return {
    run,
    async *pages(question, params, options = {}) {
      for (let cursor = options.cursor; ; ) {
        const reply = await run(question, params, { ...options, cursor })
        yield reply
        cursor = reply.next
        if (!cursor) return
      }
    },
    async *rows<P extends z.ZodObject, R extends z.ZodObject>(
      question: Query<P, R>,
      params: z.input<P>,
      { cursor, signal }: RunOptions = {},
    ) {
      const headers = { accept: 'application/x-ndjson' }
      const path = pathOf(askFor(question, { ...params, cursor }))
      const response = await fetch(server + path, { headers, signal }).catch(error => {
        signal?.throwIfAborted()
        throw new HttpError(UNREACHABLE, { cause: error })
      })
      if (!response.ok || !response.body)
        throw new HttpError(failureOf(response, await response.json().catch(() => null)))
      let number = 0
      try {
        for await (const lines of readLines(response.body, LineSchema))
          for (const line of lines) {
            if (line.type === 'head') number = line.skipped ?? 0
            if (line.type === 'row') yield parseRow(question.name, question.row, line.row, ++number)
            if (line.type === 'error') throw new HttpError({ ...line.error, status: response.status, retryAfter: null })
          }
      } catch (error) {
        signal?.throwIfAborted()
        throw error instanceof RowMismatch ? new HttpError(unreadable(error.message), { cause: error }) : error
      }
    },
  }
}

const LineSchema = lineSchema(z.unknown())
