import type { Driver } from '../../server/db/connect.ts'
import { writeRows } from '../../server/db/write.ts'
import type { Checked } from '../check/check-dataset.ts'
import { pages } from '../export/pages.ts'
import type { Dataset } from '../staging/dataset.ts'
import { inTransaction, lookUp } from '../store/load-context.ts'
import { RULES_MARK } from '../store/state-digest.ts'
import type { ChangedEntities } from './write-entities.ts'

/**
 * Enqueues people whose results may change although the files contain no row about them: people merged or no longer
 * merged; people with claims about an organisation that is dissolved or has a changed team link; people whose claims
 * cite one of `sources`; people with a scheduled event that is now due; and everyone last reconciled by the rules of an
 * earlier version.
 */
export async function enqueueAffected(
  data: Dataset,
  { sameAs: { changed, merges }, hierarchy }: Checked,
  { redated: sources, dissolved }: Pick<ChangedEntities, 'redated' | 'dissolved'>,
  driver: Driver,
): Promise<void> {
  for (const id of changed.Person) data.enqueue(merges.Person.rootOf(id))
  const organisations = [...new Set([...changed.Organisation, ...hierarchy.changed, ...dissolved])]
  const rules = await rulesToApply(driver)
  const asked = { sources, organisations, rules }
  const isAsked = sources.length > 0 || organisations.length > 0 || rules !== null
  for (const lookup of ['due-people', ...(isAsked ? ['affected-people'] : [])])
    for await (const page of pages<{ id: string }>(driver, lookup, undefined, PAGE, asked))
      for (const { id } of page) data.enqueue(merges.Person.rootOf(id))
}

interface Rules {
  /** Null if no load has finished since the mark was introduced. */
  mark: string | null
}

/** The mark of this version's rules, or null if all people are reconciled by them. */
export const rulesToApply = async (driver: Driver): Promise<string | null> =>
  (await lookUp<Rules>(driver, 'rules-version', {})).mark === RULES_MARK ? null : RULES_MARK

/** Records that all people are reconciled by this version's rules, so that the next load can skip the check. */
export async function recordRules(driver: Driver): Promise<void> {
  await inTransaction(driver, transaction => writeRows(transaction, 'rules-version', [{ mark: RULES_MARK }]))
}

/** Each page scans all claims again, so pages are large. */
const PAGE = 50_000
