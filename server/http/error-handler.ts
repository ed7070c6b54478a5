import type { ErrorRequestHandler, Request } from 'express'
import type { HttpErrorBody } from '../../cypher/wire.ts'
import { isRequestError, RETRY_AFTER_SECONDS } from '../lib/http-errors.ts'
import { errorPage } from '../pages/error-page.ts'
import { reportError } from './request-id.ts'
import { languageOf } from './request-language.ts'

/** What the file server has set for the file that it then does not send. */
const FILE_HEADERS = ['Accept-Ranges', 'Content-Disposition', 'ETag', 'Last-Modified']

/**
 * Sends every error as `{"error": {"code", "message", "details"}}`, or as a page to a browser that asked for one, and logs those
 * from status 500 on.
 */
export const errorHandler: ErrorRequestHandler = (error, request, response, next) => {
  // The client has disconnected.
  if (response.destroyed) return
  if (response.headersSent) return next(error)
  const { status, code, message, details } = reportError(error, request)
  if (status === 503) response.set('Retry-After', String(RETRY_AFTER_SECONDS))
  for (const name of FILE_HEADERS) response.removeHeader(name)
  if (isRequestError(error) && error.headers) response.set(error.headers)
  response.status(status).set('Cache-Control', 'no-store')
  if (!isForReaders(request)) return void response.json({ error: { code, message, details } } satisfies HttpErrorBody)
  // Two slashes at the beginning of a link would lead to another host.
  const path = request.path.replace(/^[/\\]+/, '/')
  response
    .vary('Accept-Language')
    .type('html')
    .send(errorPage({ status, code, message, path, details }, languageOf(request)))
}

/** Below `/api/`, errors are always JSON; elsewhere, a browser gets a page. */
function isForReaders(request: Request): boolean {
  if (/^\/api\//i.test(request.path)) return false
  request.res?.vary('Accept')
  return request.accepts(['json', 'html']) === 'html'
}
