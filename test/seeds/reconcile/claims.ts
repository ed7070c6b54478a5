import { parseDate } from '../../../cypher/dates.ts'
import type { WeighedClaim } from '../../../seeds/claims/claim.ts'
import { asStored } from '../../../seeds/claims/claim-row.ts'

let count = 0

/** The Gazette's claim that Ada joined, left or was at the Mill, with the given changes. */
export const claim = (
  event: WeighedClaim['event'],
  on: string | null,
  more: Partial<WeighedClaim> = {},
): WeighedClaim =>
  asStored({
    kind: 'claim',
    id: `claim-${count++}`,
    person: 'ada',
    organisation: 'mill',
    source: 'gazette',
    event,
    on,
    earliest: on === null ? null : parseDate(on).earliest,
    latest: on === null ? null : parseDate(on).latest,
    status: 'reported',
    published: '2024',
    ...more,
  })
