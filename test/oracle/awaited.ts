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
export const AWAITED_CHECKS: Record<string, string> = {
  'boomerangs: rows': 'Whoever left and joined again on one day was never away, and still has a row.',
  'boomerangs: gap': 'As long as there are rows too many.',
  'retention: survival with open stays':
    'A stay that nobody ends is still censored on the last day of which it is sure.',
  'colleagues: rows': 'A pair still has a row for each two stays.',
  'colleagues: days': 'As long as the days of a pair are not summed.',
  'flows: moves': 'A next step is missing where the stay there may have been over before the leaving.',
  'flows: share of leavers': 'As flows: moves.',
  'flows: no share over 1': 'Leavings are still counted over people.',
  'where-they-went: destinations': 'As flows: moves.',
  'where-they-went: certainty': 'As flows: moves.',
  'where-they-went: within': 'As flows: moves.',
  'group-exits: groups': 'As flows: moves.',
}
