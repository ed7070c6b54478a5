import type { Reply } from '../../cypher/wire.ts'
import { questions } from '../api/question-names.ts'
import type { Location, View } from './location.ts'
import { type Facts, isMapAnswer, mapReply } from './required-queries.ts'

/** How an answer can be shown, the usual way first. Before it has arrived, as a map. */
export function viewsOf(query: string, reply: Reply | null | undefined): View[] {
  const kind = questions.get(query)?.picture?.kind
  const picture: View[] = kind && kind !== 'network' ? ['picture'] : []
  return !reply || isMapAnswer(reply) ? ['graph', 'list', ...picture, 'table'] : [...picture, 'table']
}

/** The view in the URL if the answer can be shown so, or else its usual one. */
export function shownView(facts: Facts): View {
  const { location } = facts
  const views = viewsOf(location.query, mapReply(facts))
  return views.includes(location.view) ? location.view : (views[0] ?? 'table')
}

/** The kind of the picture of the question, which names the view; null if it is the map, or none. */
export const pictureKind = ({ query }: Location): string | null => questions.get(query)?.picture?.kind ?? null
