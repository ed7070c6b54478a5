import type { Response } from 'express'
import { tooSlow } from '../lib/http-errors.ts'

/** The database ends a statement at the limit of the request. This is the time for its error to arrive; after it, the database counts as hanging. */
const GRACE_MS = 500

/**
 * A signal that aborts when the client disconnects before the answer is complete, and, with an `HttpError` as its reason, when the
 * request has taken longer than `milliseconds`.
 */
export function requestSignal(response: Response, milliseconds = Number.POSITIVE_INFINITY): AbortSignal {
  const controller = new AbortController()
  const { arrived = performance.now() } = response.locals as { arrived?: number }
  const left = milliseconds + GRACE_MS - (performance.now() - arrived)
  const timer = Number.isFinite(left) ? setTimeout(() => controller.abort(tooSlow()), left) : undefined
  response.once('close', () => {
    clearTimeout(timer)
    // Aborting takes about as long as a small answer, so it is skipped when everything has been sent.
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}

/** The result of `work`, or a rejection with the reason of `signal` when it aborts first: a database that hangs never answers. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let onAbort = () => {}
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        onAbort = () => reject(signal.reason)
        if (signal.aborted) onAbort()
        else signal.addEventListener('abort', onAbort)
      }),
    ])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
