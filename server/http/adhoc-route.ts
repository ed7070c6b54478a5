import express, { type Request, type RequestHandler, Router } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { AdhocRequestSchema, type AdhocStatus } from '../../cypher/adhoc.ts'
import { ADHOC_LIMITS, type Adhoc } from '../adhoc/adhoc-service.ts'
import { MAX_QUERY_BYTES } from '../adhoc/policy/query-policy.ts'
import { SenderMustWait } from '../adhoc/pool/penalties.ts'
import { Overloaded } from '../adhoc/pool/semaphore.ts'
import { toStatementError } from '../adhoc/pool/statement-errors.ts'
import { timeoutOf } from '../adhoc/statements/adhoc-parameters.ts'
import { HttpError } from '../lib/http-errors.ts'
import { allowOnly } from './methods.ts'
import { sendLines } from './ndjson.ts'
import { ownPagesOnly } from './own-host.ts'
import { requestSignal } from './request-signal.ts'

/** The largest body: statement and parameters. */
export const MAX_BODY = '64kb'
const JSON_TYPES = ['application/json', 'application/*+json']
/** How long a client may read nothing once the statement's time is over: enough to receive the summary. */
const SUMMARY_MS = 2_000

/** `POST /api/cypher` runs a statement, and `GET /api/cypher` shows whether and where that is possible. Without `adhoc`, it is disabled. */
export function cypher(adhoc: Adhoc | undefined): Router {
  const router = Router()
  router.get('/', (_request, response) => {
    const { rows, bytes, milliseconds } = adhoc?.limits ?? ADHOC_LIMITS
    const limits = { rows, bytes, milliseconds, queryBytes: MAX_QUERY_BYTES }
    const { mode = 'off', held = true } = adhoc ?? {}
    response.json({ open: adhoc !== undefined, mode, held, limits } satisfies AdhocStatus)
  })
  router.post('/', ownPagesOnly)
  if (adhoc) {
    const readJson = express.json({ limit: MAX_BODY, type: JSON_TYPES })
    router.post('/', requireJson, limitRate(adhoc.limits.perMinute), readJson, answer(adhoc))
  } else {
    router.post('/', () => {
      throw new HttpError(
        403,
        'adhoc-off',
        'Ad hoc Cypher is off on this server (ADHOC=off). Use a named question instead: GET /api/queries.',
      )
    })
  }
  router.all('/', allowOnly('GET', 'HEAD', 'POST'))
  return router
}

/** A browser lets any web page send other types to any server, including one on the user's machine, without asking the user. */
export const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is(JSON_TYPES) !== false) return next()
  throw new HttpError(
    415,
    'unsupported-media-type',
    'The body must be JSON. Send the header content-type: application/json.',
  )
}

export const limitRate = (limit: number) =>
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
    const signal = requestSignal(response)
    const { graceMilliseconds, slowConsumerMilliseconds } = adhoc.limits
    const time = timeoutOf(statement, adhoc.limits) + graceMilliseconds
    const patience = (elapsed: number) => Math.min(slowConsumerMilliseconds, Math.max(SUMMARY_MS, time - elapsed))
    try {
      const texts = adhoc.run(statement, signal, {
        sender: ipKeyGenerator(request.ip ?? ''),
        requestId: String(request.id),
      })
      await sendLines(request, response, texts, { signal, patience, toHttpError: toStatementError })
    } catch (error) {
      if (error instanceof Overloaded || error instanceof SenderMustWait)
        response.set('Retry-After', String(error.seconds))
      throw toStatementError(error)
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
