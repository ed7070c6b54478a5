import { HttpErrorBodySchema } from '../../cypher/wire.ts'

/** Why there is no answer, or no complete one. */
export interface Failure {
  /** Of HTTP; 0 if no server answered, or if its answer cannot be read. */
  status: number
  /** As the server's, or `unreachable`, `unreadable` (the answer is not what the question defines) or `cut`. */
  code: string
  /** In English; empty if no server answered. */
  message: string
  /** When to ask again, in seconds; null if that would give the same. */
  retryAfter: number | null
  /** What else the server says of the error. */
  details?: unknown
}

/** A `Failure`, thrown. */
export class HttpError extends Error implements Failure {
  override name = 'HttpError'
  readonly status: number
  readonly code: string
  readonly retryAfter: number | null
  readonly details?: unknown
  constructor({ status, code, message, retryAfter, details }: Failure, options?: ErrorOptions) {
    super(message || code, options)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
    this.details = details
  }
}

const RETRY_SECONDS = 5
const MAX_RETRY_SECONDS = 300
/** Errors of a proxy that pass. */
const PASSING = new Set([502, 503, 504])

export const UNREACHABLE: Failure = { status: 0, code: 'unreachable', message: '', retryAfter: RETRY_SECONDS }
export const CUT: Failure = { status: 0, code: 'cut', message: 'The answer was cut off.', retryAfter: RETRY_SECONDS }

/** The answer has another shape than the question defines. */
export const unreadable = (message: string): Failure => ({
  status: 0,
  code: 'unreadable',
  message: message && `${message}. The server and this client may be of different versions.`,
  retryAfter: null,
})

/** Reads a response that holds no answer. `body` is its JSON, or null if it has none. */
export function failureOf(response: Response, body: unknown): Failure {
  const { status } = response
  const refusal = HttpErrorBodySchema.safeParse(body).data?.error
  const stated = Number(response.headers.get('retry-after'))
  const retryAfter = PASSING.has(status) ? RETRY_SECONDS : null
  return {
    ...unreadable(''),
    ...refusal,
    status: refusal || !response.ok ? status : 0,
    retryAfter: stated > 0 ? Math.min(stated, MAX_RETRY_SECONDS) : retryAfter,
  }
}
