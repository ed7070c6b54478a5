import {
  NEIGHBOUR_EVENTS,
  NEIGHBOUR_KINDS,
  type NeighbourEvent,
  type NeighbourKind,
} from '../../cypher/neighbour-params.ts'
import around from '../../cypher/read/around.ts'
import { askFor } from '../api/asks.ts'

/** Which neighbours of a node are added to the map; null for any. Dates are as written. */
export interface Expansion {
  id: string
  kind: NeighbourKind | null
  event: NeighbourEvent | null
  from: string | null
  to: string | null
}

/**
 * An expansion as the URL has it: the id, then in any order a kind, an event and a period, each after a space, such as
 * `openai person left 2024/2024-06` or `openai joined ../2020`. Other words are ignored.
 */
export function readExpansion(text: string): Expansion {
  const [id = '', ...words] = text.split(' ')
  const [from, to] = words.find(word => word.includes('/'))?.split('/') ?? []
  const end = (day: string | undefined) => (day === undefined || day === '..' || day === '' ? null : day)
  return {
    id,
    kind: NEIGHBOUR_KINDS.find(kind => words.includes(kind)) ?? null,
    event: NEIGHBOUR_EVENTS.find(event => words.includes(event)) ?? null,
    from: end(from),
    to: end(to),
  }
}

export const writeExpansion = ({ id, kind, event, from, to }: Expansion): string =>
  [id, kind, event, from || to ? `${from ?? '..'}/${to ?? '..'}` : null].filter(Boolean).join(' ')

/** The node of an expansion as the URL has it. */
export const expandedNode = (text: string): string => readExpansion(text).id

/** The query for the neighbours of an expansion as the URL has it; of an id alone, for all. */
export function expandAsk(text: string) {
  const { id, kind, event, from, to } = readExpansion(text)
  return askFor(around, { node: id, kind, event, eventFrom: from, eventTo: to })
}
