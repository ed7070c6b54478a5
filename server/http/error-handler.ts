import type { ErrorRequestHandler } from 'express'
import type { Refusal } from '../../cypher/wire.ts'
import { RETRY_AFTER_SECONDS, toHttpError } from '../lib/http-errors.ts'

/** Sends every error as `{"error": {"code", "message", "details"}}`, and logs those from status 500 on. */
export const errorHandler: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error)
  const { status, code, message, details } = toHttpError(error)
  if (status >= 500) request.log?.error({ err: error }, code)
  if (status === 503) response.set('Retry-After', String(RETRY_AFTER_SECONDS))
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .json({ error: { code, message, details } } satisfies Refusal)
}
