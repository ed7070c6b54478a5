import type { ManagedTransaction } from '../server/db/connect.ts'
import { readCypher } from '../server/db/files.ts'
import { toWire } from '../server/db/wire.ts'
import { writeAll } from '../server/db/write.ts'
import { type Changes, changesOf, type Given, type History, type Judgement, noChanges } from './changes.ts'
import { countsOf, settledBy } from './settled.ts'

/**
 * Reads what the database knows of these people, and works out what the given claims change. `hold` is called with those
 * whose claims are about to be read, `fresh` are those who were not there before.
 */
export async function compareHistories(
  transaction: ManagedTransaction,
  groups: readonly Given[],
  judgement: Judgement,
  fresh: ReadonlySet<string> = new Set(),
  hold: (people: string[]) => Promise<void> = async () => {},
): Promise<Changes> {
  const changes = noChanges()
  const rest = await unsettled(transaction, groups, judgement, fresh, changes)
  const there = rest.flatMap(({ members }) => members).filter(id => !fresh.has(id))
  await hold(there)
  const histories = await readHistories(transaction, there)
  for (const group of rest)
    changesOf(
      group,
      group.members.flatMap(id => histories.get(id) ?? []),
      judgement,
      changes,
    )
  return changes
}

/** Writes what `compareHistories` found. */
export async function writeChanges(transaction: ManagedTransaction, changes: Changes): Promise<void> {
  const { claims, joined, left, tenures } = changes
  await writeAll(transaction, [
    // First, for a claim that is replaced leaves its id to the one that takes its place.
    ['claim-withdrawn', claims.withdrawn],
    ['claim-dropped', claims.dropped],
    ['claim', claims.added],
    ['claim-recorded', claims.changed],
    ['outdated', changes.outdated],
    ['joined', joined.added],
    ['joined-changed', joined.changed],
    ['left', left.added],
    ['left-changed', left.changed],
    ['tenure', tenures.added],
    ['tenure-changed', tenures.changed],
    ['settled', changes.settled],
  ])
}

/**
 * Those of whom these are not all the claims that the database holds and has settled already. Claims, events and stays that
 * somebody deleted are missed here; a property that somebody changed by hand is not.
 */
async function unsettled(
  transaction: ManagedTransaction,
  groups: readonly Given[],
  judgement: Judgement,
  fresh: ReadonlySet<string>,
  { tallies }: Changes,
): Promise<Given[]> {
  const people = groups.filter(({ force }) => !force).flatMap(({ members }) => members.filter(id => !fresh.has(id)))
  if (people.length === 0) return [...groups]
  const { records } = await transaction.run(await readCypher('lookup/settled'), { people })
  const found = new Map(records.map(record => [String(record.get('id')), record.toObject()]))
  return groups.filter(({ root, members, claims, force }) => {
    const settled = found.get(root)?.settled
    if (force || typeof settled !== 'string' || !settled.startsWith(`${settledBy(claims, judgement)} `)) return true
    const counts = countsOf(settled)
    for (const kind of ['claims', 'joined', 'left', 'tenures'] as const) {
      const there = members.reduce((sum, id) => sum + Number(found.get(id)?.[kind] ?? 0), 0)
      if (there !== counts[kind]) return true
    }
    tallies.claims.unchanged += claims.length
    for (const kind of ['joined', 'left', 'tenures'] as const) tallies[kind].unchanged += counts[kind]
    return false
  })
}

async function readHistories(transaction: ManagedTransaction, people: string[]): Promise<Map<string, History>> {
  if (people.length === 0) return new Map()
  const { records } = await transaction.run(await readCypher('lookup/histories'), { people })
  return new Map(
    records.map(record => {
      const history = toWire(record.toObject()) as History
      return [history.person, { ...history, claims: history.claims.map(claim => ({ ...NOTHING_SAID, ...claim })) }]
    }),
  )
}

/** The database keeps no nulls. */
const NOTHING_SAID = {
  ...{ on: null, earliest: null, latest: null, announced: null, role: null, manner: null, reason: null },
  ...{ destination: null, origin: null, locator: null, stint: null, note: null },
  ...{ recorded: null, withdrawn: null, replacedBy: null },
}
