import { parseDate } from '../../cypher/dates.ts'
import { type Claim, ClaimSchema, claimColumns } from '../../cypher/model.ts'
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

/** The values that identify a claim. A line number in the locator is left out: it changes when a row is inserted above. */
export function identityOf(claim: Identified): (string | null)[] {
  const values = IDENTITY.map(column => (column === 'locator' ? placeOf(claim.locator).text : claim[column]))
  return claim.repeat === undefined ? values : [...values, String(claim.repeat)]
}

/**
 * Numbers claims that differ in their line numbers alone, in the order of these: a source that says one thing in two rows may
 * mean two events. Of each person there have to be all.
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

/** The id of a withdrawn claim: it leaves its own to the claim that takes its place. */
export const withdrawnId = (claim: WeighedClaim, recorded: string | null): string =>
  identifyOf(claim.person, 'withdrawn', ...identityOf(claim), ...contentOf(claim), recorded)

/** What else a claim says: if this changes, the claim is replaced. */
export const contentOf = (claim: Pick<Claim, (typeof CONTENT)[number]>): (string | null)[] =>
  CONTENT.map(column => claim[column])

/** The column of the table `claims` that holds a column of a claim: `replaced_by` for `replacedBy`. */
export const tableColumn = (column: string): string => column.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const FROM_ROW = claimColumns('identity', 'content', 'bookkeeping').map(
  column => [column, tableColumn(column)] as const,
)

/** A row with ids in place of names as a claim. `published` is the date of its source. */
export function claimOf(row: ClaimRow, published: string | null): WeighedClaim {
  const { earliest, latest } = row.on === null ? { earliest: null, latest: null } : parseDate(row.on)
  const claim: Record<string, unknown> = { kind: 'claim', id: claimId(row), earliest, latest, published }
  for (const [column, from] of FROM_ROW) claim[column] = row[from as keyof ClaimRow]
  return claim as WeighedClaim
}

/** A claim as the database returns it, which stores no nulls. Two spreads in one literal take five times as long. */
export const asStored = (claim: Partial<WeighedClaim>): WeighedClaim =>
  Object.assign({}, NO_VALUES, claim) as WeighedClaim

const NO_VALUES = Object.fromEntries(
  claimColumns('identity', 'content', 'derived', 'bookkeeping')
    .filter(column => ClaimSchema.shape[column].safeParse(null).success)
    .map(column => [column, null]),
)
