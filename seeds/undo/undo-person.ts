import type { WeighedClaim } from '../claims/claim.ts'
import { claimId, numberRepeats } from '../claims/claim-row.ts'
import { identifyOf } from '../lib/id.ts'
import { type Changes, eventChanges } from '../store/changes.ts'
import type { IncomingPerson, ReconcileContext, StoredPerson } from '../store/person-state.ts'

/** A stored claim with the load that added it and the load that withdrew it. */
type NumberedClaim = WeighedClaim & { load?: number | null; withdrawnBy?: number | null; undone?: boolean | null }

export interface UndoneClaims {
  undone: { from: string; id: string }[]
  restored: { from: string; id: string }[]
  withdrawnBy: { id: string; by: bigint | null }[]
}

export const noUndoneClaims = (): UndoneClaims => ({ undone: [], restored: [], withdrawnBy: [] })

/**
 * Undoes a load for one person: deactivates its claims, and restores the claims that it withdrew unless another load
 * has replaced them. Recomputes events and tenures from the claims that are active then.
 */
export function undoClaims(
  incoming: IncomingPerson,
  stored: StoredPerson[],
  context: ReconcileContext,
  changes: Changes,
  claims: UndoneClaims,
): void {
  const { load } = context
  const all = stored.flatMap(one => one.claims as NumberedClaim[])
  const active = new Map<string, NumberedClaim>()
  for (const claim of all) {
    if (claim.load !== load) {
      if (claim.withdrawn === null) active.set(claim.id, claim)
    } else if (!claim.undone)
      claims.undone.push({ from: claim.id, id: identifyOf(claim.person, 'undone', claim.id, String(load)) })
  }
  const again = all
    .filter(({ withdrawn, withdrawnBy, undone }) => withdrawn !== null && withdrawnBy === load && !undone)
    .filter(({ load: by }) => by !== load)
    .map(claim => ({ ...claim, withdrawn: null, replacedBy: null, from: claim.id }))
  numberRepeats(again)
  for (const claim of again) {
    const id = claimId(claim)
    const inPlace = active.get(id)
    if (inPlace) claims.withdrawnBy.push({ id: claim.from, by: inPlace.load ? BigInt(inPlace.load) : null })
    else {
      claims.restored.push({ from: claim.from, id })
      active.set(id, { ...claim, id })
    }
  }
  eventChanges(incoming, stored, [...active.values()], all.length, context, changes)
}
