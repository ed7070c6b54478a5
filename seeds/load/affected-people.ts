import type { Driver } from '../../server/db/connect.ts'
import { writeRows } from '../../server/db/write.ts'
import type { Checked } from '../check/check-dataset.ts'
import { pages } from '../export/pages.ts'
import type { Dataset } from '../staging/dataset.ts'
import { inTransaction, lookUp } from '../store/load-context.ts'
import { RULES_MARK } from '../store/state-digest.ts'
import type { Redated } from './write-entities.ts'

/**
 * Puts those people among the rows of whom something changes though no row is theirs: who is merged or no longer so, whose
 * claims are of an organisation of which a tie has changed, or that is dissolved, whose claims rest on `sources`, of whom
 * something has come that was scheduled, and everybody who was last reconciled by an earlier version's rules.
 */
export async function enqueueAffected(
  data: Dataset,
  { judged: { changed, merges }, hierarchy: ties }: Checked,
  { redated: sources, dissolved }: Pick<Redated, 'redated' | 'dissolved'>,
  driver: Driver,
): Promise<void> {
  for (const id of changed.Person) data.enqueue(merges.Person.rootOf(id))
  const organisations = [...new Set([...changed.Organisation, ...ties.changed, ...dissolved])]
  const rules = (await lookUp<Rules>(driver, 'rules', {})).mark === RULES_MARK ? null : RULES_MARK
  const asked = { sources, organisations, rules }
  for await (const page of pages<{ id: string }>(driver, 'people-touched', undefined, PAGE, asked))
    for (const { id } of page) data.enqueue(merges.Person.rootOf(id))
}

interface Rules {
  /** Null in a database that was never loaded to the end since it is noted. */
  mark: string | null
}

/** Notes that everybody is reconciled by the rules of this version, so that the next load need not look. */
export async function noteRules(driver: Driver): Promise<void> {
  await inTransaction(driver, transaction => writeRows(transaction, 'rules', [{ mark: RULES_MARK }]))
}

/** Each page looks at all claims anew. */
const PAGE = 50_000
