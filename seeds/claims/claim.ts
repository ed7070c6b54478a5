import { dayNumber } from '../../cypher/dates.ts'
import { type Claim, STATUSES } from '../../cypher/model.ts'

/** A claim beside what else ranks it: when its source was published, as written. */
export type WeighedClaim = Claim & {
  published: string | null
  /** Of a load that was undone. */
  undone?: boolean | null
}

/** Neither a rumour nor a denial. */
export const isStanding = ({ status }: Claim): boolean => status === 'confirmed' || status === 'reported'

/** Status, then the narrower date, then the earlier publication; the id settles the rest. */
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

/** Whether neither is better by its status, by how narrow its date is, or by its publication. */
export const isAsGood = (a: WeighedClaim, b: WeighedClaim): boolean =>
  a.status === b.status && days(a) === days(b) && a.published === b.published

/** A leap year is no vaguer than another, nor is a long month. */
const days = ({ earliest, latest }: WeighedClaim): number => {
  if (earliest === null && latest === null) return Number.MAX_SAFE_INTEGER
  if (earliest === null || latest === null) return Number.MAX_SAFE_INTEGER - 1
  const days = earliest === latest ? 0 : dayNumber(latest) - dayNumber(earliest)
  return days > 26 && days < 31 ? 30 : days === 364 ? 365 : days
}

/** Not by locale: the order must be the same everywhere. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
