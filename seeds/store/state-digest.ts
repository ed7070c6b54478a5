import { hash } from 'node:crypto'
import { liesAhead } from '../../cypher/dates.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import { contentOf, identityOf } from '../claims/claim-row.ts'
import type { ReconcileContext } from './person-state.ts'

/**
 * Increase it when the same claims lead to different events or tenures, so that the next load recomputes everything.
 */
const RULES = 9

/** Record counts of a person in the database after a load. `claims` includes withdrawn ones. */
export type Counts = Record<'claims' | 'joined' | 'left' | 'tenures', number>

/** The state of a person after a load: a digest of the active claims, and record counts. */
export interface PersonState {
  digest: bigint
  counts: Counts
}

/** Inputs to a person's events and tenures other than the claims. */
type Context = Pick<ReconcileContext, 'organisationOf' | 'hierarchy' | 'dissolved' | 'today'>

/**
 * An order-independent digest of claims: the digest of two disjoint sets is the XOR of their digests. The load stores
 * it with the person after it has written all events and tenures. A later load of exactly these claims then skips the
 * person without reading the stored claims.
 */
export function stateDigest(claims: WeighedClaim[], context: Context, died: string | null = null): bigint {
  const { organisationOf, hierarchy, dissolved, today } = context
  let digest = died === null ? 0n : hashed(['died', died])
  for (const claim of claims) {
    const organisation = organisationOf(claim.organisation)
    const others: unknown[] = [
      claim.locator,
      claim.published,
      organisation,
      hierarchy.above(organisation),
      claim.withdrawn,
    ]
    const end = dissolved(organisation)
    if (end) others.push(end.earliest, end.latest)
    if (today !== null && liesAhead(claim, today)) others.push('scheduled')
    digest ^= hashed([...identityOf(claim), ...contentOf(claim), ...others])
  }
  return digest
}

const hashed = (values: unknown[]): bigint =>
  BigInt(`0x${hash('sha1', JSON.stringify(values), 'hex').slice(0, DIGITS.digest)}`)

/**
 * Neo4j stores up to 54 hexadecimal digits inline with other properties. A longer string needs its own record, which is
 * expensive to replace.
 */
const DIGITS = { rules: 2, digest: 32, count: 5 }
/** The prefix of the stored state of all people reconciled by these rules. */
export const RULES_MARK = hex(RULES, DIGITS.rules)
const TEXT = new RegExp(`^${RULES_MARK}([0-9a-f]{${DIGITS.digest}})((?:[0-9a-f]{${DIGITS.count}}){4})$`)

/**
 * The state as a property value. Null for a person with a million records of a kind or more, who is recomputed in each
 * load.
 */
export function formatState({ digest, counts: { claims, joined, left, tenures } }: PersonState): string | null {
  const counts = [claims, joined, left, tenures]
  if (counts.some(count => count >= 16 ** DIGITS.count)) return null
  const all = counts.map(count => hex(count, DIGITS.count)).join('')
  return RULES_MARK + hex(digest, DIGITS.digest) + all
}

/** Undefined if other rules wrote it. */
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
