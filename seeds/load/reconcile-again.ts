import { randomUUID } from 'node:crypto'
import type { Driver } from '../../server/db/connect.ts'
import { Dataset } from '../staging/dataset.ts'
import { type LoadContext, lookUp } from '../store/load-context.ts'
import type { Summary } from '../store/summary.ts'
import { rulesToApply } from './affected-people.ts'
import { load } from './load.ts'

export interface Outdated {
  /** People whose events and tenures follow from the rules of another version. */
  byOtherRules: number
  /** Other people with an announced event whose day has come. */
  due: number
}

/** What a load would reconcile again although no claim has changed; null if nothing. */
export async function readOutdated(driver: Driver): Promise<Outdated | null> {
  const outdated = await lookUp<Outdated>(driver, 'outdated-people', { rules: await rulesToApply(driver) })
  return outdated.byOtherRules + outdated.due > 0 ? outdated : null
}

type Options = Pick<LoadContext, 'driver' | 'progress' | 'signal'>

/** Works out again what `readOutdated` counts, as a load without rows. `progress` counts people. */
export async function reconcileAgain({ driver, progress = () => {}, signal }: Options): Promise<Summary> {
  const { byOtherRules, due } = (await readOutdated(driver)) ?? { byOtherRules: 0, due: 0 }
  const total = byOtherRules + due
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
