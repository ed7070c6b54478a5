import type { Response } from 'express'
import { HttpError, toHttpError } from '../lib/http-errors.ts'
import { unlessAborted } from './request-signal.ts'

/** While the database does not answer, a cached answer is better than none: it is sent with the headers `Warning` and `Age`. */

/** How long the database may take to confirm that a cached answer is current; usually a millisecond. */
const PATIENCE_MS = 10_000

export const isUnavailable = (error: unknown): boolean => toHttpError(error).code === UNAVAILABLE
const UNAVAILABLE = 'database-unavailable'

/**
 * Waits for `work` at most 10 s, and no longer than `signal` allows.
 * @throws {HttpError} 503 after 10 s
 */
export async function soon<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const late = new AbortController()
  const error = new HttpError(503, UNAVAILABLE, 'The database does not answer.')
  const timer = setTimeout(() => late.abort(error), PATIENCE_MS)
  try {
    return await unlessAborted(AbortSignal.any([signal, late.signal]), work)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Adds the headers of a stale answer (RFC 7234, 5.5.1 and 5.1). `Age` counts from when the answer last was current. A browser that stored
 * a stale answer would repeat its warning after the database has confirmed the answer.
 */
export function markStale(response: Response, currentAt: number): void {
  response.set({
    'Cache-Control': 'no-store',
    Warning: '110 - "Response is Stale"',
    Age: String(Math.max(0, Math.round((Date.now() - currentAt) / 1_000))),
  })
}
