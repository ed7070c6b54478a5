import { parseDate } from '../../cypher/dates.ts'
import type { Claim } from '../../cypher/model.ts'
import { identifyOf } from '../lib/id.ts'
import { placeOf } from '../lib/line-number.ts'
import type { ClaimRow } from '../tables/table-schemas.ts'
import type { WeighedClaim } from './claim.ts'

type Said = Omit<Claim, 'kind' | 'id' | 'earliest' | 'latest' | 'recorded' | 'withdrawn' | 'replacedBy'> & {
  /** Which of several rows it is that differ in their line numbers alone, from 2. */
  repeat?: number
}

/** What makes two rows one claim: a source says at one place in it one thing of one event. A line number is no such place. */
export const identityOf = (claim: Said): (string | null)[] => [
  claim.source,
  claim.person,
  claim.organisation,
  claim.event,
  claim.stint,
  claim.on,
  claim.announced,
  claim.role,
  placeOf(claim.locator).text,
  ...(claim.repeat === undefined ? [] : [String(claim.repeat)]),
]

/**
 * Numbers claims that differ in their line numbers alone, in the order of these: a source that says one thing in two rows may
 * mean two events. Of each person there have to be all.
 */
export function numberRepeats<T extends Said>(claims: readonly T[]): void {
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

/** The id of a claim that stands. */
export const claimId = (claim: Said): string => identifyOf(claim.person, 'claim', ...identityOf(claim))

/** What else a claim says: where this changes, the claim is replaced. */
export const contentOf = (claim: Said): (string | null)[] => [
  claim.manner,
  claim.reason,
  claim.destination,
  claim.origin,
  claim.status,
  claim.note,
]
export const CONTENT = ['manner', 'reason', 'destination', 'origin', 'status', 'note'] as const

/** A row with ids for all names as a claim. `published` is when its source was. */
export function claimOf(row: ClaimRow, published: string | null): WeighedClaim {
  const { on, replaced_by: replacedBy } = row
  const { earliest, latest } = on === null ? { earliest: null, latest: null } : parseDate(on)
  return {
    kind: 'claim',
    id: claimId(row),
    person: row.person,
    organisation: row.organisation,
    source: row.source,
    event: row.event,
    on,
    earliest,
    latest,
    announced: row.announced,
    role: row.role,
    manner: row.manner,
    reason: row.reason,
    destination: row.destination,
    origin: row.origin,
    status: row.status,
    locator: row.locator,
    stint: row.stint,
    note: row.note,
    recorded: row.recorded,
    withdrawn: row.withdrawn,
    replacedBy,
    published,
  }
}

/** A claim as the database gives it, which keeps no nulls. Two spreads in one literal take five times as long. */
export const asStored = (claim: Partial<WeighedClaim>): WeighedClaim =>
  Object.assign({}, NOTHING_SAID, claim) as WeighedClaim

const NOTHING_SAID = {
  ...{ on: null, earliest: null, latest: null, announced: null, role: null, manner: null, reason: null },
  ...{ destination: null, origin: null, locator: null, stint: null, note: null },
  ...{ recorded: null, withdrawn: null, replacedBy: null },
}
