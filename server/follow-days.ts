import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Driver } from './db/connect.ts'
import { isReadOnly } from './db/read-only.ts'
import { type PreparingLoader, people } from './prepare-database.ts'

interface Options {
  driver: Driver
  loader: Pick<PreparingLoader, 'readOutdated' | 'reconcileAgain'>
  logger: Logger
  signal: AbortSignal
  /** Milliseconds between two looks at the calendar. A timer until midnight would be late on a machine that was asleep. */
  pause?: number
  /** The day in UTC, as the database counts days. */
  today?: () => string
}

/**
 * Reconciles people with announced events whose day has come, on every day that begins while the app runs. Tries again at the next look if it fails, as
 * while a load runs.
 */
export async function followDays({
  driver,
  loader,
  logger,
  signal,
  pause = 600_000,
  today = day,
}: Options): Promise<void> {
  let handled = today()
  while (!signal.aborted) {
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {})
    const now = today()
    if (signal.aborted || now === handled) continue
    try {
      const count = await reconcileDue(driver, loader)
      if (count > 0) logger.info(`announced events of ${people(count)} have become due; reconciled them again`)
      handled = now
    } catch (error) {
      logger.warn({ err: error }, 'announced events whose day has come are shown as of the last load')
    }
  }
}

async function reconcileDue(driver: Driver, loader: Options['loader']): Promise<number> {
  const outdated = await loader.readOutdated(driver)
  if (!outdated || (await isReadOnly(driver))) return 0
  await loader.reconcileAgain({ driver, outdated, progress: () => {} })
  return outdated.byOtherRules + outdated.due
}

const day = () => new Date().toISOString().slice(0, 10)
