import { z } from 'zod'
import { type AnyRow, parseRow, RowMismatch } from '../../cypher/query.ts'
import { type Reply, replySchema } from '../../cypher/wire.ts'
import { type Ask, pathOf } from './asks.ts'
import { type Failure, failureOf, UNREACHABLE, unreadable } from './failure.ts'

export type Outcome<Row = AnyRow> = { ok: true; reply: Reply<Row> } | { ok: false; failure: Failure }

/** Asks one question. The store receives it as an argument, so that a test can answer instead. */
export type FetchReply = (ask: Ask) => Promise<Outcome>

/** Asks the server that this page comes from. */
export const httpReply =
  (fetch: typeof globalThis.fetch): FetchReply =>
  ask =>
    fetchReply(fetch, '', ask)

const ReplySchema = replySchema(z.unknown())

/**
 * Fetches an answer and reads its rows by the definition of the question: columns that the definition lacks are dropped, and a
 * missing or wrong one makes the answer `unreadable`. Rejects only if `signal` is aborted.
 */
export async function fetchReply<RowSchema extends z.ZodType>(
  fetch: typeof globalThis.fetch,
  base: string,
  { name, params, row }: Ask<RowSchema>,
  signal?: AbortSignal,
): Promise<Outcome<z.output<RowSchema>>> {
  try {
    const headers = { accept: 'application/json' }
    const response = await fetch(base + pathOf({ name, params }), { headers, signal })
    const body: unknown = await response.json().catch(() => null)
    signal?.throwIfAborted()
    const reply = response.ok ? ReplySchema.safeParse(body).data : undefined
    if (!reply) return { ok: false, failure: failureOf(response, body) }
    const first = (reply.skipped ?? 0) + 1
    const rows = reply.rows.map((value, at) => parseRow(name, row, value, first + at))
    return { ok: true, reply: { ...reply, rows } }
  } catch (error) {
    signal?.throwIfAborted()
    return { ok: false, failure: error instanceof RowMismatch ? unreadable(error.message) : UNREACHABLE }
  }
}
