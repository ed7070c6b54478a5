import { emptyTally, type Tally } from '../lib/diff.ts'
import type { RowsWithoutClaim } from '../tables/claim-count.ts'
import { emptyPersonTallies, type PersonTallies } from './changes.ts'

/** What a load came to. */
export interface Summary
  extends Record<'people' | 'organisations' | 'sources' | 'partOf' | 'sameAs', Tally>,
    PersonTallies {
  /** Rows that an earlier run has written, where this one resumes it. */
  resumed: number
  /** Rows that have a fault and were set aside. */
  rejected: number
  /** Rows that a mapping made no claim of; undefined without a mapping. */
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
