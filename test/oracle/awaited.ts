import type { Feature } from './features.ts'

/**
 * What the product does not do yet. Each entry keeps one feature out of the made-up worlds, or leaves out one check of a
 * question, with the reason. Remove an entry when its change has landed; ORACLE_ALL=1 runs as if there were none.
 */
export const AWAITED_FEATURES: Partial<Record<Feature, string>> = {
  'events of one source, apart by others':
    'One source states two events of one kind and gives no bounded date for what lay between, or another source tells that: they are read as one.',
}

/** By question and aspect, as `who-left: bounds`. */
export const AWAITED_CHECKS: Record<string, string> = Object.fromEntries([
  [
    'retention: survival with open stays that began on a vague day',
    'The least that such a stay can have lasted is no day where it is one: whoever joined stayed beyond that day.',
  ],
  ...['rows', 'days'].flatMap(aspect =>
    [' of open stays that began on a vague day', ' of several stays'].map(circumstance => [
      `colleagues: ${aspect}${circumstance}`,
      'The day on which somebody joined or was seen is not counted as surely shared unless that day is told.',
    ]),
  ),
])
