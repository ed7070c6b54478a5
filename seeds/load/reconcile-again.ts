import { randomUUID } from 'node:crypto'
import type { Driver } from '../../server/db/connect.ts'
import type { OutdatedPeople } from '../../server/lib/outdated-people.ts'
import { Dataset } from '../staging/dataset.ts'
import { type LoadContext, lookUp } from '../store/load-context.ts'
import type { Summary } from '../store/summary.ts'
import { rulesToApply } from './affected-people.ts'
import { load } from './load.ts'

/** What a load would reconcile again although no claim has changed; null if nothing. */
export async function readOutdated(driver: Driver): Promise<OutdatedPeople | null> {
  const outdated = await lookUp<OutdatedPeople>(driver, 'outdated-people', { rules: await rulesToApply(driver) })
  return outdated.byOtherRules + outdated.due > 0 ? outdated : null
}

interface Options extends Pick<LoadContext, 'driver' | 'progress' | 'signal'> {
  /** What `readOutdated` returned. */
  outdated: OutdatedPeople
}

/** Reconciles these people again, as a load without rows. `progress` counts them. */
export async function reconcileAgain({ driver, outdated, progress = () => {}, signal }: Options): Promise<Summary> {
  const total = outdated.byOtherRules + outdated.due
  let done = 0
  const reconciled = (people: number) => {
    done = Math.min(total, done + people)
    progress(done, total)
  }
  const data = new Dataset()
  // No two of these loads are the same, so none is skipped.
  data.fingerprint = randomUUID()
  const { summary } = await load(data, {
    ...{ driver, signal, reconciled },
    files: ['the stored claims'],
    options: ['reconciled again'],
  })
  return summary
}
