import type { ManagedTransaction } from '../server/db/connect.ts'
import { readCypher } from '../server/db/files.ts'
import { toWire } from '../server/db/wire.ts'
import { writeRows } from '../server/db/write.ts'
import { byId, emptyTally, type Tally, toWrite } from './diff.ts'
import type { WeighedClaim } from './reconcile/claim.ts'
import { reconcile } from './reconcile.ts'
import { settledBy } from './settled.ts'

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
  /** Events that were not disputed before. */
  disputes: number
}

export const emptyHistoryTallies = (): HistoryTallies => ({
  claims: emptyTally(),
  joined: emptyTally(),
  left: emptyTally(),
  tenures: emptyTally(),
  outdated: 0,
  disputes: 0,
})

const EVENTS = [
  ['joined', 'joined'],
  ['left', 'left'],
  ['tenures', 'tenure'],
] as const

/**
 * Reads what the database knows of these people, adds the given claims, and writes what follows from all: in one
 * transaction, so that no reader sees claims without their events.
 */
export async function loadHistories(
  transaction: ManagedTransaction,
  given: ReadonlyMap<string, WeighedClaim[]>,
): Promise<HistoryTallies> {
  const { tallies, claims, events, outdated, settled } = await compareHistories(transaction, given, people =>
    writeRows(
      transaction,
      'held',
      people.map(id => ({ id })),
    ),
  )
  // The transaction keeps their order; not waiting for each saves a journey.
  await Promise.all([
    writeRows(transaction, 'claim', claims.added),
    writeRows(transaction, 'claim-changed', claims.changed),
    writeRows(transaction, 'outdated', outdated),
    ...EVENTS.flatMap(([kind, write]) => [
      writeRows(transaction, write, events[kind].added),
      writeRows(transaction, `${write}-changed`, events[kind].changed),
    ]),
    writeRows(transaction, 'settled', settled),
  ])
  return tallies
}

/** What a load of these claims would write. `hold` is called with the people whose claims are about to be read. */
export async function compareHistories(
  transaction: ManagedTransaction,
  all: ReadonlyMap<string, WeighedClaim[]>,
  hold: (people: string[]) => Promise<void> = async () => {},
) {
  const tallies = emptyHistoryTallies()
  const claims = emptyRows()
  const events = { joined: emptyRows(), left: emptyRows(), tenures: emptyRows() }
  const outdated: object[] = []
  const settled: object[] = []
  const given = await unsettled(transaction, all, tallies)
  const people = [...given.keys()]
  await hold(people)
  for (const history of await readHistories(transaction, people)) {
    const more = given.get(history.person) ?? []
    const merged = byId([...history.claims, ...more])
    push(claims, toWrite(more, byId(history.claims), tallies.claims))
    settled.push({ id: history.person, settled: settledBy([...merged.values()]) })
    const result = reconcile([...merged.values()])
    for (const [kind] of EVENTS) {
      const existing = byId<{ id: string; disputed?: boolean }>(history[kind])
      const wanted = toWrite<{ id: string; disputed?: boolean }>(result[kind], existing, tallies[kind])
      push(events[kind], wanted)
      for (const { id, disputed } of [...wanted.added, ...wanted.changed])
        if (disputed && !existing.get(id)?.disputed) tallies.disputes++
      for (const { id } of result[kind]) existing.delete(id)
      outdated.push(...existing.values())
    }
  }
  tallies.outdated = outdated.length
  return { tallies, claims, events, outdated, settled }
}

/**
 * Those of whom these are not all the claims that the database holds and has settled already. Claims, events and stays that
 * somebody deleted are missed here; a property that somebody changed by hand is not.
 */
async function unsettled(
  transaction: ManagedTransaction,
  all: ReadonlyMap<string, WeighedClaim[]>,
  tallies: HistoryTallies,
): Promise<ReadonlyMap<string, WeighedClaim[]>> {
  const { records } = await transaction.run(await readCypher('lookup/settled'), { people: [...all.keys()] })
  const rest = new Map(all)
  for (const record of records) {
    const id: string = record.get('id')
    const claims = all.get(id) ?? []
    if (settledBy(claims) !== record.get('settled')) continue
    const expected = { claims, ...reconcile(claims) }
    const kinds = ['claims', 'joined', 'left', 'tenures'] as const
    if (kinds.some(kind => expected[kind].length !== Number(record.get(kind)))) continue
    rest.delete(id)
    for (const kind of kinds) tallies[kind].unchanged += expected[kind].length
  }
  return rest
}

/** One for each, in the order given; whoever is not there yet, as in a comparison, has an empty one. */
async function readHistories(transaction: ManagedTransaction, people: string[]): Promise<History[]> {
  const { records } = await transaction.run(await readCypher('lookup/histories'), { people })
  const found = new Map(records.map(record => [record.get('person'), toWire(record.toObject()) as History]))
  return people.map(person => found.get(person) ?? { person, claims: [], joined: [], left: [], tenures: [] })
}

const emptyRows = (): { added: object[]; changed: object[] } => ({ added: [], changed: [] })

function push<T>(to: { added: T[]; changed: T[] }, from: { added: T[]; changed: T[] }): void {
  to.added.push(...from.added)
  to.changed.push(...from.changed)
}
