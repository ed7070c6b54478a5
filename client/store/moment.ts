import { readDate } from '../../cypher/dates/grammar.ts'
import type { Bounds } from '../../cypher/dates/relations.ts'
import type { Language } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { type NetworkAsOf, networkAsOf, partOf } from '../../picture/network/as-of.ts'
import { changeMeaning, compareNetwork, type EdgeChange } from '../../picture/network/compare.ts'
import type { EdgeMeaning } from '../../picture/network/edge-kind.ts'
import type { Network } from '../../picture/network/network.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Location } from './location.ts'

/** The network as of the date of the map. With a second date: its changes from the earlier to the later date. */
export interface Moment {
  /** The dates as written, the earlier first. */
  dates: [string] | [string, string]
  /** As of the last of these dates. */
  state: NetworkAsOf
  /** What each line means, surely or possibly; absent lines have no entry. Of two dates, its change. */
  meanings: ReadonlyMap<string, EdgeMeaning>
  /** The nodes and lines that are not absent. */
  present: Network
  changes: ReadonlyMap<string, EdgeChange> | null
}

const moments = new WeakMap<Network, { key: string; moment: Moment | null }>()

/** Null for all dates. The same network and dates return the same object. */
export function momentOf({ location, network }: { location: Location; network: Network | null }): Moment | null {
  const { at, vs } = location
  if (!network || !at) return null
  const key = `${at} ${vs ?? ''}`
  const known = moments.get(network)
  if (known?.key === key) return known.moment
  const moment = makeMoment(network, at, vs)
  moments.set(network, { key, moment })
  return moment
}

function makeMoment(network: Network, at: string, vs: string | null): Moment | null {
  const dates = [at, ...(vs ? [vs] : [])].flatMap(text => readDate(text) ?? []).toSorted(byDay)
  const [first, last = first] = dates
  if (!first || !last) return null
  const state = networkAsOf(network, last)
  const changes = dates.length > 1 ? compareNetwork(network, first, last) : null
  const meanings = new Map<string, EdgeMeaning>()
  if (changes) {
    for (const [id, change] of changes) {
      if (change.change === 'absent') continue
      // Joining and leaving are for people. A part-of relation keeps its look.
      const isPartOf = state.edges.get(id)?.meaning.kind === 'part-of'
      const meaning = changeMeaning(change)
      meanings.set(id, isPartOf ? { ...meaning, kind: 'part-of' } : meaning)
    }
  } else {
    for (const [id, { certainty, meaning }] of state.edges) if (certainty !== 'no') meanings.set(id, meaning)
  }
  const written: Moment['dates'] = changes ? [first.text, last.text] : [first.text]
  return { dates: written, state, meanings, present: partOf(network, id => meanings.has(id)), changes }
}

const byDay = (a: Bounds, b: Bounds) =>
  (a.earliest ?? '').localeCompare(b.earliest ?? '') || (a.latest ?? '').localeCompare(b.latest ?? '')

/** The moment as a sentence with numbers: "On 1 December 2023: 7 surely there, 10 possibly". */
export function momentWords(t: Translate, language: Language, { dates, state, changes, meanings }: Moment): string {
  const [first, second] = dates.map(date => dateWords(date, language))
  if (changes === null) {
    const date = readDate(dates[0])
    const words = date?.earliest === date?.latest ? 'time.on' : 'time.within'
    return capitalised(t(words, { date: first, ...state.people }))
  }
  const of = (change: EdgeChange['change'], certainty: EdgeChange['certainty']) =>
    [...changes].filter(
      ([id, one]) => one.change === change && one.certainty === certainty && meanings.get(id)?.kind !== 'part-of',
    ).length
  return t('time.between', {
    first,
    second,
    joined: of('joined', 'definite'),
    joinedPossible: of('joined', 'possible'),
    left: of('left', 'definite'),
    leftPossible: of('left', 'possible'),
    unchanged: of('unchanged', 'definite'),
    unchangedPossible: of('unchanged', 'possible'),
  })
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
