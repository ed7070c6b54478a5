import type { ManagedTransaction } from '../server/db/connect.ts'
import { readCypher } from '../server/db/files.ts'
import { toWire } from '../server/db/wire.ts'
import { writeRows } from '../server/db/write.ts'
import { byId, emptyTally, type Tally, toWrite } from './diff.ts'
import type { WeighedClaim } from './reconcile/claim.ts'
import { reconcile } from './reconcile.ts'

/** All that the database holds of one person. */
interface History {
  person: string
  claims: WeighedClaim[]
  joined: { id: string }[]
  left: { id: string }[]
  tenures: { id: string }[]
}

export type HistoryTallies = Record<'claims' | 'joined' | 'left' | 'tenures', Tally> & {
  /** Events and stays that no longer follow from the claims. */
  outdated: number
}

export const emptyHistoryTallies = (): HistoryTallies => ({
  claims: emptyTally(),
  joined: emptyTally(),
  left: emptyTally(),
  tenures: emptyTally(),
  outdated: 0,
})

const EVENTS = [
  ['joined', 'joined'],
  ['left', 'left'],
  ['tenures', 'tenure'],
] as const

/**
 * Reads what the database knows of these people, adds the given claims, and writes what follows from all: in one
 * transaction, so that no reader sees claims without their events. `known` are the people who may have a history; null is
 * everybody.
 */
export async function loadHistories(
  transaction: ManagedTransaction,
  given: ReadonlyMap<string, WeighedClaim[]>,
  known: ReadonlySet<string> | null,
): Promise<HistoryTallies> {
  const tallies = emptyHistoryTallies()
  await writeRows(
    transaction,
    'held',
    [...given.keys()].map(id => ({ id })),
  )
  const before = await readHistories(transaction, [...given.keys()], known)
  const claims = emptyRows()
  const events = { joined: emptyRows(), left: emptyRows(), tenures: emptyRows() }
  const outdated: object[] = []
  for (const history of before) {
    const known = byId(history.claims)
    const more = given.get(history.person) ?? []
    const rows = toWrite(more, known, tallies.claims)
    claims.added.push(...rows.added)
    claims.changed.push(...rows.changed)
    for (const claim of more) known.set(claim.id, claim)
    const result = reconcile([...known.values()])
    for (const [kind] of EVENTS) {
      const existing = byId(history[kind])
      const wanted = toWrite<{ id: string }>(result[kind], existing, tallies[kind])
      events[kind].added.push(...wanted.added)
      events[kind].changed.push(...wanted.changed)
      for (const { id } of result[kind]) existing.delete(id)
      outdated.push(...existing.values())
    }
  }
  // The transaction keeps their order; not waiting for each saves a journey.
  await Promise.all([
    writeRows(transaction, 'claim', claims.added),
    writeRows(transaction, 'claim-changed', claims.changed),
    writeRows(transaction, 'outdated', outdated),
    ...EVENTS.flatMap(([kind, write]) => [
      writeRows(transaction, write, events[kind].added),
      writeRows(transaction, `${write}-changed`, events[kind].changed),
    ]),
  ])
  tallies.outdated = outdated.length
  return tallies
}

/** Nobody whom this load itself has made has a history, unless another load is at it: then the ids clash and nothing is lost. */
async function readHistories(
  transaction: ManagedTransaction,
  people: string[],
  known: ReadonlySet<string> | null,
): Promise<History[]> {
  const fresh = known === null ? [] : people.filter(id => !known.has(id))
  const none = fresh.map(person => ({ person, claims: [], joined: [], left: [], tenures: [] }))
  if (fresh.length === people.length) return none
  const asked = { people: known === null ? people : people.filter(id => known.has(id)) }
  const { records } = await transaction.run(await readCypher('lookup/histories'), asked)
  return [...none, ...records.map(record => toWire(record.toObject()) as History)]
}

const emptyRows = (): { added: object[]; changed: object[] } => ({ added: [], changed: [] })
