import { parseDate } from '../../cypher/dates.ts'
import { type Claim, ClaimSchema, claimColumns, tableColumn } from '../../cypher/model.ts'
import { identifyOf } from '../lib/id.ts'
import { placeOf } from '../lib/line-number.ts'
import type { ClaimRow } from '../tables/table-schemas.ts'
import type { WeighedClaim } from './claim.ts'

const IDENTITY = claimColumns('identity')
export const CONTENT = claimColumns('content')

type Identified = Pick<Claim, (typeof IDENTITY)[number]> & {
  /** Distinguishes rows that differ only in their line numbers: 2 for the second. */
  repeat?: number
}

/**
 * The values that identify a claim. They exclude line numbers in the locator, which change when a row is inserted
 * above.
 */
export function identityOf(claim: Identified): (string | null)[] {
  const values = IDENTITY.map(column => (column === 'locator' ? placeOf(claim.locator).text : claim[column]))
  return claim.repeat === undefined ? values : [...values, String(claim.repeat)]
}

/**
 * Numbers claims that differ only in their line numbers, in line order. A source that repeats a row may mean two
 * events. Pass all claims of a person together.
 */
export function numberRepeats<T extends Identified>(claims: readonly T[]): void {
  const byPlace = new Map<string, { claim: T; line: number }[]>()
  for (const claim of claims) {
    const { line } = placeOf(claim.locator)
    if (line === null) continue
    claim.repeat = undefined
    const key = JSON.stringify(identityOf(claim))
    const same = byPlace.get(key)
    if (same) same.push({ claim, line })
    else byPlace.set(key, [{ claim, line }])
  }
  for (const same of byPlace.values()) {
    if (same.length === 1) continue
    same.sort((a, b) => a.line - b.line)
    for (const [at, { claim }] of same.entries()) if (at > 0) claim.repeat = at + 1
  }
}

/** The id of an active claim. */
export const claimId = (claim: Identified): string => identifyOf(claim.person, 'claim', ...identityOf(claim))

/** The id of a withdrawn claim. It differs from the active id, which a replacement may take. */
export const withdrawnId = (claim: WeighedClaim, recorded: string | null): string =>
  identifyOf(claim.person, 'withdrawn', ...identityOf(claim), ...contentOf(claim), recorded)

/** The remaining values of a claim. If one changes, the claim is replaced. */
export const contentOf = (claim: Pick<Claim, (typeof CONTENT)[number]>): (string | null)[] =>
  CONTENT.map(column => claim[column])

const FROM_ROW = claimColumns('identity', 'content', 'bookkeeping').map(
  column => [column, tableColumn(column)] as const,
)

/** Converts a row with resolved ids to a claim. `published` is the publication date of its source. */
export function claimOf(row: ClaimRow, published: string | null): WeighedClaim {
  const { earliest, latest } = row.on === null ? { earliest: null, latest: null } : parseDate(row.on)
  const claim: Record<string, unknown> = { kind: 'claim', id: claimId(row), earliest, latest, published }
  for (const [column, from] of FROM_ROW) claim[column] = row[from as keyof ClaimRow]
  return claim as WeighedClaim
}

/** Restores the nulls that the database does not store. Two spreads in one literal take five times as long. */
export const asStored = (claim: Partial<WeighedClaim>): WeighedClaim =>
  Object.assign({}, NO_VALUES, claim) as WeighedClaim

const NO_VALUES = Object.fromEntries(
  claimColumns('identity', 'content', 'derived', 'bookkeeping')
    .filter(column => ClaimSchema.shape[column].safeParse(null).success)
    .map(column => [column, null]),
)
