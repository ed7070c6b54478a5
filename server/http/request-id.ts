import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { nameRequest } from '../../cypher/words/error-words.ts'
import { HttpError, toHttpError } from '../lib/http-errors.ts'

/** The characters of a token (RFC 9110, 5.6.2), at most as many as a proxy would send. */
const ID = /^[!#$%&'*+.^_`|~\w-]{1,128}$/

/**
 * Gives every request an id, which its answer and each line of the log about it have: that of its header `X-Request-Id`, so that a proxy and the app
 * call it the same, or a new UUID.
 */
export const identify: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id')
  request.id = given !== undefined && ID.test(given) ? given : randomUUID()
  response.set('X-Request-Id', request.id)
  next()
}

/**
 * Converts any error to the one that is sent, and logs those from status 500 on. The message of an internal error has the id of the request,
 * by which its line in the log is found.
 */
export function reportError(error: unknown, request: Request, convert = toHttpError): HttpError {
  const sent = convert(error)
  const { status, code, message, details } = sent
  if (status >= 500) request.log?.error({ err: error }, code)
  return code === 'internal-error'
    ? new HttpError(status, code, nameRequest(message, String(request.id)), details)
    : sent
}
