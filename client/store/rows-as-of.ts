import { readDate } from '../../cypher/dates/grammar.ts'
import type { TenureBounds } from '../../cypher/dates/relations.ts'
import type { AnyRow, Query } from '../../cypher/query.ts'
import { type Dated, datesIn, type RowState, rowAsOf } from '../../picture/answer/row-as-of.ts'
import { emptyNetwork, type Network, type Relationship } from '../../picture/network/network.ts'
import { questions } from '../api/question-names.ts'
import { relationshipStates } from '../table/relationship-rows.ts'
import type { Location } from './location.ts'
import { orderedDates } from './moment.ts'

/** The date of rows, as written. Only the map can be dated by what had been reported. */
export const dateOfRows = ({ at, clock }: Pick<Location, 'at' | 'clock'>): string | null =>
  clock === 'known' ? null : at

/** The dates of rows, as written, the earlier first: none, one, or two to compare. */
export function datesOfRows({
  at,
  vs,
  clock,
}: Pick<Location, 'at' | 'vs' | 'clock'>): [] | [string] | [string, string] {
  const [first, second] = orderedDates(dateOfRows({ at, clock }), clock === 'known' ? null : vs)
  return first && second ? [first.text, second.text] : first ? [first.text] : []
}

/** What each relationship of a map is at a date as written; null without a date. */
export function mapRowStates(network: Network, at: string | null): RowState[] | null {
  const date = at ? readDate(at) : null
  return date && relationshipStates(network, date)
}

interface KnownStates {
  question: Query
  at: string
  states: (RowState | null)[] | null
}

/** The states of some rows at the last dates, which several parts of a panel show. */
const lastStates = new WeakMap<readonly AnyRow[], KnownStates[]>()
/** A comparison has two dates. */
const MOST_DATES = 2

/** What each row is at a date as written; null without a date, or if no row has one. */
export function rowStates(
  rows: readonly AnyRow[],
  question: Query | undefined,
  at: string | null,
): (RowState | null)[] | null {
  const date = at ? readDate(at) : null
  if (!date || !question) return null
  const known = lastStates.get(rows) ?? []
  const found = known.find(one => one.question === question && one.at === date.text)
  if (found) return found.states
  const each = rows.map(row => rowAsOf(row, question, date))
  const states = each.some(state => state !== null) ? each : null
  lastStates.set(rows, [{ question, at: date.text, states }, ...known].slice(0, MOST_DATES))
  return states
}

/** The dates of the rows of a question, for the bounds and the histogram of the control; for a map, those of the map. */
export function rowsNetwork(query: string, rows: readonly AnyRow[], map: Network | null): Network {
  const question = questions.get(query)
  const isMap = question?.picture?.kind === 'network'
  return question && !isMap ? datedNetwork(rows, question) : (map ?? emptyNetwork())
}

/** The stays and events of rows as a network without names. */
export function datedNetwork(rows: readonly AnyRow[], question: Query): Network {
  const edges = rows.flatMap((row, at) => {
    const relationships = datesIn(row, question).flatMap(relationshipsOf)
    return relationships.length === 0
      ? []
      : [[`${at}`, { id: `${at}`, source: '', target: '', relationships }] as const]
  })
  return { nodes: new Map(), edges: new Map(edges) }
}

function relationshipsOf(dated: Dated): Relationship[] {
  if ('event' in dated) return [event('LEFT', dated.event, dated.status)]
  const { begin, end, open } = dated.stay
  return [stay(dated.stay), event('JOINED', begin, null), ...(open ? [] : [event('LEFT', end, null)])]
}

const event = (
  type: 'JOINED' | 'LEFT',
  { earliest, latest }: TenureBounds['begin'],
  status: unknown,
): Relationship => ({
  ...{ type, source: '', target: '' },
  properties: { earliest, latest, status },
})

const stay = ({ begin, end, open, lastSeen }: TenureBounds): Relationship => ({
  ...{ type: 'WAS_AT', source: '', target: '' },
  properties: {
    ...{ beginEarliest: begin.earliest, beginLatest: begin.latest, open, lastSeen },
    ...{ endEarliest: end.earliest, endLatest: end.latest },
  },
})
