import type { PartOf } from '../../cypher/model.ts'
import { writeRows } from '../../server/db/write.ts'
import type { Checked } from '../check/check-dataset.ts'
import { byId, type Tally, toWrite } from '../lib/diff.ts'
import { withoutPlace } from '../lib/without-place.ts'
import type { Read } from '../staging/dataset.ts'
import { type DescribedInput, describe, type ValueChange } from '../statements/describe.ts'
import { descriptionsOf, readExistingValues, revive } from '../statements/existing.ts'
import type { LoadJournal } from '../store/journal.ts'
import { inReading, inTransaction, type LoadContext, lookUp } from '../store/load-context.ts'

const ROWS_A_BATCH = 5_000

export type EntityKind = 'sources' | 'organisations' | 'partOf'

/** Changes that affect people outside the files. */
export interface ChangedEntities {
  /** Sources with a changed publication date. */
  redated: string[]
  /** Organisations with a changed date of dissolution. */
  dissolved: string[]
}

/** Updates sources, then organisations, then part-of relations, which refer to organisations. */
export async function loadEntities(
  checked: Checked,
  run: LoadJournal,
  effects: LoadContext,
  tallies: Record<EntityKind, Tally>,
  advance: (rows: number) => void,
): Promise<ChangedEntities & { values: ValueChange[] }> {
  const loaded = { redated: [] as string[], dissolved: [] as string[], values: [] as ValueChange[] }
  for (const [kind, table] of [
    ['source', 'sources'],
    ['organisation', 'organisations'],
  ] as const)
    for (const batch of batchesOf<DescribedInput>(checked[table].map(row => withoutPlace<Read<DescribedInput>>(row)))) {
      const values = await loadDescribed(kind, batch, checked, run, effects, tallies[table])
      for (const { id, column } of values) {
        if (column === 'published') loaded.redated.push(id)
        if (column === 'dissolved') loaded.dissolved.push(id)
      }
      loaded.values.push(...values)
      advance(batch.length)
    }
  for (const batch of batchesOf(checked.partOf.map(withoutPlace))) {
    await loadParts(batch, checked, run, effects, tallies.partOf)
    advance(batch.length)
  }
  return loaded
}

async function loadDescribed(
  kind: 'source' | 'organisation',
  rows: DescribedInput[],
  { anyWithdrawn }: Checked,
  run: LoadJournal,
  { driver, dryRun = false, correct = false }: LoadContext,
  tally: Tally,
): Promise<ValueChange[]> {
  const work = async (transaction: Parameters<typeof readExistingValues>[0]) => {
    const counted = { added: 0, changed: 0, unchanged: 0 }
    if (!dryRun) await writeRows(transaction, 'lock-entities', [{ run: 'entities' }])
    if (anyWithdrawn && !dryRun) await revive(transaction, kind, rows)
    const existing = await readExistingValues(transaction, kind, rows)
    const changes = describe(kind, rows, existing, correct, counted)
    const { added, changed, descriptions, restated } = changes
    if (!dryRun && added.length + changed.length + descriptions.length + restated.length > 0) {
      const all = [...added.map(({ first }) => ({ row: first, isNew: true })), ...descriptions]
      // New entities first. For existing entities, the description copies their current values, so write it before the
      // change.
      await writeRows(
        transaction,
        kind,
        added.map(({ effective }) => effective),
      )
      await writeRows(transaction, 'description', descriptionsOf(kind, all, run, correct))
      await writeRows(transaction, kind, changed)
      if (restated.length > 0)
        await run.recordEntities(transaction, kind === 'source' ? { sources: restated } : { organisations: restated })
    }
    return { counted, values: changes.values }
  }
  const { counted, values } = await (dryRun ? inReading(driver, work) : inTransaction(driver, work))
  tally.added += counted.added
  tally.changed += counted.changed
  tally.unchanged += counted.unchanged
  return values
}

async function loadParts(
  rows: PartOf[],
  { isKnown }: Checked,
  run: LoadJournal,
  { driver, dryRun = false }: LoadContext,
  tally: Tally,
): Promise<void> {
  const organisations = rows.map(({ part }) => part).filter(isKnown)
  const existing = byId((await lookUp<{ partOf: PartOf[] }>(driver, 'existing-part-of', { organisations })).partOf)
  const wanted = rows.map(row => addedTo(existing.get(row.id), row))
  const { added, changed } = toWrite(wanted, existing, tally)
  const written = new Set([...added, ...changed].map(({ id }) => id))
  const restated = rows.filter(({ id }) => !written.has(id)).map(({ id }) => id)
  if (dryRun || rows.length === 0) return
  await inTransaction(driver, async transaction => {
    await writeRows(
      transaction,
      'part-of',
      [...added, ...changed].map(row => ({ ...row, load: BigInt(run.number) })),
    )
    if (restated.length > 0) await run.recordEntities(transaction, { partOf: restated })
  })
}

/** A row from another source, or a row without an end date, does not clear stored values. */
function addedTo(before: Partial<PartOf> | undefined, row: PartOf): PartOf {
  if (!before) return row
  const isSame = before.source === row.source
  const locator = isSame ? (row.locator ?? before.locator ?? null) : (before.locator ?? null)
  return { ...row, to: row.to ?? before.to ?? null, source: before.source ?? row.source, locator }
}

/** Keeps all rows of an id in one batch. */
function* batchesOf<T extends { id: string }>(rows: T[]): Generator<T[]> {
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  for (let at = 0; at < sorted.length; ) {
    let end = Math.min(at + ROWS_A_BATCH, sorted.length)
    while (end < sorted.length && sorted[end]?.id === sorted[end - 1]?.id) end++
    yield sorted.slice(at, end)
    at = end
  }
}
