import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { type AdhocLine, AdhocRequestSchema, type AdhocStatus } from '../../cypher/adhoc.ts'
import { ADHOC_LIMITS, type Adhoc } from '../adhoc/adhoc-service.ts'
import { MOST_BYTES } from '../adhoc/policy/gate.ts'
import { faultOf } from '../adhoc/pool/faults.ts'
import { Cut } from '../adhoc/pool/runner.ts'
import { PIECE } from '../adhoc/pool/runner-messages.ts'
import { Crowded } from '../adhoc/pool/semaphore.ts'
import { Gone } from '../adhoc/statements/statements.ts'
import { HttpError } from '../lib/http-errors.ts'
import { goneSignal } from './abort-on-disconnect.ts'

/** Parameters and statement together; a longer list belongs into the database. */
const MOST_BODY = '64kb'
const JSON_TYPES = ['application/json', 'application/*+json']
const SOON_MS = 50
/** How long a reader may take nothing once the time of the statement is over: enough for the summary. */
const LAST_MS = 2_000

/** Whoever asked is there and does not read. */
class Stalled extends Error {
  override name = 'Stalled'
}

/** `POST /api/cypher` and `GET /api/cypher`, which says whether it is open; closed where `adhoc` is missing. */
export function cypher(adhoc: Adhoc | undefined): Router {
  const router = Router()
  router.get('/', (_request, response) => {
    const { rows, bytes, milliseconds } = adhoc?.limits ?? ADHOC_LIMITS
    const limits = { rows, bytes, milliseconds, queryBytes: MOST_BYTES }
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
    jsonAlone,
    limitRate(adhoc.limits.perMinute),
    express.json({ limit: MOST_BODY, type: JSON_TYPES }),
    answer(adhoc),
  )
  return router
}

/** Other types any web page may send from the reader's browser to a server on the reader's machine, without being asked. */
const jsonAlone: RequestHandler = (request, _response, next) => {
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
    const gone = goneSignal(response)
    const lines = adhoc.run(asked, gone)
    try {
      const first = await lines.next()
      response.status(200).set({ 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' })
      const { limits } = adhoc
      const milliseconds =
        Math.min(asked.timeout ?? Number.POSITIVE_INFINITY, limits.milliseconds) + limits.graceMilliseconds
      await send(response, first.value ?? '', lines, {
        ...{ signal: gone, milliseconds, stalled: limits.stalledMilliseconds },
      })
    } catch (error) {
      if (error instanceof Gone || gone.aborted) return
      if (error instanceof Stalled || error instanceof Cut) return void response.destroy()
      const refusal = faultOf(error)
      if (!response.headersSent) {
        if (error instanceof Crowded) response.set('Retry-After', String(error.seconds))
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
 * @throws {Stalled} if they are not read
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
      if (rows++ === 0 || text.length > PIECE) write(rows === 1)
      else timer ??= setTimeout(write, SOON_MS, true)
      if (full) await drained(full, Math.min(stalled, Math.max(LAST_MS, end - performance.now())), signal)
    }
  } catch (error) {
    if (!signal.aborted && !(error instanceof Stalled)) write(false)
    throw error
  } finally {
    clearTimeout(timer)
  }
  response.end(text)
}

/** @throws {Stalled} when the time is over, {Gone} when the reader is */
async function drained(full: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let leave = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      leave = () => reject(new Gone())
      if (signal.aborted) return leave()
      signal.addEventListener('abort', leave)
      timer = setTimeout(() => reject(new Stalled()), milliseconds)
      full.then(resolve)
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
  }
}
