import type { z } from 'zod'
import around from '../../cypher/read/around.ts'
import career from '../../cypher/read/career.ts'
import claims from '../../cypher/read/claims.ts'
import whereTheyWent from '../../cypher/read/where-they-went.ts'
import whoLeft from '../../cypher/read/who-left.ts'
import type { Evidence, Reply } from '../../cypher/wire.ts'
import { emptyNetwork, type Network } from '../../picture/network/network.ts'
import { readReply } from '../../picture/network/read-reply.ts'
import { type Ask, askFor } from '../api/asks.ts'
import { askNamed, paramsOf, questions } from '../api/question-names.ts'
import { bestConnected } from '../graph/focus.ts'
import { type Answers, answerTo, keyOf } from './answers.ts'
import { DEFAULT_QUERY, type Location } from './location.ts'

/** The state that everything here is derived from. */
export interface Facts {
  location: Location
  answers: Answers
}

/** The query for the map. */
export const mainAsk = ({ query, params, from, to }: Location): Ask =>
  askNamed(query, { ...params, ...windowOf(query, from, to) })

export const expandAsk = (id: string) => askFor(around, { node: id })

/** The query for the subject of a list, whose rows have only its id. */
export const subjectAsk = ({ query, params: { organisation } }: Location): Ask | null =>
  organisation !== undefined && (query === 'who-left' || query === 'where-they-went')
    ? askFor(around, { node: organisation, limit: 1 })
    : null

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
  /** The main reply, then the neighbourhood of each `centre`; only the latter if the overview failed. */
  parts: { reply: Reply; centre: string | null }[]
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
  const parts: Drawn['parts'] = main.reply ? [{ reply: main.reply, centre: null }] : []
  for (const centre of [...location.expand, ...strays(facts)]) {
    const answer = answers[keyOf(expandAsk(centre))]
    if (answer?.reply) parts.push({ reply: answer.reply, centre: parts.length > 0 ? centre : null })
    else if (!answer?.failure) break
  }
  return parts.length > 0 ? { subject: subject?.reply ?? null, parts } : null
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
  const isOther = main?.reply && !isMapAnswer(main.reply)
  if (!isCutOff && !isOther && !isOverviewLost(facts)) return []
  const usual = isOther && main.reply ? subjectOf(main.reply) : []
  const expansions = location.expand.map(expandAsk)
  if (!expansions.every(ask => isKnown(answers, ask))) return []
  const networks = [main, ...expansions.map(ask => answerTo(answers, ask))].flatMap(answer =>
    answer?.reply ? networkOf(answer.reply) : [],
  )
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

/** The selection: from the URL, or else the subject of the query, or else the best-connected organisation. */
export function selectionOf({ location, answers }: Facts, network: Network | null): string[] {
  if (location.select) return location.select
  if (!network) return []
  const reply = answers[keyOf(mainAsk(location))]?.reply
  const about = Object.values(reply?.params ?? {}).find(value => typeof value === 'string' && network.nodes.has(value))
  const other = reply && !isMapAnswer(reply) ? null : bestConnected(network)
  const chosen = typeof about === 'string' ? about : other
  return chosen ? [chosen] : []
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
  if (!other) return []
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

/** All queries that the state requires, the map first. */
export const requiredQueries = (facts: Facts, network: Network | null, selection: string[]): Ask[] => [
  mainAsk(facts.location),
  ...[subjectAsk(facts.location) ?? []].flat(),
  ...[...facts.location.expand, ...strays(facts)].map(expandAsk),
  ...evidenceAsks(facts.location, network, selection),
]
