import { hash } from 'node:crypto'
import type { Judgement } from './changes.ts'
import { contentOf, identityOf } from './claim-row.ts'
import type { WeighedClaim } from './reconcile/claim.ts'

/** Raise it when what follows from the same claims changes, so that the next load works everything out anew. */
const RULES = 4

/** How many there are of each in the database once the claims are settled; of claims also those that are withdrawn. */
export type Counts = Record<'claims' | 'joined' | 'left' | 'tenures', number>

/** What a load left behind of one person: a digest of the claims that stand, and the counts. */
export interface Settled {
  digest: bigint
  counts: Counts
}

/** What a settled history rests on beside the claims. */
type Rests = Pick<Judgement, 'organisationOf' | 'ties'>

/**
 * A digest of claims, whatever their order: that of two sets together is the XOR of both. Stored with the person once all
 * that follows is written: a load that brings exactly these claims has nothing to do, and need not read them; and one that
 * brings claims of some organisations need not read those of others.
 */
export function digestOf(claims: WeighedClaim[], { organisationOf, ties }: Rests): bigint {
  let digest = 0n
  for (const claim of claims) {
    const organisation = organisationOf(claim.organisation)
    const rest = [claim.published, organisation, ties.above(organisation), claim.withdrawn]
    const line = JSON.stringify([...identityOf(claim), ...contentOf(claim), ...rest])
    digest ^= BigInt(`0x${hash('sha1', line, 'hex')}`)
  }
  return digest
}

/** As a property holds it. */
export const toText = ({ digest, counts: { claims, joined, left, tenures } }: Settled): string =>
  `${RULES} ${digest.toString(16)} ${claims} ${joined} ${left} ${tenures}`

/** Undefined if it was written by other rules. */
export function fromText(text: unknown): Settled | undefined {
  if (typeof text !== 'string') return undefined
  const [rules, digest, ...counts] = text.split(' ')
  if (rules !== String(RULES) || digest === undefined) return undefined
  const [claims = 0, joined = 0, left = 0, tenures = 0] = counts.map(Number)
  return { digest: BigInt(`0x${digest}`), counts: { claims, joined, left, tenures } }
}
