import type { ManagedTransaction } from '../../server/db/connect.ts'
import { writeAll, writeRows } from '../../server/db/write.ts'
import type { Merges } from '../check/merges.ts'
import { noChanges } from '../store/changes.ts'
import type { IncomingPerson, ReconcileContext } from '../store/person-state.ts'
import { changedKinds, readStoredPeople } from '../store/stored-people.ts'
import { retire, undoDescriptions } from './undo-descriptions.ts'
import { noUndoneClaims, undoClaims } from './undo-person.ts'

export interface UndonePeople {
  claims: number
  restored: number
  people: number
}

/** Undoes a load for these people. `described` contains the people whom the load describes and no other load needs. */
export async function undoPeople(
  transaction: ManagedTransaction,
  people: string[],
  described: ReadonlySet<string>,
  context: ReconcileContext,
  merges: Merges,
): Promise<UndonePeople> {
  const roots = [...new Set(people.map(id => merges.rootOf(id)))].sort()
  const groups = roots.map((root): IncomingPerson => {
    return { root, members: merges.membersOf(root), claims: [], died: null, force: true }
  })
  const members = groups.flatMap(group => group.members).sort()
  await writeRows(
    transaction,
    'lock-people',
    members.map(id => ({ id })),
  )
  // Descriptions first: a date of death that only this load states must no longer bound a tenure.
  const own = members.filter(id => described.has(id))
  const { retired } = await undoDescriptions(transaction, 'person', own, context.load)
  const stored = await readStoredPeople(transaction, members)
  const changes = noChanges(context.load)
  const claims = noUndoneClaims()
  for (const group of groups) {
    const found = group.members.flatMap(id => stored.get(id) ?? [])
    undoClaims(group, found, context, changes, claims)
  }
  await writeAll(transaction, [
    ['claim-undone', claims.undone],
    ['claim-restored', claims.restored],
    ['claim-withdrawn-by', claims.withdrawnBy],
    ...changedKinds(changes),
  ])
  await retire(transaction, 'person', retired)
  return { claims: claims.undone.length, restored: claims.restored.length, people: retired.length }
}
