import { applySchema, refreshStatistics } from '../../server/db/write.ts'
import { type Checked, checkDataset } from '../check/check-dataset.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import type { Dataset } from '../staging/dataset.ts'
import type { ValueChange } from '../statements/describe.ts'
import { type ExistingRecords, NO_RECORDS, readExisting } from '../store/existing-records.ts'
import { hasFinished, ignoresJournal, LoadJournal } from '../store/journal.ts'
import { type LoadContext, lookUp } from '../store/load-context.ts'
import { emptySummary, type Summary } from '../store/summary.ts'
import { Diagnostics, InputError } from '../tables/diagnostic.ts'
import { finishUndoing } from '../undo/undo.ts'
import { enqueueAffected, recordRules } from './affected-people.ts'
import { batchesOf, loadBatch } from './batches.ts'
import { updateSearchForms } from './search-forms.ts'
import { loadEntities } from './write-entities.ts'
import { loadSameAs } from './write-same-as.ts'

export type { LoadContext } from '../store/load-context.ts'

export interface Loaded {
  summary: Summary
  /** Warnings about the input, and the errors of rejected rows. */
  problems: Diagnostics
  /**
   * The time of an earlier load of the same files, if the database is unchanged since. Nothing was compared in this
   * case.
   */
  upToDateSince?: string
  /** Every changed value of an existing person, organisation, source or claim. */
  values?: ValueChange[]
  /** The number in the list of loads. */
  number?: number
}

/** A load that was aborted. Its finished batches are committed; the same load with `resume` continues. */
export class Interrupted extends Error {
  override name = 'Interrupted'
  constructor(
    readonly done: number,
    readonly total: number,
  ) {
    super(`stopped after ${done} of ${total} rows`)
  }
}

/** A load that would withdraw most claims of a source. Nothing was written. */
export class UnconfirmedError extends Error {
  override name = 'UnconfirmedError'
}

/**
 * While one batch is computed here, others are written. More writers only wait for each other's locks; fewer leave a
 * core idle.
 */
const WRITERS = 3

/**
 * The result of an earlier load of the same files, if nothing was written since; the files then need not be read.
 * `fingerprint` is called only if an earlier load finished.
 */
export async function loadedBefore(
  effects: LoadContext,
  fingerprint: () => Promise<string | undefined>,
): Promise<Loaded | undefined> {
  // Only reading the files finds the rejected rows.
  if (effects.writeRejects || ignoresJournal(effects) || !(await hasFinished(effects.driver))) return undefined
  const found = await fingerprint()
  const finished =
    found === undefined ? undefined : await new LoadJournal(effects.driver, found, effects).finishedBefore()
  return finished && { ...finished, problems: new Diagnostics() }
}

/**
 * Loads a data set: constraints, then organisations and sources, then people with their claims. The events and tenures
 * of a person follow from all of that person's claims. Loading the same data again changes nothing.
 * @throws {InputError} before anything is written, if the data set has a fault and there is no reject file
 * @throws {Interrupted} if the signal was aborted
 */
export async function load(data: Dataset, effects: LoadContext): Promise<Loaded> {
  try {
    return await loadChecked(data, effects)
  } finally {
    data.close()
  }
}

async function loadChecked(data: Dataset, effects: LoadContext): Promise<Loaded> {
  const { driver, progress = () => {}, reconciled = () => {}, signal, dryRun = false } = effects
  const run = new LoadJournal(driver, data.fingerprint, effects)
  const finished = data.problems.faults === 0 ? await run.finishedBefore() : undefined
  if (finished) return { ...finished, problems: data.problems }
  let existing = await readExisting(driver)
  if (existing.isUndoing && !dryRun) {
    await finishUndoing(driver)
    existing = await readExisting(driver)
  }
  const checked = await checkDataset(data, existing, { corrects: effects.correct })
  const rejected = await refuseFaults(checked, existing, effects)
  const { problems } = checked
  if (!dryRun) await applySchema(driver, checked.wasEmpty ? 'keys' : 'all')
  const summary: Summary = {
    ...emptySummary(),
    rejected,
    ...(data.withoutClaim && { withoutClaim: data.withoutClaim }),
  }
  const { organisations, sources, partOf } = checked
  const total = organisations.length + sources.length + partOf.length + data.people + data.claims
  let done = 0
  const advance = (rows: number) => {
    done += rows
    progress(done, total)
  }
  const { replace = [] } = effects
  if (replace.length > 0) {
    await enqueueAffected(data, checked, { redated: [...replace], dissolved: [] }, driver)
    if (!dryRun) await confirmReplacing(checked, run, effects)
  }
  await run.begin()
  if (!dryRun) await updateSearchForms(driver, existing.formsVersion, existing === NO_RECORDS)
  const { redated, dissolved, values } = await loadEntities(checked, run, effects, summary, advance)
  await enqueueAffected(data, checked, { redated, dissolved }, driver)
  const batches = batchesOf(checked, run)
  let stopped = false
  // Batches of people without rows remain when all rows are done.
  let isCut = false
  const writer = async () => {
    try {
      for (const batch of batches) {
        if (stopped || signal?.aborted) {
          isCut ||= signal?.aborted === true
          return
        }
        values.push(...(await loadBatch(batch, checked, run, effects, summary)))
        advance(batch.rows)
        reconciled(batch.groups.length)
      }
    } finally {
      // After an error too: the other writers finish their current batch and stop.
      stopped = true
    }
  }
  // The writers share one iterator, so each takes the next free batch.
  const results = await Promise.allSettled(Array.from({ length: WRITERS }, writer))
  if (checked.wasEmpty && !dryRun) results.push(...(await Promise.allSettled([applySchema(driver)])))
  for (const end of results) if (end.status === 'rejected') throw end.reason
  if (isCut || (signal?.aborted && done < total)) throw new Interrupted(done, total)
  // Merges come last, because both people must exist. If the load is interrupted before this, the next load finds these
  // people changed again.
  await loadSameAs(checked.sameAs, run, effects, summary.sameAs)
  if (!dryRun) {
    await refreshStatistics(driver)
    await recordRules(driver)
  }
  await run.finish(total, summary, problems.warnings)
  return { summary, problems, values, ...(dryRun ? {} : { number: run.number }) }
}

/** @throws {UnconfirmedError} if `replace` would withdraw most claims of its sources without confirmation */
async function confirmReplacing(checked: Checked, run: LoadJournal, effects: LoadContext): Promise<void> {
  const { driver, replace = [], confirmed = false } = effects
  if (replace.length === 0 || confirmed) return
  const trial = emptySummary()
  for (const batch of batchesOf(checked, run)) await loadBatch(batch, checked, run, { ...effects, dryRun: true }, trial)
  const { claims } = await lookUp<{ claims: number }>(driver, 'active-claim-count', { sources: [...replace] })
  if (2 * trial.withdrawn <= claims) return
  throw new UnconfirmedError(
    `--replace ${replace.join(' --replace ')} would withdraw ${trial.withdrawn} of ${claims} claims, because the files no longer contain them. ` +
      'If the files are complete, add --yes. Nothing was written.',
  )
}

/**
 * Returns the number of rejected rows.
 * @throws {InputError} if rows are invalid, or inconsistent with each other or the database
 */
async function refuseFaults(
  { problems, published }: Checked,
  existing: ExistingRecords,
  { strict = false, writeRejects, replace = [] }: LoadContext,
): Promise<number> {
  const absent = replace.filter(id => !published.has(id))
  const sources = absent.length > 0 ? (await existing.ids(absent)).sources : new Map()
  for (const id of absent.filter(id => !sources.has(id)))
    problems.add({
      file: '--replace',
      message: `"${id}" is not a source in the files or in the database${didYouMean(id, published.keys())}`,
      whole: true,
    })
  if (problems.stop(strict, writeRejects !== undefined)) throw new InputError(problems)
  return problems.faults > 0 && writeRejects ? writeRejects(problems) : 0
}
