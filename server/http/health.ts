import { Router } from 'express'
import type { Driver } from '../db/connect.ts'
import { RETRY_AFTER_SECONDS } from '../lib/http-errors.ts'
import { readOnly } from './methods.ts'

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
    const reason = (await reasonNotReady(driver, error => request.log.debug({ err: error }, 'not ready'))) ?? pending()
    response.set('Cache-Control', 'no-store')
    if (reason === null) return void response.json({ status: 'ready' })
    response.status(503).set('Retry-After', String(RETRY_AFTER_SECONDS)).json({ status: 'unavailable', reason })
  })
  router.all(['/healthz', '/readyz'], readOnly)
  return router
}

async function reasonNotReady(driver: Driver, log: (error: unknown) => void): Promise<string | null> {
  try {
    await driver.verifyConnectivity()
    return null
  } catch (error) {
    log(error)
    return 'the database does not answer'
  }
}
