import { type PartialDate, readDate } from '../../cypher/dates/grammar.ts'
import type { Bounds } from '../../cypher/dates/relations.ts'
import { type EdgeAsOf, type NetworkAsOf, networkAsOf, partOf } from '../../picture/network/as-of.ts'
import { changeMeaning, compareNetwork, type EdgeChange } from '../../picture/network/compare.ts'
import { type EdgeMeaning, edgeMeaning } from '../../picture/network/edge-kind.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import type { Network } from '../../picture/network/network.ts'
import { compareReports, networkReportedBy, type Reports } from '../../picture/network/reported-by.ts'
import type { Clock, Location } from './location.ts'

/**
 * The network as of the date of the map, or in its window, or both. With a second date: its changes from the earlier to the later
 * date.
 */
export interface Moment {
  clock: Clock
  /** The dates as written, the earlier first; none for a window alone. */
  dates: [] | [string] | [string, string]
  /** As of the last of these dates. */
  state: NetworkAsOf | null
  /** As of the first of two dates. */
  before: NetworkAsOf | null
  /** What each line means, surely or possibly; absent lines have no entry. Of two dates, its change. */
  meanings: ReadonlyMap<string, EdgeMeaning>
  /** The nodes and lines that are not absent. */
  present: Network
  changes: ReadonlyMap<string, EdgeChange> | null
}

/** The state that a moment is derived from. */
export interface MomentFacts {
  location: Location
  /** The part of the network that is not hidden. */
  shown: Network | null
  within?: Network | null
  reports?: Reports | null
}

const moments = new WeakMap<Network, { key: unknown[]; moment: Moment | null }>()

/** Null for all dates without a window, for moves, which no date applies to, and until the reports have arrived. The same facts return the same object. */
export function momentOf({ location, shown: network, within = null, reports = null }: MomentFacts): Moment | null {
  const { vs, clock } = location
  const at = network && hasMoves(network) ? null : location.at
  if (!network || (!at && !within)) return null
  const key = [at, vs, clock, within, reports]
  const known = moments.get(network)
  if (known?.key.every((part, index) => part === key[index])) return known.moment
  const moment = makeMoment(within ?? network, { at, vs, clock, reports }) ?? (within && windowMoment(within))
  moments.set(network, { key, moment })
  return moment
}

function windowMoment(within: Network): Moment {
  const meanings = new Map([...within.edges].map(([id, { relationships }]) => [id, edgeMeaning(relationships)]))
  return { clock: 'true', dates: [], state: null, before: null, meanings, present: within, changes: null }
}

type Dated = Pick<Location, 'at' | 'vs' | 'clock'> & { reports: Reports | null }

function makeMoment(network: Network, { at, vs, clock, reports }: Dated): Moment | null {
  const dates = orderedDates(at, vs)
  const [first, last = first] = dates
  if (!first || !last || (clock === 'known' && !reports)) return null
  const isKnown = clock === 'known' && reports !== null
  const stateAt = (date: Bounds) => (isKnown ? networkReportedBy(network, reports, date) : networkAsOf(network, date))
  const state = stateAt(last)
  const [changes, meanings] =
    dates.length < 2
      ? [null, new Map([...state.edges].flatMap(([id, one]) => (one.certainty === 'no' ? [] : [[id, one.meaning]])))]
      : isKnown
        ? reportedBetween(network, { state, reports }, first, last)
        : changedBetween(network, state, first, last)
  const written: Moment['dates'] = changes ? [first.text, last.text] : [first.text]
  const before = changes ? stateAt(first) : null
  return { clock, dates: written, state, before, meanings, present: partOf(network, id => meanings.has(id)), changes }
}

type Changed = [changes: ReadonlyMap<string, EdgeChange>, meanings: ReadonlyMap<string, EdgeMeaning>]

function changedBetween(network: Network, state: NetworkAsOf, first: Bounds, last: Bounds): Changed {
  const changes = compareNetwork(network, first, last)
  const meanings = new Map<string, EdgeMeaning>()
  for (const [id, change] of changes)
    if (change.change !== 'absent') meanings.set(id, keepPartOf(changeMeaning(change), state.edges.get(id)))
  return [changes, meanings]
}

function reportedBetween(
  network: Network,
  { state, reports }: { state: NetworkAsOf; reports: Reports },
  first: Bounds,
  last: Bounds,
): Changed {
  const changes = compareReports(network, reports, first, last)
  const meanings = new Map<string, EdgeMeaning>()
  for (const [id, { change, meaning }] of changes)
    if (change !== 'absent') meanings.set(id, keepPartOf(meaning, state.edges.get(id)))
  return [changes, meanings]
}

/** Joining and leaving are for people. A part-of relation keeps its look. */
const keepPartOf = (meaning: EdgeMeaning, state: EdgeAsOf | undefined): EdgeMeaning =>
  state?.meaning.kind === 'part-of' ? { ...meaning, kind: 'part-of' } : meaning

/** The dates of the map, the earlier first. */
export const orderedDates = (...dates: (string | null)[]): PartialDate[] =>
  dates.flatMap(text => (text && readDate(text)) || []).toSorted(byDay)

const byDay = (a: Bounds, b: Bounds) =>
  (a.earliest ?? '').localeCompare(b.earliest ?? '') || (a.latest ?? '').localeCompare(b.latest ?? '')
