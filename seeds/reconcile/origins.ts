import { type Bounds, definitelyBefore } from '../../cypher/dates.ts'
import type { Ends, Joined, Left, Tenure } from '../../cypher/model.ts'
import { compare } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import { byNumber } from './stints.ts'

type Joining = Joined & Ends
type Leaving = Left & Ends

/**
 * Pairs each joining that has a stated origin with one leaving of that organisation: the latest that can precede it. A
 * leaving is excluded if it is surely later than the joining, or if the person had surely come back after it. Two
 * joinings share a leaving only if neither surely came after the other. Otherwise the first keeps it, because the other
 * must mean a leaving that no source dates.
 *
 * A pair is `definite` if no other leaving fits. A joining without a pair keeps its origin alone.
 */
export function pairOrigins(joined: Joining[], left: Leaving[], stays: (Tenure & Ends)[]): void {
  const stated = joined.filter(({ origin, status }) => origin !== null && hasHappened(status))
  if (stated.length === 0) return
  const leavings = groupBy(
    left.filter(({ status }) => hasHappened(status)),
    ({ organisation }) => organisation,
  )
  const staysOf = groupBy(stays, ({ organisation }) => organisation)
  for (const [origin, joinings] of groupBy(stated, ({ origin }) => origin ?? ''))
    pairAt(joinings, leavings.get(origin) ?? [], staysOf.get(origin) ?? [])
}

/** Whether an event is neither a rumour nor scheduled. */
export const hasHappened = (status: Joined['status'] | undefined): boolean =>
  status === 'confirmed' || status === 'reported'

function pairAt(joinings: Joining[], leavings: Leaving[], stays: Tenure[]): void {
  const joiningsOf = new Map<Leaving, Joining[]>()
  for (const joining of joinings.toSorted(byTime).reverse()) {
    const candidates = leavings.filter(one => canPrecede(one, joining, stays)).sort(byTime)
    // Prefer a leaving that no other joining has.
    const leaving = candidates.findLast(one => !joiningsOf.has(one)) ?? candidates.at(-1)
    if (!leaving) continue
    joiningsOf.set(leaving, [...(joiningsOf.get(leaving) ?? []), joining])
    joining.originLeft = leaving.id
    const only = candidates.length === 1 || (leaving === candidates.at(-1) && isBy(leaving, joining))
    joining.originCertainty = only ? 'definite' : 'possible'
  }
  for (const [leaving, all] of joiningsOf)
    for (const joining of all) {
      if (!all.some(other => definitelyBefore(other, joining))) continue
      joining.originLeft = null
      joining.originCertainty = null
      joiningsOf.set(
        leaving,
        all.filter(other => other !== joining),
      )
    }
}

const isBy = ({ latest }: Bounds, { earliest }: Bounds): boolean =>
  latest !== null && earliest !== null && latest <= earliest

function canPrecede(leaving: Leaving, joining: Joining, stays: Tenure[]): boolean {
  // A leaving of the same stay comes after its joining.
  if (leaving.organisation === joining.organisation && leaving.stint === joining.stint) return false
  if (definitelyBefore(joining, leaving)) return false
  return !stays.some(
    ({ stint, beginEarliest, beginLatest }) =>
      stint !== leaving.stint &&
      !(leaving.organisation === joining.organisation && stint === joining.stint) &&
      (isBy(leaving, { earliest: beginEarliest, latest: null }) || byNumber(stint, leaving.stint) > 0) &&
      // On one day the person may have joined elsewhere first.
      definitelyBefore({ earliest: null, latest: beginLatest }, joining),
  )
}

const byTime = (a: Joining | Leaving, b: Joining | Leaving): number =>
  compare(a.latest ?? '9999-12-31', b.latest ?? '9999-12-31') ||
  compare(a.earliest ?? '', b.earliest ?? '') ||
  compare(a.id, b.id)
