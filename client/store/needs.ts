import type { Reply } from '../../cypher/wire.ts'
import type { Ask } from '../api.ts'
import { bestConnected } from '../graph/focus.ts'
import type { Network } from '../graph/network.ts'
import { paramsOf } from '../questions.ts'
import { type Answers, keyOf } from './answers.ts'
import type { Location } from './location.ts'

/** What follows from the state, and is therefore no part of it. */
export interface Facts {
  location: Location
  answers: Answers
}

/** The question that the picture answers. */
export const mainAsk = ({ query, params, from, to }: Location): Ask => ({
  name: query,
  params: withWindow(query, params, from, to),
})

export const expandAsk = (id: string): Ask => ({ name: 'around', params: { node: id } })

/** Who a list is about: its rows name everyone else, and this one only by id. */
export const subjectAsk = ({ query, params: { organisation } }: Location): Ask | null =>
  organisation !== undefined && (query === 'who-left' || query === 'where-they-went')
    ? { name: 'around', params: { node: organisation, limit: '1' } }
    : null

const withWindow = (query: string, params: Record<string, string>, from: string | null, to: string | null) => {
  const takes = paramsOf(query)
  return {
    ...params,
    ...(from && takes.includes('from') ? { from } : {}),
    ...(to && takes.includes('to') ? { to } : {}),
  }
}

/** The replies that are drawn. */
export interface Drawn {
  /** Gives the node that a list is about its name. */
  subject: Reply | null
  /** The main reply, and after it what expanding each `centre` brought. */
  parts: { reply: Reply; centre: string | null }[]
}

/**
 * Null until the main reply is there, with its subject. Expansions come in their order, each once those before it are
 * known, so that one URL is drawn in one way however fast the answers come.
 */
export function drawnReplies({ location, answers }: Facts): Drawn | null {
  const main = answers[keyOf(mainAsk(location))]?.reply
  const about = subjectAsk(location)
  const subject = about && answers[keyOf(about)]
  if (!main || (about && !subject?.reply && !subject?.failure)) return null
  const parts: Drawn['parts'] = [{ reply: main, centre: null }]
  for (const centre of location.expand) {
    const answer = answers[keyOf(expandAsk(centre))]
    if (answer?.reply) parts.push({ reply: answer.reply, centre })
    else if (!answer?.failure) break
  }
  return { subject: subject?.reply ?? null, parts }
}

/** What is selected: what the URL says, else the node that the question is about, else the best-connected organisation. */
export function selectionOf({ location, answers }: Facts, network: Network | null): string[] {
  if (location.select) return location.select
  if (!network) return []
  const asked = Object.values(answers[keyOf(mainAsk(location))]?.reply?.params ?? {})
  const about = asked.find(value => typeof value === 'string' && network.nodes.has(value))
  const chosen = typeof about === 'string' ? about : bestConnected(network)
  return chosen ? [chosen] : []
}

/** The questions behind what is selected. */
export function evidenceAsks(location: Location, network: Network | null, selection: string[]): Ask[] {
  const [first, second] = selection
  const node = first === undefined ? undefined : network?.nodes.get(first)
  if (!network || !node) return []
  if (second === undefined) return node.kind === 'person' ? [careerAsk(node.id)] : organisationAsks(node.id, location)
  const other = network.nodes.get(second)
  if (!other) return []
  const person = [node, other].find(end => end.kind === 'person')
  return [person ? careerAsk(person.id) : claimsAsk(node.id, second)]
}

export const careerAsk = (person: string): Ask => ({ name: 'career', params: { person } })

export const claimsAsk = (one: string, other: string): Ask => ({ name: 'claims', params: { one, other } })

export const organisationAsks = (organisation: string, { from, to }: Location): [Ask, Ask] => [
  { name: 'who-left', params: withWindow('who-left', { organisation }, from, to) },
  { name: 'where-they-went', params: { organisation } },
]

/** All that the state needs asked, the picture first. */
export const needs = (location: Location, network: Network | null, selection: string[]): Ask[] => [
  mainAsk(location),
  ...[subjectAsk(location) ?? []].flat(),
  ...location.expand.map(expandAsk),
  ...evidenceAsks(location, network, selection),
]
