import type { z } from 'zod'
import { parseRow } from '../../cypher/query.ts'
import type { Reply } from '../../cypher/wire.ts'
import type { Driver } from '../db/connect.ts'
import type { Questions } from '../db/cypher-files.ts'
import { HttpError, RETRY_AFTER_SECONDS, toHttpError } from '../lib/http-errors.ts'
import { readPage } from './cursor.ts'
import { readParams } from './read-parameters.ts'

/** Why a question has no answer, in the words of the API. */
export interface AskFailure {
  status: number
  code: string
  message: string
  /** In seconds; null if asking again would give the same. */
  retryAfter: number | null
  details?: unknown
}

/** One question as the client asks it. */
export interface InProcessAsk {
  name: string
  params: Record<string, string>
  row: z.ZodType
}
export type AskOutcome = { ok: true; reply: Reply } | { ok: false; failure: AskFailure }

export interface AskContext {
  driver: Driver
  questions: Questions
  signal: AbortSignal
  checkRows: boolean
}

/**
 * Asks as the client does over HTTP, in this process. It never rejects: a failure has the status, the code and the message of the API.
 * `toSent` converts an error to the one that is sent, and logs it.
 */
export const askInProcess =
  ({ driver, questions, signal, checkRows }: AskContext, toSent: (error: unknown) => HttpError) =>
  async ({ name, params: given, row }: InProcessAsk): Promise<AskOutcome> => {
    try {
      const question = questions.get(name)
      if (!question) throw new HttpError(404, 'unknown-question', `There is no question "${name.slice(0, 80)}".`)
      const params = readParams(question, given)
      const page = await readPage({ driver, question, params, cursor: null, signal, checkRows })
      const { lines, rows: _, bookmark: __, ...rest } = page
      // As the client reads them: dates are text, and columns that the definition lacks are dropped.
      const rows = lines.map((line, at) => parseRow(name, row, JSON.parse(line), at + 1) as Reply['rows'][number])
      return { ok: true, reply: { query: name, cypher: question.cypher, ...rest, rows } }
    } catch (error) {
      // Whoever has gone away needs no line in the log.
      const { status, code, message, details } = signal.aborted ? toHttpError(error) : toSent(error)
      return {
        ok: false,
        failure: { status, code, message, details, retryAfter: status === 503 ? RETRY_AFTER_SECONDS : null },
      }
    }
  }
