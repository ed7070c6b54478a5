import type { Response } from 'express'

/** A signal that aborts when the client disconnects before the answer is complete. */
export function abortOnDisconnect(response: Response): AbortSignal {
  const controller = new AbortController()
  // Aborting takes about as long as a small answer, so it is skipped when everything has been sent.
  response.once('close', () => {
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}
