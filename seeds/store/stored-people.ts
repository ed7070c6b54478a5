import type { ManagedTransaction } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { toWire } from '../../server/db/values.ts'
import type { Kind } from '../../server/db/write.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import { asStored } from '../claims/claim-row.ts'
import { type Changes, changesOf, noChanges } from './changes.ts'
import type { IncomingPerson, ReconcileContext, StoredPerson } from './person-state.ts'
import { parseState, stateDigest } from './state-digest.ts'

/**
 * Reads the stored records of these people and computes what the incoming claims change. Calls `lock` with the people
 * whose claims it is about to read. `fresh` contains the ids that are new to the database.
 */
export async function comparePeople(
  transaction: ManagedTransaction,
  groups: readonly IncomingPerson[],
  context: ReconcileContext,
  fresh: ReadonlySet<string> = new Set(),
  lock: (people: string[]) => Promise<void> = async () => {},
): Promise<Changes> {
  const changes = noChanges(context.load)
  const rest = await outdatedPeople(transaction, groups, context, fresh, changes)
  const people = rest.flatMap(({ members }) => members.filter(id => !fresh.has(id)))
  await lock(people)
  const stored = await readStoredPeople(transaction, people)
  for (const group of rest)
    changesOf(
      group,
      group.members.flatMap(id => stored.get(id) ?? []),
      context,
      changes,
    )
  return changes
}

/** The writes for the result of `comparePeople`, in the order in which they must run. */
export function changedKinds(changes: Changes): Kind[] {
  const { claims, joined, left, tenures, load } = changes
  return [
    ['claim-renamed', claims.renamed],
    // Withdraw first: a replaced claim must release its id before its replacement takes it.
    ['claim-withdrawn', claims.withdrawn],
    ['claim-dropped', claims.dropped],
    ['claim-recorded', claims.changed],
    ['claim-moved', claims.moved],
    ['outdated-edges', changes.outdated],
    [
      'history',
      {
        ...{ claim: claims.added, joined: joined.added, left: left.added, tenure: tenures.added },
        load: claims.added.length > 0 ? [{ number: BigInt(load) }] : [],
      },
    ],
    ['joined-changed', joined.changed],
    ['left-changed', left.changed],
    ['tenure-changed', tenures.changed],
    ['person-digest', changes.stateDigests],
  ]
}

/**
 * Filters out the people whose incoming claims equal their stored state. It detects manually deleted claims, events and
 * tenures, because the counts differ. It does not detect manual edits of a property.
 */
async function outdatedPeople(
  transaction: ManagedTransaction,
  groups: readonly IncomingPerson[],
  context: ReconcileContext,
  fresh: ReadonlySet<string>,
  { tallies, restated }: Changes,
): Promise<IncomingPerson[]> {
  const people = groups.filter(({ force }) => !force).flatMap(({ members }) => members.filter(id => !fresh.has(id)))
  if (people.length === 0) return [...groups]
  const { records } = await transaction.run(await readCypher('lookup/state-digests'), { people })
  const found = new Map(records.map(record => [String(record.get('id')), record.toObject()]))
  return groups.flatMap(group => {
    const { root, members, claims, force } = group
    const state = force ? undefined : parseState(found.get(root)?.stateDigest)
    const isWhole = KINDS.every(
      kind => state?.counts[kind] === members.reduce((sum, id) => sum + Number(found.get(id)?.[kind] ?? 0), 0),
    )
    if (!state || !isWhole) return [group]
    const died = group.died ?? members.map(id => found.get(id)?.died).find(died => died) ?? null
    if (stateDigest(claims, context, died) !== state.digest) return [group]
    if (claims.length > 0) restated.whole.push(...members)
    for (const kind of KINDS) tallies[kind].unchanged += kind === 'claims' ? claims.length : state.counts[kind]
    return []
  })
}

const KINDS = ['claims', 'joined', 'left', 'tenures'] as const

/** All stored records of these people, by person id. */
export async function readStoredPeople(
  transaction: ManagedTransaction,
  people: string[],
): Promise<Map<string, StoredPerson>> {
  if (people.length === 0) return new Map()
  const { records } = await transaction.run(await readCypher('lookup/stored-people'), { people })
  return new Map(
    records.map(record => {
      const { person, died, claims, edges } = toWire(record.toObject()) as Found
      const records: StoredPerson = { person, died, claims: claims.map(asStored), joined: [], left: [], tenures: [] }
      for (const edge of edges)
        if (edge.kind === 'joined') records.joined.push(edge)
        else if (edge.kind === 'left') records.left.push(edge)
        else records.tenures.push(edge)
      return [person, records]
    }),
  )
}

interface Found {
  person: string
  died: string | null
  claims: Partial<WeighedClaim>[]
  edges: (StoredPerson['joined'] | StoredPerson['left'] | StoredPerson['tenures'])[number][]
}
