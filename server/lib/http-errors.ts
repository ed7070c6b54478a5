import { isUnauthorised, isUnreachable, limitHit } from '../db/connect.ts'

/** A refusal with its HTTP status; the message says what to do. */
export class HttpError extends Error {
  override name = 'HttpError'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: unknown,
  ) {
    super(message)
  }
}

export const RETRY_AFTER_SECONDS = 5

/** What a reader is told of an error. Nothing at 500 or above carries a stack, a host or a query. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (isUnreachable(error) || isUnauthorised(error))
    return new HttpError(
      503,
      'database-unavailable',
      `The database does not answer. Try again in ${RETRY_AFTER_SECONDS} s.`,
    )
  const limit = limitHit(error)
  if (limit === 'time')
    return new HttpError(504, 'too-slow', 'The question took too long. Ask for less, with a lower limit.')
  if (limit === 'memory')
    return new HttpError(
      413,
      'too-large',
      'The question needs more memory than the database may take for it. Ask about one person or organisation, a shorter window, or with a lower limit.',
    )
  if (isBodyOrUrlError(error))
    return new HttpError(error.status, 'bad-request', 'The request cannot be read. Check its address and its body.')
  return new HttpError(500, 'fault', 'Something went wrong here. It has been noted in the log.')
}

/** What express itself refuses, as a malformed %-escape. */
const isBodyOrUrlError = (error: unknown): error is Error & { status: number } =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500
