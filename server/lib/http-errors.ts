import { isUnauthorised, isUnreachable, limitHit } from '../db/connect.ts'
import { jsonError } from './json-errors.ts'

/** An error with its HTTP status and a code for programs. The message tells the user what to do. */
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

/** A named question was not answered within its limit. */
export const tooSlow = (): HttpError =>
  new HttpError(504, 'too-slow', 'The question took too long. Ask for less, for example with a lower limit.')

/** Converts any error to the one that is sent. From status 500 on, it contains no stack trace, host name or query. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (isUnreachable(error) || isUnauthorised(error))
    return new HttpError(
      503,
      'database-unavailable',
      `The database does not answer. Try again in ${RETRY_AFTER_SECONDS} s.`,
    )
  const limit = limitHit(error)
  if (limit === 'time') return tooSlow()
  if (limit === 'memory')
    return new HttpError(
      413,
      'too-large',
      'The question needs more memory than one question may use. Ask about one person or organisation, choose a shorter period, or set a lower limit.',
    )
  if (isRequestError(error))
    return new HttpError(error.status, CODES[error.status] ?? 'bad-request', requestMessage(error))
  return new HttpError(500, 'internal-error', 'An internal error occurred. The server log has the details.')
}

/** An error of Express, of its body parser or of its file server, such as a malformed URL or body. */
interface RequestError extends Error {
  status: number
  /** What the body parser found wrong. */
  type?: string
  /** Bytes that a body may have. */
  limit?: number
  /** The body as text. */
  body?: string
  /** Headers of the answer, such as Content-Range. */
  headers?: Record<string, string>
}

const CODES: Record<number, string> = {
  412: 'precondition-failed',
  413: 'too-large',
  415: 'unsupported-media-type',
  416: 'range-not-satisfiable',
}

export const isRequestError = (error: unknown): error is RequestError =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500

function requestMessage(error: RequestError): string {
  const { type, status, limit, message, body = '', headers } = error
  if (type === 'entity.too.large') return `The body is larger than ${Math.floor((limit ?? 0) / 1024)} kB.`
  if (type === 'entity.parse.failed') {
    const found = jsonError(body)
    return found === null ? 'The body must be a JSON object.' : `The body is not valid JSON: ${found}.`
  }
  if (status === 415) return 'The charset or encoding of the body is not supported. Send uncompressed UTF-8.'
  if (status === 416) {
    const size = /\d+$/.exec(headers?.['Content-Range'] ?? '')?.[0]
    return `The range is outside the file${size ? `, which has ${size} bytes` : ''}. Request another range, or leave out the Range header.`
  }
  if (status === 412) return 'The file is not the one that If-Match or If-Unmodified-Since names.'
  if (error instanceof URIError) return 'The URL contains an invalid percent-escape. Write a percent sign as %25.'
  return `The request is malformed: ${message}.`
}
