import type { Feature } from './features.ts'

/**
 * What the product does not do yet. Each entry keeps one feature out of the made-up worlds, with the reason. Remove an entry
 * when its change has landed; ORACLE_ALL=1 runs as if there were none.
 */
export const AWAITED_FEATURES: Partial<Record<Feature, string>> = {
  'events of one source, apart by others':
    'One source states two events of one kind without a bounded date for the event in between, or another source gives that date: they are read as one.',
}
