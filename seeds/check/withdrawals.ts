import { claimColumns } from '../../cypher/model.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import { claimId, claimOf, withdrawnId } from '../claims/claim-row.ts'
import { quote } from '../lib/did-you-mean.ts'
import { groupBy } from '../lib/group-by.ts'
import type { Chunk, Place, Read } from '../staging/dataset.ts'
import type { ExistingRecords } from '../store/existing-records.ts'
import type { ClaimRow } from '../tables/table-schemas.ts'
import type { Report } from './check-entities.ts'
import type { CheckedSameAs } from './merges.ts'

/**
 * A withdrawal without `recorded` must match an active claim, or one that was withdrawn before. If it matches neither,
 * but active claims differ from it in one column, it probably means one of those and is a fault. A withdrawal with
 * `recorded` states history, as an export does. The people and organisations of the rows must have been resolved.
 */
export async function checkWithdrawals(
  claims: Read<ClaimRow>[],
  existing: ExistingRecords,
  { merges: { Person, Organisation } }: Pick<CheckedSameAs, 'merges'>,
  report: Report,
): Promise<void> {
  const withdrawals = claims.filter(({ withdrawn, recorded }) => withdrawn !== null && recorded === null)
  if (withdrawals.length === 0) return
  const people = new Set(withdrawals.flatMap(({ person }) => Person.membersOf(Person.rootOf(person))))
  const stored = groupBy(await existing.claims([...people]), ({ person }) => Person.rootOf(person))
  for (const row of withdrawals) {
    const claims = stored.get(Person.rootOf(row.person)) ?? []
    const same = claims.filter(claim => differences(row, claim).length === 0)
    const recorded = same.find(claim => claim.withdrawn === null)?.recorded ?? null
    if (row.withdrawn !== null && recorded !== null && row.withdrawn < recorded) {
      const message = `${row.withdrawn} is before the claim was recorded; it is withdrawn on that day, ${recorded}`
      report({ ...row.place, column: 'withdrawn', message, warning: true }, row.row)
    }
    if (same.length > 0) continue
    const organisation = Organisation.rootOf(row.organisation)
    const candidates = claims.filter(
      claim =>
        claim.withdrawn === null &&
        claim.event === row.event &&
        Organisation.rootOf(claim.organisation) === organisation,
    )
    if (candidates.length > 0)
      report({ ...row.place, column: 'withdrawn', message: describeClosest(row, candidates) }, row.row)
  }
}

const COLUMNS = claimColumns('identity', 'content')

const differences = (row: ClaimRow, claim: WeighedClaim) => COLUMNS.filter(column => row[column] !== claim[column])

function describeClosest(row: ClaimRow, candidates: WeighedClaim[]): string {
  const compared = candidates.map(claim => ({ claim, columns: differences(row, claim) }))
  const least = Math.min(...compared.map(({ columns }) => columns.length))
  const nearest = compared.filter(({ columns }) => columns.length === least)
  const listed = nearest.slice(0, 3).map(({ claim, columns }) => {
    const each = columns.map(column => `${column} ${shown(claim[column])}, not ${shown(row[column])}`)
    return `${claim.id}, which has ${each.join(', and ')}`
  })
  const more = nearest.length > listed.length ? `; and ${nearest.length - listed.length} more` : ''
  return `matches no active claim. Closest: ${listed.join('; ')}${more}. Repeat the columns as they were loaded. For a claim that was active before it was loaded, give the day in recorded`
}

const shown = (value: string | null) => (value === null ? 'nothing' : quote(value))

/** A row with a `replaced_by` to resolve. */
export interface Replacement {
  id: string
  person: string
  place: Place
  row: number
}

/** The rows with a `replaced_by` that is not among these claims. */
export function unresolvedReplacements(claims: Read<ClaimRow>[]): Replacement[] {
  const open = claims.flatMap(({ replaced_by: id, person, place, row }) =>
    id === null ? [] : [{ id, person, place, row }],
  )
  if (open.length === 0) return open
  const inChunk = new Set(claims.flatMap(idsOf))
  return open.filter(({ id }) => !inChunk.has(id))
}

/** Reports rows with a `replaced_by` that is neither in the database nor in the load. */
export async function checkReplacements(
  replacements: Replacement[],
  existing: ExistingRecords,
  chunks: () => Iterable<Chunk>,
  report: Report,
): Promise<void> {
  let open = replacements
  const close = (ids: Iterable<string>) => {
    const found = new Set(ids)
    open = open.filter(({ id }) => !found.has(id))
  }
  if (open.length > 0) close(await existing.claimIds([...new Set(open.map(({ id }) => id))]))
  // A claim that was withdrawn itself has a different id since.
  if (open.length > 0) close((await existing.claims([...new Set(open.map(({ person }) => person))])).map(claimId))
  if (open.length > 0) for (const { claims } of chunks()) close(claims.flatMap(idsOf))
  for (const { id, place, row } of open)
    report(
      {
        ...place,
        column: 'replaced_by',
        message: `${quote(id)} is not a claim in the files or in the database; give the id of a claim, or leave it empty`,
      },
      row,
    )
}

/** The id of a row's claim while active, and its id once withdrawn. */
function idsOf(row: ClaimRow): string[] {
  const claim = claimOf(row, null)
  return row.withdrawn === null ? [claim.id] : [claim.id, withdrawnId(claim, row.recorded)]
}
