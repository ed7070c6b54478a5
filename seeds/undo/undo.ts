import { parseDate } from '../../cypher/dates.ts'
import type { Driver, ManagedTransaction } from '../../server/db/connect.ts'
import { refreshStatistics, writeRows } from '../../server/db/write.ts'
import { Merges } from '../check/merges.ts'
import { type ExistingPart, TeamHierarchy } from '../reconcile/team-hierarchy.ts'
import type { DescribedKind } from '../statements/combine.ts'
import type { Kind } from '../store/existing-records.ts'
import { inReading, inTransaction, readRows, todayOf } from '../store/load-context.ts'
import type { ReconcileContext } from '../store/person-state.ts'
import { type ListedLoad, listLoads } from './list-loads.ts'
import {
  countReassignments,
  type LoadRecords,
  type Reassignments,
  type Run,
  readLoadRecords,
  readReassignments,
  reassign,
} from './load-records.ts'
import { retire, undoDescriptions } from './undo-descriptions.ts'
import { undoPeople } from './undo-people.ts'

/** A load that cannot be undone. The message gives the reason and a way out. */
export class UndoError extends Error {
  override name = 'UndoError'
}

export interface UndoEffects {
  driver: Driver
  /** Keeps people, organisations and sources that only this load describes but other loads need. */
  keepNeeded?: boolean
  /** Reports what would be undone and writes nothing. */
  dryRun?: boolean
  /** The maximum number of claims to undo in one transaction. */
  mostAtOnce?: number
  /** Called with the number of people processed and the total. */
  progress?: (done: number, total: number) => void
}

export interface Undone {
  number: number
  /** Counts of records that are no longer active. */
  claims: number
  people: number
  organisations: number
  sources: number
  /** Restored claims, which the load had replaced or withdrawn. */
  restored: number
  /** Records kept because later loads state them too. */
  kept: number
  /** Records kept because other loads need them. */
  needed: number
}

/** The default of `mostAtOnce`. A larger undo takes several transactions. */
const MOST_AT_ONCE = 10_000
/** The maximum number of people in each transaction of a larger undo. */
const PEOPLE_AT_ONCE = 1_000

/**
 * Undoes a load. Records that later loads state too are kept and assigned to those loads. Claims that the load had
 * replaced are restored. Undone records are withdrawn, not deleted, so that queries as of an earlier date still find
 * them. With up to `mostAtOnce` claims the undo is one atomic transaction. A larger undo that is interrupted is
 * finished by the next command (see finishUndoing).
 * @throws {UndoError} if the load does not exist or is already undone, or if other loads need what only it describes
 */
export async function undoLoad(number: number, effects: UndoEffects): Promise<Undone> {
  const { driver, keepNeeded = false, dryRun = false, mostAtOnce = MOST_AT_ONCE, progress = () => {} } = effects
  await finishUndoing(driver)
  checkUndoable(number, await listLoads(driver))
  const plan = { number, keepNeeded, progress, ...(await readPlan(driver, number)) }
  const isSmall = plan.records.claims.length <= mostAtOnce
  const undone = isSmall
    ? await rolledBack(driver, dryRun, transaction => undoIn(plan, work => work(transaction)))
    : await undoInParts(plan, driver, dryRun)
  if (dryRun) return undone
  await refreshStatistics(driver)
  return undone
}

/**
 * Finishes an undo that was interrupted between two transactions. Call it before work that depends on the active
 * records.
 */
export async function finishUndoing(driver: Driver): Promise<void> {
  for (const { number, undoing, undone } of await listLoads(driver)) {
    if (undoing === null || undone !== null) continue
    const plan = { number, keepNeeded: undoing, progress: () => {}, ...(await readPlan(driver, number)) }
    await undoIn(plan, work => inTransaction(driver, work))
    await refreshStatistics(driver)
  }
}

/** The active records of a load, and those that later loads state too. */
const readPlan = (driver: Driver, number: number): Promise<Pick<Plan, 'records' | 'reassignments'>> =>
  inReading(driver, async transaction => {
    const records = await readLoadRecords(transaction, number)
    return { records, reassignments: await readReassignments(transaction, number, records) }
  })

interface Plan {
  number: number
  keepNeeded: boolean
  records: LoadRecords
  reassignments: Reassignments
  progress: (done: number, total: number) => void
}

async function undoInParts(plan: Plan, driver: Driver, dryRun: boolean): Promise<Undone> {
  const { number, keepNeeded, records, reassignments } = plan
  // References by other loads become visible only after reassignment, which is not written yet. Try it in a transaction
  // and roll back.
  const needed = await rolledBack(driver, true, async transaction => {
    await reassign(reassignments, work => work(transaction))
    return neededOf(transaction, BigInt(number))
  })
  if (needed.length > 0 && !keepNeeded) throw new UndoError(describeNeeded(number, needed))
  if (dryRun) {
    const left = (write: keyof Reassignments, label?: string) =>
      reassignments[write].filter(row => label === undefined || (row as { label: string }).label === label).length
    return {
      number,
      claims: records.claims.length - left('claim-load'),
      people: records.people.length - left('description-load', 'Person'),
      organisations: records.organisations.length - left('description-load', 'Organisation'),
      sources: records.sources.length - left('description-load', 'Source'),
      restored: 0,
      kept: countReassignments(reassignments),
      needed: needed.length,
    }
  }
  await inTransaction(driver, transaction =>
    writeRows(transaction, 'undo-begun', [{ number: BigInt(number), keepNeeded }]),
  )
  return undoIn(plan, work => inTransaction(driver, work))
}

/** Returns the result of `work`. With `dryRun`, rolls the transaction back. */
async function rolledBack<T>(
  driver: Driver,
  dryRun: boolean,
  work: (transaction: ManagedTransaction) => Promise<T>,
): Promise<T> {
  let result: { value: T } | undefined
  try {
    return await inTransaction(driver, async transaction => {
      const value = await work(transaction)
      if (!dryRun) return value
      result = { value }
      throw new NothingWritten('nothing is written')
    })
  } catch (error) {
    if (error instanceof NothingWritten && result) return result.value
    throw error
  }
}

/** Thrown to roll a transaction back. */
class NothingWritten extends Error {}

function checkUndoable(number: number, loads: ListedLoad[]): void {
  const load = loads.find(one => one.number === number)
  if (!load) {
    const last = loads.at(-1)
    throw new UndoError(
      `load ${number} does not exist; ${last ? `there are loads ${loads[0]?.number} to ${last.number}` : 'there are no loads yet'}. See npm run load -- --list`,
    )
  }
  if (load.undone) throw new UndoError(`load ${number} was undone at ${load.undone}`)
}

/** Every step can be repeated: records that are already undone no longer match. */
async function undoIn({ number, keepNeeded, reassignments, progress }: Plan, run: Run): Promise<Undone> {
  const load = BigInt(number)
  await reassign(reassignments, run)
  const { needed, people, own } = await run(async transaction => {
    const needed = await neededOf(transaction, load)
    if (needed.length > 0 && !keepNeeded) throw new UndoError(describeNeeded(number, needed))
    const isNeeded = new Set(needed.map(({ kind, id }) => `${kind} ${id}`))
    const left = await readLoadRecords(transaction, number)
    const without = (kind: DescribedKind, ids: string[]) => ids.filter(id => !isNeeded.has(`${kind} ${id}`))
    const people = await undoEntities(transaction, number, {
      organisations: without('organisation', left.organisations),
      sources: without('source', left.sources),
    })
    return { needed, people, own: new Set(without('person', left.people)) }
  })
  const total = { claims: 0, restored: 0, people: 0 }
  for (let at = 0; at < people.length; at += PEOPLE_AT_ONCE) {
    const some = people.slice(at, at + PEOPLE_AT_ONCE)
    const found = await run(async transaction => {
      const { context, merges } = await reconcileContext(transaction, number)
      const undone = await undoPeople(transaction, some, own, context, merges)
      return undone
    })
    for (const kind of ['claims', 'restored', 'people'] as const) total[kind] += found[kind]
    progress(Math.min(at + PEOPLE_AT_ONCE, people.length), people.length)
  }
  return run(async transaction => {
    const retired = await readRows<{ kind: 'organisation' | 'source'; id: string }>(
      transaction,
      'entities-without-description',
      { load },
    )
    const idsOf = (kind: DescribedKind) => retired.filter(one => one.kind === kind).map(({ id }) => id)
    await retire(transaction, 'organisation', idsOf('organisation'))
    await retire(transaction, 'source', idsOf('source'))
    await writeRows(transaction, 'undo-ended', [{ number: load }])
    const counts = { organisations: idsOf('organisation').length, sources: idsOf('source').length }
    return { number, ...total, ...counts, kept: countReassignments(reassignments), needed: needed.length }
  })
}

/** Undoes a load's organisations, sources and edges. Returns the ids of the affected people. */
async function undoEntities(
  transaction: ManagedTransaction,
  number: number,
  described: { organisations: string[]; sources: string[] },
): Promise<string[]> {
  const load = BigInt(number)
  const people = new Set((await readRows<{ id: string }>(transaction, 'undone-people', { load })).map(({ id }) => id))
  const edges = await readRows<{ id: string }>(transaction, 'undone-edges', { load })
  await writeRows(transaction, 'edges-undone', [{ load }])
  const organisations = await undoDescriptions(transaction, 'organisation', described.organisations, number)
  const sources = await undoDescriptions(transaction, 'source', described.sources, number)
  const changedIn = ({ changed }: typeof sources, columns: string[]) =>
    changed.filter(one => one.columns.some(column => columns.includes(column))).map(({ id }) => id)
  const affected = {
    sources: changedIn(sources, ['published']),
    organisations: [...edges.map(({ id }) => id), ...changedIn(organisations, ['type', 'dissolved'])],
    ...{ rules: null, after: '', limit: BigInt(Number.MAX_SAFE_INTEGER) },
  }
  if (affected.sources.length + affected.organisations.length > 0)
    for (const { id } of await readRows<{ id: string }>(transaction, 'affected-people', affected)) people.add(id)
  const ids = [...people].sort()
  // If the rest is interrupted, the next load recomputes these people.
  await writeRows(
    transaction,
    'person-digest',
    ids.map(id => ({ id, stateDigest: null, due: null })),
  )
  return ids
}

interface Needed {
  kind: DescribedKind
  id: string
  name: string
  claims: number
  edges: number
}

async function neededOf(transaction: ManagedTransaction, load: bigint): Promise<Needed[]> {
  type References = { origins: string[]; partSources: string[] }
  const [references] = await readRows<References>(transaction, 'references-of-other-loads', { load })
  return readRows<Needed>(transaction, 'needed-by-other-loads', { load, ...references })
}

const MOST_LISTED = 5

function describeNeeded(number: number, needed: Needed[]): string {
  const listed = needed.slice(0, MOST_LISTED).map(({ kind, id, name, claims }) => {
    const by = claims > 0 ? `${claims} ${claims === 1 ? 'claim' : 'claims'} of other loads` : 'other loads'
    return `  ${kind} ${id} (${name}): needed by ${by}`
  })
  return [
    `Other loads need what only load ${number} describes:`,
    ...listed,
    ...(needed.length > MOST_LISTED ? [`  and ${needed.length - MOST_LISTED} more`] : []),
    'Nothing was undone. Undo those loads first, or add --yes to keep what they need and undo the rest.',
  ].join('\n')
}

/** The context for reconciling people without the load. */
async function reconcileContext(
  transaction: ManagedTransaction,
  number: number,
): Promise<{ context: ReconcileContext; merges: Merges }> {
  const merges = { Person: new Merges(), Organisation: new Merges() }
  for (const row of await readRows<{ kind: Kind; id: string; into: string }>(transaction, 'merges', {}))
    merges[row.kind].set(row.id, row.into)
  const organisationOf = (id: string) => merges.Organisation.rootOf(id)
  const hierarchy = TeamHierarchy.of(
    await readRows<ExistingPart>(transaction, 'part-of-relations', {}),
    [],
    [],
    organisationOf,
  )
  const dissolved = new Map(
    (await readRows<{ id: string; dissolved: string }>(transaction, 'dissolutions', {})).map(
      ({ id, dissolved }) => [organisationOf(id), parseDate(dissolved)] as const,
    ),
  )
  const context: ReconcileContext = {
    ...{ organisationOf, hierarchy, today: todayOf(), replacing: new Set<string>(), load: number },
    dissolved: id => dissolved.get(id) ?? null,
  }
  return { context, merges: merges.Person }
}
