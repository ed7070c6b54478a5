import { hash } from 'node:crypto'
import { liesAhead } from '../../cypher/dates.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import { contentOf, identityOf } from '../claims/claim-row.ts'
import type { ReconcileContext } from './person-state.ts'

/** Raise it when what follows from the same claims changes, so that the next load works everything out anew. */
const RULES = 8

/** How many there are of each in the database once the claims are settled; of claims also those that are withdrawn. */
export type Counts = Record<'claims' | 'joined' | 'left' | 'tenures', number>

/** What a load left behind of one person: a digest of the claims that stand, and the counts. */
export interface PersonState {
  digest: bigint
  counts: Counts
}

/** What a settled history rests on beside the claims. */
type Rests = Pick<ReconcileContext, 'organisationOf' | 'hierarchy' | 'dissolved' | 'today'>

/**
 * A digest of claims, whatever their order: that of two sets together is the XOR of both. Stored with the person once all
 * that follows is written: a load that brings exactly these claims has nothing to do, and need not read them.
 */
export function stateDigest(claims: WeighedClaim[], rests: Rests, died: string | null = null): bigint {
  const { organisationOf, hierarchy: ties, dissolved, today } = rests
  let digest = died === null ? 0n : hashed(['died', died])
  for (const claim of claims) {
    const organisation = organisationOf(claim.organisation)
    const rest: unknown[] = [claim.locator, claim.published, organisation, ties.above(organisation), claim.withdrawn]
    const end = dissolved(organisation)
    if (end) rest.push(end.earliest, end.latest)
    if (today !== null && liesAhead(claim, today)) rest.push('scheduled')
    digest ^= hashed([...identityOf(claim), ...contentOf(claim), ...rest])
  }
  return digest
}

const hashed = (said: unknown[]): bigint =>
  BigInt(`0x${hash('sha1', JSON.stringify(said), 'hex').slice(0, DIGITS.digest)}`)

/** Of hexadecimal digits Neo4j keeps 54 with the other properties; a longer text is a record of its own, dear to replace. */
const DIGITS = { rules: 2, digest: 32, count: 5 }
/** With what the text of everybody begins who was reconciled by these rules. */
export const RULES_MARK = hex(RULES, DIGITS.rules)
const TEXT = new RegExp(`^${RULES_MARK}([0-9a-f]{${DIGITS.digest}})((?:[0-9a-f]{${DIGITS.count}}){4})$`)

/** As a property holds it; nothing for a person of a million claims, who is worked out anew each time. */
export function formatState({ digest, counts: { claims, joined, left, tenures } }: PersonState): string | null {
  const counts = [claims, joined, left, tenures]
  if (counts.some(count => count >= 16 ** DIGITS.count)) return null
  const all = counts.map(count => hex(count, DIGITS.count)).join('')
  return RULES_MARK + hex(digest, DIGITS.digest) + all
}

/** Undefined if it was written by other rules. */
export function parseState(text: unknown): PersonState | undefined {
  const [, digest, all = ''] = TEXT.exec(String(text)) ?? []
  if (digest === undefined) return undefined
  const count = (at: number) => Number.parseInt(all.slice(at * DIGITS.count, (at + 1) * DIGITS.count), 16)
  const counts = { claims: count(0), joined: count(1), left: count(2), tenures: count(3) }
  return { digest: BigInt(`0x${digest}`), counts }
}

function hex(number: number | bigint, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}
