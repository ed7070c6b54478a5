import { createHash } from 'node:crypto'
import type { Judgement } from './changes.ts'
import { contentOf, identityOf } from './claim-row.ts'
import type { WeighedClaim } from './reconcile/claim.ts'

/** Raise it when what follows from the same claims changes, so that the next load works everything out anew. */
const RULES = 3

/** How many there are of each in the database once the claims are settled; of claims also those that are withdrawn. */
export type Counts = Record<'claims' | 'joined' | 'left' | 'tenures', number>

/** What a settled history rests on beside the claims. */
type Rests = Pick<Judgement, 'organisationOf' | 'ties'>

/**
 * A digest of all claims of one person that stand, whatever their order. Stored with the person once all that follows is
 * written: a load that brings exactly these claims has nothing to do, and need not read them.
 */
export function settledBy(claims: WeighedClaim[], { organisationOf, ties }: Rests): string {
  const hash = createHash('sha1').update(String(RULES))
  const lines = claims.map(claim =>
    JSON.stringify([
      ...identityOf(claim),
      ...contentOf(claim),
      claim.published,
      organisationOf(claim.organisation),
      ties.above(organisationOf(claim.organisation)),
      claim.withdrawn,
    ]),
  )
  for (const line of lines.sort()) hash.update(line)
  return hash.digest('base64url')
}

/** The digest and the counts, as a property holds them. */
export const settledAs = (
  claims: WeighedClaim[],
  judgement: Rests,
  { claims: all, joined, left, tenures }: Counts,
): string => `${settledBy(claims, judgement)} ${all} ${joined} ${left} ${tenures}`

export function countsOf(settled: string): Counts {
  const [claims = 0, joined = 0, left = 0, tenures = 0] = settled.split(' ').slice(1).map(Number)
  return { claims, joined, left, tenures }
}
