import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { type AdhocLine, AdhocRequestSchema, type AdhocStatus } from '../../cypher/adhoc.ts'
import { ADHOC_LIMITS, type Adhoc } from '../adhoc/adhoc-service.ts'
import { MAX_QUERY_BYTES } from '../adhoc/policy/query-policy.ts'
import { StreamAborted } from '../adhoc/pool/runner.ts'
import { CHUNK_LENGTH } from '../adhoc/pool/runner-messages.ts'
import { Overloaded } from '../adhoc/pool/semaphore.ts'
import { toStatementError } from '../adhoc/pool/statement-errors.ts'
import { ClientDisconnected } from '../adhoc/statements/statements.ts'
import { HttpError } from '../lib/http-errors.ts'
import { abortOnDisconnect } from './abort-on-disconnect.ts'

/** Parameters and statement together; a longer list belongs into the database. */
const MAX_BODY = '64kb'
const JSON_TYPES = ['application/json', 'application/*+json']
const FLUSH_MS = 50
/** How long a reader may take nothing once the time of the statement is over: enough for the summary. */
const SUMMARY_MS = 2_000

/** Whoever asked is there and does not read. */
class SlowConsumer extends Error {
  override name = 'Stalled'
}

/** `POST /api/cypher` and `GET /api/cypher`, which says whether it is open; closed where `adhoc` is missing. */
export function cypher(adhoc: Adhoc | undefined): Router {
  const router = Router()
  router.get('/', (_request, response) => {
    const { rows, bytes, milliseconds } = adhoc?.limits ?? ADHOC_LIMITS
    const limits = { rows, bytes, milliseconds, queryBytes: MAX_QUERY_BYTES }
    response.json({ open: adhoc !== undefined, limits } satisfies AdhocStatus)
  })
  if (!adhoc) {
    router.post('/', () => {
      throw new HttpError(
        403,
        'adhoc-off',
        'Ad hoc Cypher is switched off on this server (ADHOC=off). Ask a named question: GET /api/queries.',
      )
    })
    return router
  }
  router.post(
    '/',
    requireJson,
    limitRate(adhoc.limits.perMinute),
    express.json({ limit: MAX_BODY, type: JSON_TYPES }),
    answer(adhoc),
  )
  return router
}

/** Other types any web page may send from the reader's browser to a server on the reader's machine, without being asked. */
const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is(JSON_TYPES) !== false) return next()
  throw new HttpError(
    415,
    'unsupported-media-type',
    'A statement comes as JSON and says so. Send the header content-type: application/json.',
  )
}

const limitRate = (limit: number) =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response, next) => {
      response.set('Retry-After', '60')
      next(new HttpError(429, 'too-often', `More than ${limit} statements in a minute. Try again in a minute.`))
    },
  })

const answer =
  (adhoc: Adhoc): RequestHandler =>
  async (request, response) => {
    const asked = readBody(request)
    const gone = abortOnDisconnect(response)
    const lines = adhoc.run(asked, gone)
    try {
      const first = await lines.next()
      response.status(200).set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' })
      const { limits } = adhoc
      const milliseconds =
        Math.min(asked.timeout ?? Number.POSITIVE_INFINITY, limits.milliseconds) + limits.graceMilliseconds
      await send(response, first.value ?? '', lines, {
        ...{ signal: gone, milliseconds, stalled: limits.slowConsumerMilliseconds },
      })
    } catch (error) {
      if (error instanceof ClientDisconnected || gone.aborted) return
      if (error instanceof SlowConsumer || error instanceof StreamAborted) return void response.destroy()
      const refusal = toStatementError(error)
      if (!response.headersSent) {
        if (error instanceof Overloaded) response.set('Retry-After', String(error.seconds))
        throw refusal
      }
      if (refusal.status >= 500) request.log?.error({ err: error }, refusal.code)
      const { code, message, details } = refusal
      response.end(
        `${JSON.stringify({ type: 'error', error: { code, message, details: details ?? null } } satisfies AdhocLine)}\n`,
      )
    } finally {
      await lines.return(undefined)
    }
  }

/** @throws {HttpError} 400 naming every member that is wrong */
function readBody(request: Request) {
  const { data, error } = AdhocRequestSchema.safeParse(request.body ?? {})
  if (data) return data
  const faults = error.issues.map(({ path, message }) => ({ parameter: path.join('.') || 'body', message }))
  const text = faults.map(({ parameter, message }) => `${parameter} ${message}`).join('; ')
  throw new HttpError(
    400,
    'bad-body',
    `${text}. Send JSON, as {"query": "MATCH (n) RETURN n LIMIT 5", "params": {}}.`,
    faults,
  )
}

/**
 * Writes lines as fast as they are read and no faster. No row waits long for the next one.
 * @throws {SlowConsumer} if they are not read
 */
async function send(
  response: Response,
  first: string,
  lines: AsyncGenerator<string>,
  { signal, milliseconds, stalled }: { signal: AbortSignal; milliseconds: number; stalled: number },
): Promise<void> {
  const end = performance.now() + milliseconds
  let text = ''
  let timer: NodeJS.Timeout | undefined
  let full: Promise<void> | undefined
  let empty = () => {}
  // Not `once`, which compression keeps from taking its listener away again.
  response.on('drain', () => {
    full = undefined
    empty()
  })
  const write = (flush: boolean) => {
    clearTimeout(timer)
    timer = undefined
    // Noted at once: with compression it is another stream that fills and drains, maybe before the next line.
    if (!response.write(text))
      full ??= new Promise(resolve => {
        empty = resolve
      })
    // Else compression keeps it.
    if (flush) response.flush()
    text = ''
  }
  let rows = 0
  text = first
  try {
    for await (const line of lines) {
      text += line
      if (rows++ === 0 || text.length > CHUNK_LENGTH) write(rows === 1)
      else timer ??= setTimeout(write, FLUSH_MS, true)
      if (full) await waitForDrain(full, Math.min(stalled, Math.max(SUMMARY_MS, end - performance.now())), signal)
    }
  } catch (error) {
    if (!signal.aborted && !(error instanceof SlowConsumer)) write(false)
    throw error
  } finally {
    clearTimeout(timer)
  }
  response.end(text)
}

/** @throws {SlowConsumer} when the time is over, {Gone} when the reader is */
async function waitForDrain(full: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let leave = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      leave = () => reject(new ClientDisconnected())
      if (signal.aborted) return leave()
      signal.addEventListener('abort', leave)
      timer = setTimeout(() => reject(new SlowConsumer()), milliseconds)
      full.then(resolve)
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
  }
}
