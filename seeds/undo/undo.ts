import { parseDate } from '../../cypher/dates.ts'
import type { Driver, ManagedTransaction } from '../../server/db/connect.ts'
import { refreshStatistics, writeRows } from '../../server/db/write.ts'
import { Merges } from '../check/merges.ts'
import { type ExistingPart, TeamHierarchy } from '../reconcile/team-hierarchy.ts'
import type { DescribedKind } from '../statements/combine.ts'
import type { Kind } from '../store/existing-records.ts'
import { inReading, inTransaction, readRows, todayOf } from '../store/load-context.ts'
import type { ReconcileContext } from '../store/person-state.ts'
import { type Brought, countLater, handOn, type Later, type Run, readBrought, readLater } from './brought.ts'
import { type ListedLoad, listLoads } from './list-loads.ts'
import { retire, undoDescriptions } from './undo-descriptions.ts'
import { undoPeople } from './undo-people.ts'

/** A load that can't be undone so. The message says why, and the way out. */
export class UndoError extends Error {
  override name = 'UndoError'
}

export interface UndoEffects {
  driver: Driver
  /** Leaves what other loads need: people, organisations and sources that only this load describes. */
  keepNeeded?: boolean
  /** Says what would be taken back, and writes nothing. */
  dryRun?: boolean
  /** Claims up to which the whole is one transaction. */
  mostAtOnce?: number
  /** Called with the number of people who are done, and of all. */
  progress?: (done: number, total: number) => void
}

export interface Undone {
  number: number
  /** How many of each no longer stand. */
  claims: number
  people: number
  organisations: number
  sources: number
  /** Claims that the load had replaced or withdrawn, and that stand again. */
  restored: number
  /** What later loads say too, and what therefore stays. */
  kept: number
  /** What stays because other loads need it. */
  needed: number
}

/** Claims of a load that one transaction takes back; of more each takes a part. */
const MOST_AT_ONCE = 10_000
/** People that one transaction takes, where there are several. */
const PEOPLE_AT_ONCE = 1_000

/**
 * Takes back what one load brought. What later loads say too stays, as theirs, and claims that the load had replaced stand again.
 * What is taken back is withdrawn and not deleted, so that it can still be asked what was known when. Up to `mostAtOnce`
 * claims are one transaction: however it is cut off, the load is undone or it is not. Of more, whatever was cut off is
 * finished by the next command (see finishUndoing).
 * @throws {UndoError} if there is no such load, it is undone already, or others need what only it describes
 */
export async function undoLoad(number: number, effects: UndoEffects): Promise<Undone> {
  const { driver, keepNeeded = false, dryRun = false, mostAtOnce = MOST_AT_ONCE, progress = () => {} } = effects
  await finishUndoing(driver)
  checkUndoable(number, await listLoads(driver))
  const plan = { number, keepNeeded, progress, ...(await readSaid(driver, number)) }
  const isSmall = plan.brought.claims.length <= mostAtOnce
  const undone = isSmall
    ? await rolledBack(driver, dryRun, transaction => undoIn(plan, work => work(transaction)))
    : await undoInParts(plan, driver, dryRun)
  if (dryRun) return undone
  await settle(driver)
  return undone
}

/** Finishes an undo that was cut off between two of its transactions. Call it before work that rests on what stands. */
export async function finishUndoing(driver: Driver): Promise<void> {
  for (const { number, undoing, undone } of await listLoads(driver)) {
    if (undoing === null || undone !== null) continue
    const plan = { number, keepNeeded: undoing, progress: () => {}, ...(await readSaid(driver, number)) }
    await undoIn(plan, work => inTransaction(driver, work))
    await settle(driver)
  }
}

/** What stands of a load, and what of it later loads say too. */
const readSaid = (driver: Driver, number: number): Promise<Pick<Plan, 'brought' | 'later'>> =>
  inReading(driver, async transaction => {
    const brought = await readBrought(transaction, number)
    return { brought, later: await readLater(transaction, number, brought) }
  })

async function settle(driver: Driver): Promise<void> {
  await refreshStatistics(driver)
}

interface Plan {
  number: number
  keepNeeded: boolean
  brought: Brought
  later: Later
  progress: (done: number, total: number) => void
}

async function undoInParts(plan: Plan, driver: Driver, dryRun: boolean): Promise<Undone> {
  const { number, keepNeeded, brought, later } = plan
  // What others need shows once what later loads say too is theirs; that is not written yet.
  const needed = await rolledBack(driver, true, async transaction => {
    await handOn(later, work => work(transaction))
    return neededOf(transaction, BigInt(number))
  })
  if (needed.length > 0 && !keepNeeded) throw new UndoError(whyNeeded(number, needed))
  if (dryRun) {
    const left = (write: keyof Later, label?: string) =>
      later[write].filter(row => label === undefined || (row as { label: string }).label === label).length
    return {
      number,
      claims: brought.claims.length - left('claim-load'),
      people: brought.people.length - left('description-load', 'Person'),
      organisations: brought.organisations.length - left('description-load', 'Organisation'),
      sources: brought.sources.length - left('description-load', 'Source'),
      restored: 0,
      kept: countLater(later),
      needed: needed.length,
    }
  }
  await inTransaction(driver, transaction =>
    writeRows(transaction, 'undo-begun', [{ number: BigInt(number), keepNeeded }]),
  )
  return undoIn(plan, work => inTransaction(driver, work))
}

/** Gives what the work gives; with `dryRun` nothing of it stays. */
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

/** Rolls a transaction back. */
class NothingWritten extends Error {}

function checkUndoable(number: number, loads: ListedLoad[]): void {
  const load = loads.find(one => one.number === number)
  if (!load) {
    const last = loads.at(-1)
    throw new UndoError(
      `there is no load ${number}; ${last ? `loads have the numbers ${loads[0]?.number} to ${last.number}` : 'no load yet'}. See npm run load -- --list`,
    )
  }
  if (load.undone) throw new UndoError(`load ${number} was undone at ${load.undone}`)
}

/** Each part of the work can be done again: what is taken back already is not there any more. */
async function undoIn({ number, keepNeeded, later, progress }: Plan, run: Run): Promise<Undone> {
  const load = BigInt(number)
  await handOn(later, run)
  const { needed, people, own } = await run(async transaction => {
    const needed = await neededOf(transaction, load)
    if (needed.length > 0 && !keepNeeded) throw new UndoError(whyNeeded(number, needed))
    const isNeeded = new Set(needed.map(({ kind, id }) => `${kind} ${id}`))
    const left = await readBrought(transaction, number)
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
      const { judgement, merges } = await judgementIn(transaction, number)
      const undone = await undoPeople(transaction, some, own, judgement, merges)
      return undone
    })
    for (const kind of ['claims', 'restored', 'people'] as const) total[kind] += found[kind]
    progress(Math.min(at + PEOPLE_AT_ONCE, people.length), people.length)
  }
  return run(async transaction => {
    const gone = await readRows<{ kind: 'organisation' | 'source'; id: string }>(transaction, 'undescribed', { load })
    const idsOf = (kind: DescribedKind) => gone.filter(one => one.kind === kind).map(({ id }) => id)
    await retire(transaction, 'organisation', idsOf('organisation'))
    await retire(transaction, 'source', idsOf('source'))
    await writeRows(transaction, 'undo-ended', [{ number: load }])
    const counts = { organisations: idsOf('organisation').length, sources: idsOf('source').length }
    return { number, ...total, ...counts, kept: countLater(later), needed: needed.length }
  })
}

/** Takes back what a load says of organisations, sources and edges, and gives the people of whom something changes. */
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
  const touched = {
    sources: changedIn(sources, ['published']),
    organisations: [...edges.map(({ id }) => id), ...changedIn(organisations, ['type', 'dissolved'])],
    ...{ rules: null, after: '', limit: BigInt(Number.MAX_SAFE_INTEGER) },
  }
  if (touched.sources.length + touched.organisations.length > 0)
    for (const { id } of await readRows<{ id: string }>(transaction, 'people-touched', touched)) people.add(id)
  const ids = [...people].sort()
  // Should the rest be cut off, the next load works these out anew.
  await writeRows(
    transaction,
    'settled',
    ids.map(id => ({ id, settled: null, due: null })),
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
  const [references] = await readRows<References>(transaction, 'references', { load })
  return readRows<Needed>(transaction, 'needed', { load, ...references })
}

const TOLD = 5

function whyNeeded(number: number, needed: Needed[]): string {
  const told = needed.slice(0, TOLD).map(({ kind, id, name, claims }) => {
    const by = claims > 0 ? `${claims} ${claims === 1 ? 'claim' : 'claims'} of other loads` : 'other loads'
    return `  ${kind} ${id} (${name}): needed by ${by}`
  })
  return [
    `Other loads need what only load ${number} describes:`,
    ...told,
    ...(needed.length > TOLD ? [`  and ${needed.length - TOLD} more`] : []),
    'Nothing was undone. Undo those loads first, or add --yes to keep what they need and take back the rest.',
  ].join('\n')
}

/** What is to be known beside the claims of one person, without the load. */
async function judgementIn(
  transaction: ManagedTransaction,
  number: number,
): Promise<{ judgement: ReconcileContext; merges: Merges }> {
  const merges = { Person: new Merges(), Organisation: new Merges() }
  for (const row of await readRows<{ kind: Kind; id: string; into: string }>(transaction, 'merges', {}))
    merges[row.kind].set(row.id, row.into)
  const organisationOf = (id: string) => merges.Organisation.rootOf(id)
  const ties = TeamHierarchy.of(await readRows<ExistingPart>(transaction, 'ties', {}), [], [], organisationOf)
  const dissolved = new Map(
    (await readRows<{ id: string; dissolved: string }>(transaction, 'dissolved', {})).map(
      ({ id, dissolved }) => [organisationOf(id), parseDate(dissolved)] as const,
    ),
  )
  const judgement: ReconcileContext = {
    ...{ organisationOf, hierarchy: ties, today: todayOf(), replacing: new Set<string>(), load: number },
    dissolved: id => dissolved.get(id) ?? null,
  }
  return { judgement, merges: merges.Person }
}
