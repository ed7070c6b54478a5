import { parseDate } from '../cypher/dates.ts'
import type { Driver, ManagedTransaction } from '../server/db/connect.ts'
import { refreshStatistics, writeRows } from '../server/db/write.ts'
import type { Judgement } from './changes.ts'
import { Merges } from './check/merges.ts'
import { inTransaction, readRows, todayOf } from './effects.ts'
import type { Kind } from './known.ts'
import { type ListedLoad, listLoads } from './loads.ts'
import { countSources, outdateSourceCounts } from './source-counts.ts'
import { type KnownPart, Ties } from './ties.ts'
import { handOn, readBrought } from './undo/brought.ts'
import { retire, undoDescriptions } from './undo/descriptions.ts'
import { undoPeople } from './undo/people.ts'

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

/**
 * Takes back what one load brought. What later loads say too stays, as theirs, and claims that the load had replaced stand again.
 * What is taken back is withdrawn and not deleted, so that it can still be asked what was known when. All of it is one
 * transaction: however it is cut off, the load is undone or it is not.
 * @throws {UndoError} if there is no such load, it is undone already, or others need what only it describes
 */
export async function undoLoad(
  number: number,
  { driver, keepNeeded = false, dryRun = false }: UndoEffects,
): Promise<Undone> {
  const loads = await listLoads(driver)
  checkUndoable(number, loads)
  const undone = await inTransaction(driver, async transaction => {
    const result = await undoIn(transaction, number, keepNeeded)
    if (dryRun) throw new NothingWritten(result)
    return result
  }).catch(error => {
    if (error instanceof NothingWritten) return error.result
    throw error
  })
  if (dryRun) return undone
  await refreshStatistics(driver)
  await countSources(driver)
  return undone
}

/** Rolls a transaction back. */
class NothingWritten extends Error {
  constructor(readonly result: Undone) {
    super('nothing is written')
  }
}

function checkUndoable(number: number, loads: ListedLoad[]): void {
  const load = loads.find(one => one.number === number)
  if (!load) {
    const last = loads.at(-1)
    throw new UndoError(
      `there is no load ${number}; ${last ? `loads have the numbers ${loads[0]?.number} to ${last.number}` : 'nothing was loaded yet'}. See npm run load -- --list`,
    )
  }
  if (load.undone) throw new UndoError(`load ${number} was undone at ${load.undone}`)
}

async function undoIn(transaction: ManagedTransaction, number: number, keepNeeded: boolean): Promise<Undone> {
  const load = BigInt(number)
  const kept = await handOn(transaction, number, await readBrought(transaction, number))
  const needed = await neededOf(transaction, load)
  if (needed.length > 0 && !keepNeeded) throw new UndoError(whyNeeded(number, needed))
  const isNeeded = (kind: Needed['kind']) => new Set(needed.filter(one => one.kind === kind).map(({ id }) => id))
  const brought = await readBrought(transaction, number)
  const described = (ids: string[], kind: Needed['kind']) => {
    const needed = isNeeded(kind)
    return ids.filter(id => !needed.has(id))
  }
  const people = new Set((await readRows<{ id: string }>(transaction, 'undone-people', { load })).map(({ id }) => id))
  const edges = await readRows<{ id: string; parts: number }>(transaction, 'undone-edges', { load })
  await writeRows(transaction, 'edges-undone', [{ load }])
  const organisations = await undoDescriptions(
    transaction,
    'organisation',
    described(brought.organisations, 'organisation'),
    number,
  )
  const sources = await undoDescriptions(transaction, 'source', described(brought.sources, 'source'), number)
  const changedIn = ({ changed }: typeof sources, columns: string[]) =>
    changed.filter(one => one.columns.some(column => columns.includes(column))).map(({ id }) => id)
  const touched = {
    sources: changedIn(sources, ['published']),
    organisations: [...edges.map(({ id }) => id), ...changedIn(organisations, ['type', 'dissolved'])],
    ...{ rules: null, after: '', limit: BigInt(Number.MAX_SAFE_INTEGER) },
  }
  if (touched.sources.length + touched.organisations.length > 0)
    for (const { id } of await readRows<{ id: string }>(transaction, 'people-touched', touched)) people.add(id)
  const { judgement, merges } = await judgementIn(transaction, number)
  const found = await undoPeople(
    transaction,
    [...people],
    new Set(described(brought.people, 'person')),
    judgement,
    merges,
  )
  await retire(transaction, 'organisation', organisations.retired)
  await retire(transaction, 'source', sources.retired)
  await writeRows(transaction, 'undo-ended', [{ number: load }])
  await outdateSourceCounts(transaction)
  const counts = { organisations: organisations.retired.length, sources: sources.retired.length }
  return { number, ...found, ...counts, kept, needed: needed.length }
}

interface Needed {
  kind: 'person' | 'organisation' | 'source'
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
): Promise<{ judgement: Judgement; merges: Merges }> {
  const merges = { Person: new Merges(), Organisation: new Merges() }
  for (const row of await readRows<{ kind: Kind; id: string; into: string }>(transaction, 'merges', {}))
    merges[row.kind].set(row.id, row.into)
  const organisationOf = (id: string) => merges.Organisation.rootOf(id)
  const ties = Ties.of(await readRows<KnownPart>(transaction, 'ties', {}), [], [], organisationOf)
  const dissolved = new Map(
    (await readRows<{ id: string; dissolved: string }>(transaction, 'dissolved', {})).map(
      ({ id, dissolved }) => [organisationOf(id), parseDate(dissolved)] as const,
    ),
  )
  const judgement: Judgement = {
    ...{ organisationOf, ties, today: todayOf(), replacing: new Set<string>(), load: number },
    dissolved: id => dissolved.get(id) ?? null,
  }
  return { judgement, merges: merges.Person }
}
