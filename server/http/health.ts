import { Router } from 'express'
import type { Driver } from '../db/connect.ts'
import { RETRY_AFTER_SECONDS } from '../lib/http-errors.ts'

/** What start-up has still to do before questions make sense; null once it is done. */
export type Pending = () => string | null

/** `/healthz`: the process answers. `/readyz`: the database does, and start-up is over. */
export function health(driver: Driver, pending: Pending): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/readyz', async (request, response) => {
    const reason = (await lack(driver, error => request.log.debug({ err: error }, 'not ready'))) ?? pending()
    response.set('Cache-Control', 'no-store')
    if (reason === null) return void response.json({ status: 'ready' })
    response.status(503).set('Retry-After', String(RETRY_AFTER_SECONDS)).json({ status: 'unavailable', reason })
  })
  return router
}

async function lack(driver: Driver, note: (error: unknown) => void): Promise<string | null> {
  try {
    await driver.verifyConnectivity()
    return null
  } catch (error) {
    note(error)
    return 'the database does not answer'
  }
}
