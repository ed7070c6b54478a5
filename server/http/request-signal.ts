import type { Response } from 'express'
import { tooSlow } from '../lib/http-errors.ts'
import { Race } from '../lib/race.ts'

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

/** A race that ends with the reason of `signal` when it aborts. Call `stop` at the end. */
export function raceUntilAborted(signal: AbortSignal): { race: Race; stop: () => void } {
  const race = new Race()
  const onAbort = () => race.fail(signal.reason)
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort)
  return { race, stop: () => signal.removeEventListener('abort', onAbort) }
}

/** The result of `work`, or a rejection with the reason of `signal` when it aborts first: a database that hangs never answers. */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { race, stop } = raceUntilAborted(signal)
  try {
    return await race.race(work)
  } finally {
    stop()
  }
}
