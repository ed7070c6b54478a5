import { Router } from 'express'
import type { Driver } from '../db/connect.ts'
import { RETRY_AFTER_SECONDS } from '../lib/http-errors.ts'
import { readOnly } from './methods.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'

/** How long the database may take before it counts as not answering. */
const READY_MS = 4_500

/** What start-up still has to do; null when it is done. */
export type Pending = () => string | null

/**
 * `/healthz`: the process runs. `/readyz`: the database answers and start-up is done. Both say nothing of the data, so that
 * `buildApp` lets them answer any Host: orchestrators call them by the address of a container.
 */
export function health(driver: Driver, pending: Pending): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/readyz', async (request, response) => {
    const answers = unlessAborted(requestSignal(response, READY_MS), driver.verifyConnectivity())
    const reason = (await reasonNotReady(answers, error => request.log.debug({ err: error }, 'not ready'))) ?? pending()
    response.set('Cache-Control', 'no-store')
    if (reason === null) return void response.json({ status: 'ready' })
    response.status(503).set('Retry-After', String(RETRY_AFTER_SECONDS)).json({ status: 'unavailable', reason })
  })
  router.all(['/healthz', '/readyz'], readOnly)
  return router
}

async function reasonNotReady(answers: Promise<unknown>, log: (error: unknown) => void): Promise<string | null> {
  try {
    await answers
    return null
  } catch (error) {
    log(error)
    return 'the database does not answer'
  }
}
