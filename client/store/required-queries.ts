import type { z } from 'zod'
import around from '../../cypher/read/around.ts'
import career from '../../cypher/read/career.ts'
import claims from '../../cypher/read/claims.ts'
import firstReported from '../../cypher/read/first-reported.ts'
import flows from '../../cypher/read/flows.ts'
import lineClaims from '../../cypher/read/line-claims.ts'
import whereTheyWent from '../../cypher/read/where-they-went.ts'
import whoLeft from '../../cypher/read/who-left.ts'
import type { Evidence, Reply } from '../../cypher/wire.ts'
import { hasClaimFilter } from '../../picture/network/filter.ts'
import { hasMoves, movesBetween } from '../../picture/network/move-network.ts'
import { edgeId, emptyNetwork, type Network } from '../../picture/network/network.ts'
import { readReply } from '../../picture/network/read-reply.ts'
import { type Ask, askFor } from '../api/asks.ts'
import type { Failure } from '../api/failure.ts'
import { askNamed, paramsOf, questions } from '../api/question-names.ts'
import { type Answers, answerTo, keyOf } from './answers.ts'
import { expandAsk, expandedNode } from './expansion.ts'
import { DEFAULT_QUERY, type Location } from './location.ts'

/** The state that everything here is derived from. */
export interface Facts {
  location: Location
  answers: Answers
}

/** The query for the map. */
export const mainAsk = ({ query, params, from, to }: Location): Ask =>
  askNamed(query, { ...params, ...windowOf(query, from, to) })

/** The query for the subject of a list, whose rows have only its id. */
export const subjectAsk = ({ query, params: { organisation } }: Location): Ask | null =>
  organisation !== undefined && (query === 'who-left' || query === 'where-they-went')
    ? askFor(around, { node: organisation, limit: 1 })
    : null

/**
 * The query of a windowed map without its window: it gives the map its places, which no window moves. Null without a window, and
 * until the answer within the window is known to be a map, or empty.
 */
export function unwindowedAsk({ location, answers }: Facts): Ask | null {
  const { query, params, from, to } = location
  const reply = answerTo(answers, mainAsk(location))?.reply
  const isWindowed = Object.keys(windowOf(query, from, to)).length > 0
  return isWindowed && reply && (isMapAnswer(reply) || reply.rows.length === 0) ? askNamed(query, params) : null
}

/** The reply that decides whether the answer is a map: the one without a window, because a window can leave nothing. */
export function mapReply(facts: Facts): Reply | null {
  const main = answerTo(facts.answers, mainAsk(facts.location))?.reply ?? null
  const unwindowed = unwindowedAsk(facts)
  const whole = unwindowed && answerTo(facts.answers, unwindowed)
  return unwindowed && !whole?.failure ? (whole?.reply ?? null) : main
}

const windowOf = (query: string, from: string | null, to: string | null) => {
  const takes = paramsOf(query)
  return {
    ...(from && takes.includes('from') ? { from } : {}),
    ...(to && takes.includes('to') ? { to } : {}),
  }
}

/** The replies that are drawn. */
export interface Drawn {
  /** Has the name of the list's subject. */
  subject: Reply | null
  /**
   * The main reply without a window, then the neighbourhood of each `centre`; only the latter if the overview failed.
   */
  parts: { reply: Reply; centre: string | null }[]
  /** The main reply within the window; null without a window. */
  window: Reply | null
}

/**
 * Null until the main reply and its subject have arrived, or until the main query has failed and something else can be
 * drawn. Neighbourhoods are drawn in order, so that a URL always gives the same map, whichever answer arrives first.
 */
export function drawnReplies(facts: Facts): Drawn | null {
  const { location, answers } = facts
  const main = answerTo(answers, mainAsk(location))
  const about = subjectAsk(location)
  const subject = about && answers[keyOf(about)]
  if (!main || (!main.reply && !isOverviewLost(facts))) return null
  if (about && !subject?.reply && !subject?.failure) return null
  const map = mapReply(facts)
  if (main.reply && !map) return null
  const parts: Drawn['parts'] = map ? [{ reply: map, centre: null }] : []
  for (const expansion of [...location.expand, ...strays(facts)]) {
    const answer = answers[keyOf(expandAsk(expansion))]
    const centre = parts.length > 0 ? expandedNode(expansion) : null
    if (answer?.reply) parts.push({ reply: answer.reply, centre })
    else if (!answer?.failure) break
  }
  const window = main.reply && map !== main.reply ? main.reply : null
  return parts.length > 0 ? { subject: subject?.reply ?? null, parts, window } : null
}

/** Whether the overview failed and has no earlier reply. Then only selected and expanded nodes are drawn. */
export function isOverviewLost({ location, answers }: Facts): boolean {
  const main = answerTo(answers, mainAsk(location))
  return location.query === DEFAULT_QUERY && main !== undefined && main.reply === null && main.failure !== null
}

/** Whether a neighbourhood that replaces the overview is still loading. */
export const isStandInLoading = (facts: Facts): boolean =>
  isOverviewLost(facts) &&
  [...facts.location.expand, ...strays(facts)].some(id => !isKnown(facts.answers, expandAsk(id)))

/** Whether an answer is drawn as a map: its rows have lines between nodes, or its question declares a network. */
export function isMapAnswer(reply: Reply): boolean {
  const { nodes, edges } = networkOf(reply)
  return edges.size > 0 || (isDeclaredMap(reply) && (nodes.size > 0 || reply.rows.length === 0))
}

const isDeclaredMap = ({ query }: Reply): boolean => questions.get(query)?.picture?.kind === 'network'

/** The person or organisation that a question is about, as an id. */
function subjectOf({ query, params }: Reply): string[] {
  const names = Object.keys(questions.get(query)?.entities ?? {})
  const ids = names.map(name => params[name]).filter(value => typeof value === 'string')
  return ids.slice(0, 1)
}

/**
 * Selected nodes that the main answer lacks, because it failed, was truncated or is no map: their neighbourhoods are queried and
 * drawn. Empty until the expansions have arrived, because these may contain the nodes.
 */
function strays(facts: Facts): string[] {
  const { location, answers } = facts
  const main = answerTo(answers, mainAsk(location))
  const isCutOff = location.query === DEFAULT_QUERY && main?.reply?.truncated
  const map = mapReply(facts)
  const isOther = map && !isMapAnswer(map)
  if (!isCutOff && !isOther && !isOverviewLost(facts)) return []
  const usual = isOther ? subjectOf(map) : []
  const expansions = location.expand.map(expandAsk)
  if (!expansions.every(ask => isKnown(answers, ask))) return []
  const replies = [map, ...expansions.map(ask => answerTo(answers, ask)?.reply)]
  const networks = replies.flatMap(reply => (reply ? networkOf(reply) : []))
  return (location.select ?? usual).filter(id => !networks.some(({ nodes }) => nodes.has(id)))
}

const isKnown = (answers: Answers, ask: Ask): boolean => {
  const answer = answerTo(answers, ask)
  return Boolean(answer?.reply || answer?.failure)
}

const networks = new WeakMap<Reply, Network>()

/** The network in a reply, read once. It is empty if the reply is no map, so that nothing is laid out that no one sees. */
export function networkOf(reply: Reply): Network {
  const known = networks.get(reply)
  if (known) return known
  const read = readReply(reply)
  const network = read.edges.size > 0 || isDeclaredMap(reply) ? read : emptyNetwork()
  networks.set(reply, network)
  return network
}

/** The selection: from the URL, or else the subject of the query. */
export function selectionOf(facts: Facts, network: Network | null): string[] {
  const { location } = facts
  if (location.select) return location.select
  const params = Object.values(mapReply(facts)?.params ?? {})
  const about = params.find(value => typeof value === 'string' && network?.nodes.has(value))
  return typeof about === 'string' ? [about] : []
}

/** An ask whose rows cite their claims. */
export type EvidenceAsk = Ask<z.ZodType<{ claims: Evidence[] } | { claim: Evidence }>>

/** The queries for the details of the selection. */
export function evidenceAsks(location: Location, network: Network | null, selection: string[]): EvidenceAsk[] {
  const [first, second] = selection
  const node = first === undefined ? undefined : network?.nodes.get(first)
  if (!network || !node) return []
  if (second === undefined)
    return node.kind === 'person' ? [careerAsk(node.id)] : [...organisationAsks(node.id, location)]
  const other = network.nodes.get(second)
  if (!other || node.people) return []
  const person = [node, other].find(end => end.kind === 'person')
  return [person ? careerAsk(person.id) : claimsAsk(node.id, second)]
}

export const careerAsk = (person: string) => askFor(career, { person })

export const claimsAsk = (one: string, other: string) => askFor(claims, { one, other })

export const organisationAsks = (organisation: string, { from, to }: Pick<Location, 'from' | 'to'>) =>
  [
    askFor(whoLeft, { organisation, ...windowOf('who-left', from, to) }),
    askFor(whereTheyWent, { organisation }),
  ] as const

/**
 * The queries for the first reports of every line of the map: those of the subject and the expanded nodes if all lines end there,
 * otherwise those of the whole database.
 */
export function reportAsks(facts: Facts, network: Network | null) {
  const { at, clock } = facts.location
  return at && clock === 'known' ? allReportAsks(facts, network) : []
}

const allReportAsks = (facts: Facts, network: Network | null) =>
  network ? askedNodes(facts, network).map(node => askFor(firstReported, { node, limit: MOST_LINES })) : []

/**
 * The queries for the claims under every line of the map, in the same way. Those of the whole database come in the order of the overview,
 * so an overview needs no more of them than it has rows, and those of what was added to it.
 */
export function lineClaimsAsks(facts: Facts, network: Network | null) {
  if (!network || network.edges.size === 0 || hasMoves(network)) return []
  const ofNodes = (nodes: (string | null)[]) => nodes.map(node => askFor(lineClaims, { node, limit: MOST_LINES }))
  const nodes = askedNodes(facts, network)
  const overview = facts.location.query === DEFAULT_QUERY ? mapReply(facts) : null
  const limit = overview?.params.limit
  if (!nodes.includes(null) || typeof limit !== 'number') return ofNodes(nodes)
  return [askFor(lineClaims, { limit }), ...(overview?.truncated ? ofNodes(addedNodes(facts)) : [])]
}

/** The nodes at which all lines of the map end, if they are known to; otherwise null, for the whole database. */
function askedNodes(facts: Facts, { edges }: Network): (string | null)[] {
  const map = mapReply(facts)
  const nodes = [...new Set([...(map ? subjectOf(map) : []), ...addedNodes(facts)])]
  const isEnough = [...edges.values()].every(({ source, target }) =>
    nodes.some(node => node === source || node === target),
  )
  return isEnough && nodes.length > 0 ? nodes : [null]
}

/** The nodes whose neighbourhoods were added to the map. */
const addedNodes = (facts: Facts): string[] => [
  ...new Set([...facts.location.expand.map(expandedNode), ...strays(facts)]),
]

const MOST_LINES = 20_000

/** Why the first reports could not be read; null if they could, or are not required. */
export const failedReports = (facts: Facts & { network: Network | null }): Failure | null =>
  reportAsks(facts, facts.network).flatMap(ask => answerTo(facts.answers, ask)?.failure ?? [])[0] ?? null

/** The queries for the people who moved between the ends of a selected line of moves. */
export function movesAsks({ from, to }: Location, network: Network | null, [first, second]: string[]) {
  if (first === undefined || second === undefined) return []
  const edge = network?.edges.get(edgeId(first, second))
  const ends = [first, second].map((one, at) => [one, at === 0 ? second : first] as const)
  return ends.flatMap(([origin, destination]) =>
    edge && movesBetween(edge, origin) ? [movesAsk(origin, destination, { from, to })] : [],
  )
}

export const movesAsk = (organisation: string, destination: string, { from, to }: Pick<Location, 'from' | 'to'>) =>
  askFor(flows, { organisation, destination, ...windowOf('flows', from, to) })

/** Whether filters, colours or sizes depend on the claims under the lines. */
const needsClaims = ({ filters, colour, size }: Location): boolean =>
  hasClaimFilter(filters) || colour !== 'kind' || size === 'sources'

/** The queries for what is drawn, the map first. */
export const drawnQueries = (facts: Facts, network: Network | null): Ask[] => [
  mainAsk(facts.location),
  ...[unwindowedAsk(facts) ?? []].flat(),
  ...[subjectAsk(facts.location) ?? []].flat(),
  ...[...facts.location.expand, ...strays(facts)].map(expandAsk),
  ...reportAsks(facts, network),
  ...(needsClaims(facts.location) ? lineClaimsAsks(facts, network) : []),
]

/** The same for a document, which may be unable to ask later: with the reports that a step of its story or a date that readers choose needs. */
export const documentQueries = (facts: Facts, network: Network | null): Ask[] => {
  const { clock, story } = facts.location
  const isKnown = [clock, ...story.map(step => step.clock)].includes('known')
  return [...drawnQueries(facts, network), ...(isKnown ? allReportAsks(facts, network) : [])]
}

/** All queries that a page with details of the selection requires, the map first. */
export const requiredQueries = (facts: Facts, network: Network | null, selection: string[]): Ask[] => [
  ...drawnQueries(facts, network),
  ...evidenceAsks(facts.location, network, selection),
  ...movesAsks(facts.location, network, selection),
  // The summary of a map counts the sources of its lines.
  ...(selection.length === 0 ? lineClaimsAsks(facts, network) : []),
]
