import { emptyTally, type Tally } from '../lib/diff.ts'
import type { RowsWithoutClaim } from '../tables/claim-count.ts'
import { emptyPersonTallies, type PersonTallies } from './changes.ts'

/** The counts that a load reports. */
export interface Summary
  extends Record<'people' | 'organisations' | 'sources' | 'partOf' | 'sameAs', Tally>,
    PersonTallies {
  /** Rows skipped because an earlier run, which this one resumes, has written them. */
  resumed: number
  /** Faulty rows written to the reject file. */
  rejected: number
  /** Rows for which the mapping produced no claim; undefined without a mapping. */
  withoutClaim?: RowsWithoutClaim
}

export const emptySummary = (): Summary => ({
  people: emptyTally(),
  organisations: emptyTally(),
  sources: emptyTally(),
  partOf: emptyTally(),
  sameAs: emptyTally(),
  ...emptyPersonTallies(),
  resumed: 0,
  rejected: 0,
})
