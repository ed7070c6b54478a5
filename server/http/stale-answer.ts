import type { Response } from 'express'
import { HttpError, toHttpError } from '../lib/http-errors.ts'

/** While the database does not answer, a cached answer is better than none: it is sent with the headers `Warning` and `Age`. */

/** How long the database may take to confirm that a cached answer is current; usually a millisecond. */
const PATIENCE_MS = 10_000

export const isUnavailable = (error: unknown): boolean => toHttpError(error).code === UNAVAILABLE
const UNAVAILABLE = 'database-unavailable'

/**
 * Waits for `work` at most 10 s.
 * @throws {HttpError} 503 after that
 */
export async function soon<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const error = new HttpError(503, UNAVAILABLE, 'The database does not answer.')
    timer = setTimeout(() => reject(error), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Adds the headers of a stale answer (RFC 7234, 5.5.1 and 5.1). `Age` counts from when the answer last was current. */
export function markStale(response: Response, currentAt: number): void {
  response.set({
    Warning: '110 - "Response is Stale"',
    Age: String(Math.max(0, Math.round((Date.now() - currentAt) / 1_000))),
  })
}
