import type { Feature } from './features.ts'

/**
 * Known differences between the product and the rules. Each entry excludes one feature from the generated worlds, with the reason. Remove
 * an entry when the difference is fixed; ORACLE_ALL=1 ignores all entries.
 */
export const AWAITED_FEATURES: Partial<Record<Feature, string>> = {
  'events of one source, apart by others':
    'One source states two events of one kind without a bounded date for the event in between, or another source gives that date: they are read as one.',
}
