import type { Request, Response } from 'express'
import type { Line } from '../../cypher/wire.ts'
import { csvHead, csvLines } from '../exports/answer-csv.ts'
import { toHttpError } from '../lib/http-errors.ts'
import type { Row } from '../questions/answer-shape.ts'
import { openPage } from '../questions/cursor.ts'
import { attachment, type BodyRequest } from './answer-bodies.ts'
import { SLOW_CONSUMER_MS, sendLines } from './ndjson.ts'
import { unlessAborted } from './request-signal.ts'

type StreamRequest = BodyRequest & { signal: AbortSignal }

/** Sends NDJSON while it arrives. It has no ETag, because the bookmark is known only at the end. */
export async function streamLines(pageRequest: StreamRequest, request: Request, response: Response): Promise<void> {
  const { question, signal } = pageRequest
  const { rows, total: _, ...page } = await unlessAborted(signal, openPage(pageRequest))
  await sendLines(request, response, texts(), { signal, patience: () => SLOW_CONSUMER_MS, toHttpError })

  async function* texts(): AsyncGenerator<string> {
    try {
      yield lineText({ type: 'head', query: question.name, cypher: question.cypher, ...page })
      for (let count = 0; ; count++) {
        const { done, value } = await rows.next()
        if (!done) {
          yield `{"type":"row","row":${value[1]}}\n`
          continue
        }
        const { truncated, total, next } = value
        return yield lineText({ type: 'summary', rows: count, truncated, total, next })
      }
    } finally {
      await rows.return({ truncated: false, bookmark: null })
    }
  }
}

const lineText = (line: Line): string => `${JSON.stringify(line)}\n`

/** Rows that become text together: one at a time takes longer. */
const ROWS_PER_TEXT = 200

/** Sends CSV with more rows than one piece has, while they arrive. An answer that fails midway is cut off, which the client can tell. */
export async function streamCsv(pageRequest: StreamRequest, request: Request, response: Response): Promise<void> {
  const { question, signal, params, settings } = pageRequest
  const { rows, total } = await unlessAborted(signal, openPage(pageRequest))
  const all = total() ?? 0
  response.set(attachment(question, 'csv'))
  if (all > Number(params.limit)) response.set('X-Truncated', `${params.limit} of ${all}`)
  await sendLines(request, response, texts(), {
    ...{ signal, patience: () => SLOW_CONSUMER_MS, toHttpError, type: 'text/csv' },
  })

  async function* texts(): AsyncGenerator<string> {
    yield `${settings.withBom ? '\ufeff' : ''}${csvHead(question.row)}`
    let waiting: Row[] = []
    for await (const [row] of rows) {
      waiting.push(row)
      if (waiting.length < ROWS_PER_TEXT) continue
      yield csvLines(question.row, waiting)
      waiting = []
    }
    if (waiting.length > 0) yield csvLines(question.row, waiting)
  }
}
