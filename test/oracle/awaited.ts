import type { Feature } from './features.ts'

/**
 * What the product does not do yet. Each entry keeps one feature out of the made-up worlds, or leaves out one check of a
 * question, with the reason. Remove an entry when its change has landed; ORACLE_ALL=1 runs as if there were none.
 */
export const AWAITED_FEATURES: Partial<Record<Feature, string>> = {
  'scheduled leavings': 'An end later than today still counts as a leaving.',
  'events of one source': 'Two events that one source states are one if their dates can agree or nothing lies between.',
  'events bounded by their stay':
    'who-left and who-joined bound an event by its own claims and not by the rest of its stay.',
  origins: 'A stated origin is not yet paired with the one leaving that can precede it.',
  'posts that may meet': 'where-they-went and flows take two posts for two stays in order.',
  'posts in no sure order':
    'A stay of several posts is dated by one of them where another may be the first or the last.',
}

/** By question and aspect, as `who-left: bounds`. */
export const AWAITED_CHECKS: Record<string, string> = Object.fromEntries([
  ...[
    'boomerangs: rows',
    'boomerangs: rows with perhaps no day away',
    'boomerangs: gap',
    'boomerangs: gap with perhaps no day away',
  ].map(check => [check, 'Whoever left and joined again on one day was never away, and still has a definite row.']),
  ...['colleagues: rows of several stays', 'colleagues: days of several stays'].map(check => [
    check,
    'A pair still has a row for each two stays.',
  ]),
  ...['rows', 'days'].map(aspect => [
    `colleagues: ${aspect} of open stays that began on a vague day`,
    'The day on which somebody joined or was seen is not counted as shared unless that day is told.',
  ]),
  ...[
    ...['destinations', 'certainty', 'within'].map(aspect => `where-they-went: ${aspect}`),
    ...['moves', 'share of leavings'].map(aspect => `flows: ${aspect}`),
    'group-exits: groups',
  ].map(check => [
    `${check} among stays in no sure order`,
    'A next step is missing where another stay may lie between, and where the stay there may have been over by then.',
  ]),
  ...['', ' among stays in no sure order'].map(circumstance => [
    `flows: no share over 1${circumstance}`,
    'Leavings are counted over people.',
  ]),
  ['retention: survival with open stays', 'A stay that nobody ends is censored on the last day of which it is sure.'],
])
