import type { z } from 'zod'
import type { AnyRow } from '../../cypher/query.ts'
import type { Reply } from '../../cypher/wire.ts'
import type { Ask } from '../api/asks.ts'
import type { Failure } from '../api/failure.ts'
import type { FetchReply } from '../api/replies.ts'

/** The state of one query: loading, answered or failed. While a query is repeated, its last reply or failure is kept. */
export interface Answer<Row = AnyRow> {
  status: 'loading' | 'ready' | 'failed'
  reply: Reply<Row> | null
  failure: Failure | null
  /** Time of the automatic retry, in milliseconds since 1970; null without a retry. */
  retryAt: number | null
}

export type Answers = Readonly<Record<string, Answer>>

export const emptyAnswers = (): Answers => ({})

/** Queries with the same key share one answer. */
export const keyOf = ({ name, params }: Pick<Ask, 'name' | 'params'>): string =>
  `${name}?${new URLSearchParams(Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`

export const answerTo = <RowSchema extends z.ZodType>(
  answers: Answers,
  ask: Ask<RowSchema>,
): Answer<z.output<RowSchema>> | undefined =>
  // The cast is sound: a question has one row schema, and the rows were read by it when they arrived.
  answers[keyOf(ask)] as Answer<z.output<RowSchema>> | undefined

export const begin =
  (key: string) =>
  (answers: Answers): Answers => ({
    ...answers,
    [key]: {
      reply: answers[key]?.reply ?? null,
      status: 'loading',
      failure: answers[key]?.failure ?? null,
      retryAt: null,
    },
  })

export const succeed =
  (key: string, reply: Reply) =>
  (answers: Answers): Answers => ({ ...answers, [key]: { status: 'ready', reply, failure: null, retryAt: null } })

export const fail =
  (key: string, failure: Failure, now: number) =>
  (answers: Answers): Answers => ({
    ...answers,
    [key]: {
      status: 'failed',
      reply: answers[key]?.reply ?? null,
      failure,
      retryAt: failure.retryAfter === null ? null : now + failure.retryAfter * 1000,
    },
  })

/** Keeps the required answers, and the latest of the others. */
export const prune =
  (needed: Set<string>, most: number) =>
  (answers: Answers): Answers => {
    const others = Object.keys(answers).filter(key => !needed.has(key))
    const dropped = new Set(others.slice(0, Math.max(0, others.length - most)))
    return dropped.size === 0
      ? answers
      : Object.fromEntries(Object.entries(answers).filter(([key]) => !dropped.has(key)))
  }

/** Sends a query and records its result. A query that is already in progress is not sent twice. */
export function createAsker(
  fetchReply: FetchReply,
  get: () => Answers,
  update: (change: (answers: Answers) => Answers) => void,
) {
  const underWay = new Set<string>()
  return async (ask: Ask, { again = false } = {}): Promise<void> => {
    const key = keyOf(ask)
    if (underWay.has(key) || (get()[key] && !again)) return
    underWay.add(key)
    // Start before notifying, because a listener may send more queries at once.
    const coming = fetchReply(ask)
    update(begin(key))
    const outcome = await coming
    underWay.delete(key)
    update(outcome.ok ? succeed(key, outcome.reply) : fail(key, outcome.failure, Date.now()))
  }
}
