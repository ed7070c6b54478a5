import type { Bounds, Certainty } from '../../cypher/dates/relations.ts'
import { best, type EdgeAsOf, type NetworkAsOf, networkOfStates, RANK } from './as-of.ts'
import type { EdgeChange } from './compare.ts'
import { type EdgeMeaning, edgeMeaning } from './edge-kind.ts'
import { edgeId, type Network, type Relationship } from './network.ts'

/** A row of `first-reported`: the bounds of the first publication of one event of a person and an organisation, with one status. */
export interface ReportRow {
  subject: { id: string }
  object: { id: string }
  event: string
  status: string
  earliest: string | null
  latest: string | null
}

/** What sources say of one line, and the bounds of the day on which the first of them was published. */
export interface Report extends Bounds {
  type: Relationship['type']
  status: 'reported' | 'rumoured' | 'denied'
}

export interface Reports {
  byEdge: ReadonlyMap<string, readonly Report[]>
  /** Whether these are all reports of the network. If not, a line may have been reported earlier than they say. */
  isComplete: boolean
}

const TYPES: Readonly<Record<string, Relationship['type']>> = {
  joined: 'JOINED',
  left: 'LEFT',
  present: 'WAS_AT',
  'part-of': 'PART_OF',
}

/** Reports by line. Confirmed and reported events are one report: its first publication is the first of either. */
export function readReports(rows: readonly ReportRow[], isComplete: boolean): Reports {
  const byEdge = new Map<string, Report[]>()
  for (const { subject, object, event, status, earliest, latest } of rows) {
    const id = edgeId(subject.id, object.id)
    const reports = byEdge.get(id) ?? []
    byEdge.set(id, reports)
    const isDenied = status === 'denied'
    const type = isDenied ? 'DENIED' : (TYPES[event] ?? 'WAS_AT')
    const read = isDenied ? 'denied' : status === 'rumoured' ? 'rumoured' : 'reported'
    const same = reports.find(one => one.type === type && one.status === read)
    if (same) Object.assign(same, first(same, { earliest, latest }))
    else reports.push({ type, status: read, earliest, latest })
  }
  return { byEdge, isComplete }
}

/** The bounds of the first of two days. */
const first = (a: Bounds, b: Bounds): Bounds => ({
  earliest: a.earliest === null || b.earliest === null ? null : a.earliest < b.earliest ? a.earliest : b.earliest,
  latest: a.latest === null || (b.latest !== null && b.latest < a.latest) ? b.latest : a.latest,
})

/** Whether something was published by a date, on or before it, as in `known-as-of`. A period is an unknown day within it. */
export function publishedBy({ earliest, latest }: Bounds, at: Bounds): Certainty {
  if (latest !== null && at.earliest !== null && latest <= at.earliest) return 'definite'
  return earliest !== null && at.latest !== null && earliest > at.latest ? 'no' : 'possible'
}

/**
 * The network as reported by a date, whatever is true on it: a line is definite if a claim of it was surely published by then, and
 * means what the claims say that were.
 */
export const networkReportedBy = (network: Network, { byEdge, isComplete }: Reports, at: Bounds): NetworkAsOf =>
  networkOfStates(network, ({ id, relationships }) => {
    const state = edgeReportedBy(byEdge.get(id) ?? [], at)
    if (isComplete || state.certainty !== 'no') return state
    return { certainty: 'possible', meaning: { ...edgeMeaning(relationships), doubtful: true } }
  })

/** The state of one line. What was possibly reported has a part in its meaning only if nothing surely was. */
export function edgeReportedBy(reports: readonly Report[], at: Bounds): EdgeAsOf {
  const certainty = best(reports.map(report => publishedBy(report, at)))
  const shown = reports.filter(report => certainty !== 'no' && publishedBy(report, at) === certainty)
  return { certainty, meaning: meaningOf(shown, certainty === 'possible') }
}

/** A change of what was reported, and what the line then means: what is new, or only that it was reported before. */
export type ReportChange = EdgeChange & { meaning: EdgeMeaning }

/** What was newly reported from one date to another. A line has news if any of its events was first reported in between. */
export const compareReports = (
  network: Network,
  reports: Reports,
  from: Bounds,
  to: Bounds,
): Map<string, ReportChange> =>
  new Map(
    [...network.edges.keys()].map(id => {
      const known = changeOfReports(reports.byEdge.get(id) ?? [], from, to)
      if (reports.isComplete || known.change !== 'absent') return [id, known]
      return [id, { change: 'unchanged', certainty: 'possible', meaning: { kind: 'present', doubtful: true } }]
    }),
  )

function changeOfReports(reports: readonly Report[], from: Bounds, to: Bounds): ReportChange {
  const states = reports.map(report => ({ report, before: publishedBy(report, from), after: publishedBy(report, to) }))
  const news = states.filter(({ before, after }) => RANK[after] > RANK[before])
  const sure = news.filter(({ before, after }) => before === 'no' && after === 'definite')
  if (news.length > 0) {
    const shown = (sure.length > 0 ? sure : news).map(({ report }) => report)
    const certainty = sure.length > 0 ? 'definite' : 'possible'
    return { change: 'reported', certainty, meaning: meaningOf(shown, certainty === 'possible') }
  }
  // Of periods that overlap, the later one can leave more open. That is no change.
  const isKnown = states.some(({ before }) => before !== 'no')
  const isSure = !isKnown || states.some(({ before, after }) => before === 'definite' && after === 'definite')
  const meaning: EdgeMeaning = { kind: 'present', doubtful: !isSure }
  return { change: isKnown ? 'unchanged' : 'absent', certainty: isSure ? 'definite' : 'possible', meaning }
}

function meaningOf(reports: readonly Report[], isPossible: boolean): EdgeMeaning {
  const { kind, doubtful } = edgeMeaning(reports.map(({ type, status }) => ({ type, properties: { status } })))
  return { kind, doubtful: doubtful || isPossible }
}
