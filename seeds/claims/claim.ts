import { dayNumber } from '../../cypher/dates.ts'
import { type Claim, STATUSES } from '../../cypher/model.ts'

/** A claim with the publication date of its source, as written, which also ranks it. */
export type WeighedClaim = Claim & {
  published: string | null
  /** Whether its load was undone. */
  undone?: boolean | null
}

/** Whether a claim is neither a rumour nor a denial. */
export const isAffirmed = ({ status }: Claim): boolean => status === 'confirmed' || status === 'reported'

/** By status, then the narrower date, then the earlier publication, then the id. */
export function byReliability(a: WeighedClaim, b: WeighedClaim): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    days(a) - days(b) ||
    (b.earliest === null && a.earliest === null ? compare(a.latest ?? '9999', b.latest ?? '9999') : 0) ||
    (b.latest === null && a.latest === null ? compare(b.earliest ?? '', a.earliest ?? '') : 0) ||
    compare(a.published ?? '9999', b.published ?? '9999') ||
    compare(a.id, b.id)
  )
}

/** Whether two claims are equal in status, precision of date and publication date. */
export const isAsReliable = (a: WeighedClaim, b: WeighedClaim): boolean =>
  a.status === b.status && days(a) === days(b) && a.published === b.published

/** Counts a leap year or a long month as no vaguer than any other. */
const days = ({ earliest, latest }: WeighedClaim): number => {
  if (earliest === null && latest === null) return Number.MAX_SAFE_INTEGER
  if (earliest === null || latest === null) return Number.MAX_SAFE_INTEGER - 1
  const days = earliest === latest ? 0 : dayNumber(latest) - dayNumber(earliest)
  return days > 26 && days < 31 ? 30 : days === 364 ? 365 : days
}

/** Independent of the locale, so that the order is the same everywhere. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
