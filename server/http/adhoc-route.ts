import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { type AdhocLine, AdhocRequestSchema, type AdhocStatus } from '../../cypher/adhoc.ts'
import { ADHOC_LIMITS, type Adhoc } from '../adhoc/adhoc-service.ts'
import { MAX_QUERY_BYTES } from '../adhoc/policy/query-policy.ts'
import { SenderMustWait } from '../adhoc/pool/penalties.ts'
import { StreamAborted } from '../adhoc/pool/runner.ts'
import { CHUNK_LENGTH } from '../adhoc/pool/runner-messages.ts'
import { Overloaded } from '../adhoc/pool/semaphore.ts'
import { toStatementError } from '../adhoc/pool/statement-errors.ts'
import { ClientDisconnected } from '../adhoc/statements/statements.ts'
import { HttpError } from '../lib/http-errors.ts'
import { abortOnDisconnect } from './abort-on-disconnect.ts'

/** The largest body: statement and parameters. */
const MAX_BODY = '64kb'
const JSON_TYPES = ['application/json', 'application/*+json']
const FLUSH_MS = 50
/** How long a client may read nothing once the statement's time is over: enough to receive the summary. */
const SUMMARY_MS = 2_000

/** The client is connected but does not read. */
class SlowConsumer extends Error {
  override name = 'SlowConsumer'
}

/** `POST /api/cypher` runs a statement, and `GET /api/cypher` shows whether and where that is possible. Without `adhoc`, it is disabled. */
export function cypher(adhoc: Adhoc | undefined): Router {
  const router = Router()
  router.get('/', (_request, response) => {
    const { rows, bytes, milliseconds } = adhoc?.limits ?? ADHOC_LIMITS
    const limits = { rows, bytes, milliseconds, queryBytes: MAX_QUERY_BYTES }
    const { mode = 'off', held = true } = adhoc ?? {}
    response.json({ open: adhoc !== undefined, mode, held, limits } satisfies AdhocStatus)
  })
  if (!adhoc) {
    router.post('/', () => {
      throw new HttpError(
        403,
        'adhoc-off',
        'Ad hoc Cypher is off on this server (ADHOC=off). Use a named question instead: GET /api/queries.',
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

/** A browser lets any web page send other types to any server, including one on the user's machine, without asking the user. */
const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is(JSON_TYPES) !== false) return next()
  throw new HttpError(
    415,
    'unsupported-media-type',
    'The body must be JSON. Send the header content-type: application/json.',
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
      next(
        new HttpError(
          429,
          'too-often',
          `You have sent more than ${limit} statements in a minute. Try again in a minute.`,
        ),
      )
    },
  })

const answer =
  (adhoc: Adhoc): RequestHandler =>
  async (request, response) => {
    const statement = readBody(request)
    const disconnected = abortOnDisconnect(response)
    const lines = adhoc.run(statement, disconnected, ipKeyGenerator(request.ip ?? ''))
    try {
      const first = await lines.next()
      response.status(200).set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' })
      const { limits } = adhoc
      const milliseconds =
        Math.min(statement.timeout ?? Number.POSITIVE_INFINITY, limits.milliseconds) + limits.graceMilliseconds
      await send(response, first.value ?? '', lines, {
        ...{ signal: disconnected, milliseconds, stalled: limits.slowConsumerMilliseconds },
      })
    } catch (error) {
      if (error instanceof ClientDisconnected || disconnected.aborted) return
      if (error instanceof SlowConsumer || error instanceof StreamAborted) return void response.destroy()
      const httpError = toStatementError(error)
      if (!response.headersSent) {
        if (error instanceof Overloaded || error instanceof SenderMustWait)
          response.set('Retry-After', String(error.seconds))
        throw httpError
      }
      if (httpError.status >= 500) request.log?.error({ err: error }, httpError.code)
      const { code, message, details } = httpError
      response.end(
        `${JSON.stringify({ type: 'error', error: { code, message, details: details ?? null } } satisfies AdhocLine)}\n`,
      )
    } finally {
      await lines.return(undefined)
    }
  }

/** @throws {HttpError} 400 with every invalid member */
function readBody(request: Request) {
  const { data, error } = AdhocRequestSchema.safeParse(request.body ?? {})
  if (data) return data
  const invalid = error.issues.map(({ path, message }) => ({ parameter: path.join('.') || 'body', message }))
  const text = invalid.map(({ parameter, message }) => `${parameter} ${message}`).join('; ')
  throw new HttpError(
    400,
    'bad-body',
    `${text}. Send JSON such as {"query": "MATCH (n) RETURN n LIMIT 5", "params": {}}.`,
    invalid,
  )
}

/**
 * Writes lines as fast as the client reads them. A row waits at most 50 ms for the next ones.
 * @throws {SlowConsumer} if the client does not read
 * @throws {ClientDisconnected}
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
  let drain: Promise<void> | undefined
  let onDrain = () => {}
  // Not `once`, because compression would not remove the listener.
  response.on('drain', () => {
    drain = undefined
    onDrain()
  })
  const write = (flush: boolean) => {
    clearTimeout(timer)
    timer = undefined
    // Created at once, because with compression another stream fills and drains, possibly before the next line.
    if (!response.write(text))
      drain ??= new Promise(resolve => {
        onDrain = resolve
      })
    // Otherwise compression buffers it.
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
      if (drain) await waitForDrain(drain, Math.min(stalled, Math.max(SUMMARY_MS, end - performance.now())), signal)
    }
  } catch (error) {
    if (!signal.aborted && !(error instanceof SlowConsumer)) write(false)
    throw error
  } finally {
    clearTimeout(timer)
  }
  response.end(text)
}

/**
 * @throws {SlowConsumer} when the time is over
 * @throws {ClientDisconnected}
 */
async function waitForDrain(drain: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let onAbort = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      onAbort = () => reject(new ClientDisconnected())
      if (signal.aborted) return onAbort()
      signal.addEventListener('abort', onAbort)
      timer = setTimeout(() => reject(new SlowConsumer()), milliseconds)
      drain.then(resolve)
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}
