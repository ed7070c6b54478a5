import type { Response } from 'express'

/** Fires when the caller leaves before the answer is out; then nobody needs what is still worked out. */
export function abortOnDisconnect(response: Response): AbortSignal {
  const gone = new AbortController()
  // An abort takes as long as a small part of the answer, so none is made once all is sent.
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}
