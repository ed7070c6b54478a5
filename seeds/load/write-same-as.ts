import { writeRows } from '../../server/db/write.ts'
import type { CheckedSameAs } from '../check/merges.ts'
import type { Tally } from '../lib/diff.ts'
import type { LoadJournal } from '../store/journal.ts'
import { inTransaction, type LoadContext, lookUp } from '../store/load-context.ts'

/** Writes the statements that two ids are, or are not, the same person or organisation. */
export async function loadSameAs(
  { rows }: CheckedSameAs,
  run: LoadJournal,
  { driver, dryRun = false }: LoadContext,
  tally: Tally,
): Promise<void> {
  if (rows.length === 0) return
  const { verdicts } = await lookUp<{
    verdicts: { id: string; sameAs: string; verdict: string; note: string | null }[]
  }>(driver, 'verdicts', { ids: rows.map(({ id }) => id) })
  const existing = new Map(verdicts.map(({ id, sameAs, ...rest }) => [[id, sameAs].sort().join(' '), { id, ...rest }]))
  const written = rows.flatMap(({ id, same_as: sameAs, verdict, note }) => {
    const old = existing.get([id, sameAs].sort().join(' '))
    const same =
      verdict === 'undecided'
        ? old === undefined
        : old?.verdict === verdict && (old.note ?? null) === note && (verdict === 'different' || old.id === id)
    tally[same ? 'unchanged' : old ? 'changed' : 'added']++
    return same ? [] : [{ id, sameAs, verdict, note, load: BigInt(run.number) }]
  })
  if (written.length === 0 || dryRun) return
  await inTransaction(driver, async transaction => {
    await writeRows(transaction, 'same-as', written)
  })
}
