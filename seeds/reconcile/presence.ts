import type { Bounds } from '../../cypher/dates.ts'
import { byReliability, type WeighedClaim } from '../claims/claim.ts'
import { type Stint, sequence } from './stints.ts'
import { byTime, TimeIndex } from './time-index.ts'

/**
 * Assigns each presence claim to the stint that it names, otherwise to a stint that can contain it: begun by then, and
 * not yet over. If several can, it goes to the last and narrows no bounds. Claims that no stint can contain form stints
 * of their own, one for each gap between the others.
 */
export function placePresence(stints: Stint[], claims: WeighedClaim[]): Stint[] {
  if (claims.length === 0) return sequence(stints)
  const named = new Map(stints.flatMap(stint => (stint.label === null ? [] : [[stint.label, stint] as const])))
  const free: WeighedClaim[] = []
  for (const claim of claims) {
    if (claim.stint === null) {
      free.push(claim)
      continue
    }
    const stint = named.get(claim.stint) ?? { label: claim.stint, presence: [] }
    if (!named.has(claim.stint)) stints.push(stint)
    named.set(claim.stint, stint)
    stint.presence.push({ claim, sole: true })
  }
  for (const { presence } of stints) presence.sort((a, b) => byDateSeen(a.claim, b.claim))
  if (free.length > 0) placeFree(sequence(stints), free.sort(byDateSeen))
  return sequence(stints)
}

/** Oldest first, then most reliable. */
export const byDateSeen = (a: WeighedClaim, b: WeighedClaim): number => byTime(a, b) || byReliability(a, b)

function placeFree(stints: Stint[], claims: WeighedClaim[]): void {
  const index = new TimeIndex(stints, spanOf)
  const ends = stints.flatMap(stint => spanOf(stint).latest ?? []).sort()
  const orphans = new Map<number, Stint>()
  for (const claim of claims) {
    const last = index.last(claim)
    if (last) {
      last.presence.push({ claim, sole: index.first(claim) === last })
      continue
    }
    // No stint can contain it, so each stint is surely over by then or surely in the future.
    const at = countBefore(ends, claim.earliest ?? '')
    const stint = orphans.get(at) ?? { label: null, presence: [] }
    orphans.set(at, stint)
    stint.presence.push({ claim, sole: true })
  }
  if (orphans.size === 0) return
  const others = new Set(stints)
  stints.push(...orphans.values())
  // If a presence-only stint can contain the claim as well, the claim is not certain for this one.
  const all = new TimeIndex(sequence(stints), spanOf)
  for (const stint of others)
    for (const one of stint.presence)
      if (one.claim.stint === null) one.sole &&= all.first(one.claim) === stint && all.last(one.claim) === stint
}

/** The days on which a stint can have evidence of presence. */
const spanOf = ({ joined, left, after, before }: Stint): Bounds => ({
  earliest: joined ? joined.bounds.earliest : (after ?? null),
  latest: left ? left.bounds.latest : (before ?? null),
})

function countBefore(sorted: string[], day: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < day) low = middle + 1
    else high = middle
  }
  return low
}
