import type { Driver } from '../server/db/connect.ts'
import { applySchema } from '../server/db/write.ts'
import { checkDataset, type KnownIds } from './check.ts'
import { emptyTally, type Tally } from './diff.ts'
import { inReading, inTransaction, type LoadEffects, lookUp } from './effects.ts'
import { type EntityKind, loadEntities } from './entities.ts'
import { groupBy } from './group.ts'
import { compareHistories, emptyHistoryTallies, type HistoryTallies, loadHistories } from './histories.ts'
import { withoutPlace } from './place.ts'
import { InputError, type Problem } from './problem.ts'
import type { Dataset } from './read.ts'
import type { WeighedClaim } from './reconcile/claim.ts'

export type { LoadEffects } from './effects.ts'

export type Summary = Record<EntityKind, Tally> & HistoryTallies
export interface Loaded {
  summary: Summary
  /** What is odd in the input, though no fault. */
  warnings: Problem[]
}

const CLAIMS_A_BATCH = 5_000
/** Two fill a machine of two cores, of which one plans and one writes; more only wait for each other's locks. */
const WRITERS = 2

/**
 * Loads a data set: the constraints, then people, organisations and sources, then the claims person by person, each with
 * the events and stays that follow from all claims of that person. A second load of the same changes nothing.
 * @throws {InputError} before anything is written, if the data set has a fault
 */
export async function load(data: Dataset, effects: LoadEffects): Promise<Loaded> {
  const { driver, progress = () => {}, dryRun = false, strict = false } = effects
  const known = await knownIds(driver, data)
  const warnings = refuseFaults(data, known, strict)
  if (!dryRun) await applySchema(driver)
  const summary: Summary = {
    people: emptyTally(),
    organisations: emptyTally(),
    sources: emptyTally(),
    partOf: emptyTally(),
    ...emptyHistoryTallies(),
  }
  const total =
    data.people.length + data.organisations.length + data.sources.length + data.partOf.length + data.claims.length
  let done = 0
  const advance = (rows: number) => {
    done += rows
    progress(done, total)
  }
  const ids = new Set([...known.people, ...known.organisations, ...known.sources.keys()])
  await loadEntities(data, ids, effects, summary, advance)
  const batches = batchesOf(data, known)
  const settle = (batch: Map<string, WeighedClaim[]>): Promise<HistoryTallies> =>
    dryRun
      ? inReading(driver, async transaction => (await compareHistories(transaction, batch)).tallies)
      : inTransaction(driver, transaction => loadHistories(transaction, batch))
  const writer = async () => {
    for (const batch of batches) {
      addUp(summary, await settle(batch))
      advance([...batch.values()].reduce((sum, claims) => sum + claims.length, 0))
    }
  }
  // They share the one iterator, so each takes the next batch that nobody has.
  await Promise.all(Array.from({ length: WRITERS }, writer))
  return { summary, warnings }
}

/** @throws {InputError} if the rows, alone or against each other and the database, have a fault */
function refuseFaults(data: Dataset, { people, organisations, sources }: Known, strict: boolean): Problem[] {
  const problems = [
    ...data.problems,
    ...checkDataset(data, { people, organisations, sources: new Set(sources.keys()) }),
  ]
  if (problems.some(({ warning }) => strict || !warning)) throw new InputError(problems)
  return problems
}

interface Known extends Omit<KnownIds, 'sources'> {
  /** When each source in the database was published. */
  sources: ReadonlyMap<string, string | null>
}

async function knownIds(driver: Driver, data: Dataset): Promise<Known> {
  const ids = new Set([...data.people, ...data.organisations].map(({ id }) => id))
  for (const { whole, source } of data.partOf) ids.add(whole).add(source)
  for (const { person, organisation, source, origin } of data.claims) {
    ids.add(person).add(organisation).add(source)
    if (origin !== null) ids.add(origin)
  }
  const found = await lookUp<{
    people: string[]
    organisations: string[]
    sources: { id: string; published: string | null }[]
  }>(driver, 'known-ids', { ids: [...ids] })
  const sources = new Map(found.sources.map(({ id, published }) => [id, published]))
  return { people: new Set(found.people), organisations: new Set(found.organisations), sources }
}

/** Sets of people, sorted, each with their claims: about as many claims a batch as one transaction takes well. */
function* batchesOf(data: Dataset, known: Known): Generator<Map<string, WeighedClaim[]>> {
  const published = new Map([...known.sources, ...data.sources.map(source => [source.id, source.published] as const)])
  const byPerson = groupBy(data.claims, ({ person }) => person)
  let batch = new Map<string, WeighedClaim[]>()
  let size = 0
  for (const person of [...byPerson.keys()].sort()) {
    const claims = byPerson.get(person) ?? []
    batch.set(
      person,
      claims.map(claim => ({ ...withoutPlace(claim), published: published.get(claim.source) ?? null })),
    )
    size += claims.length
    if (size < CLAIMS_A_BATCH) continue
    yield batch
    batch = new Map()
    size = 0
  }
  if (size > 0) yield batch
}

function addUp(summary: Summary, more: HistoryTallies): void {
  for (const kind of ['claims', 'joined', 'left', 'tenures'] as const)
    for (const key of ['added', 'changed', 'unchanged'] as const) summary[kind][key] += more[kind][key]
  summary.outdated += more.outdated
  summary.disputes += more.disputes
}
