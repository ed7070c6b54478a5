import type { LineClaims } from './filter.ts'
import { edgesByNode, type Network, otherEnd } from './network.ts'

/** By what lines are coloured: their kind, or what the claims under them say. */
export const COLOURED_BY = ['kind', 'manner', 'status', 'sources'] as const
export type ColouredBy = (typeof COLOURED_BY)[number]

/** By what nodes are sized: as usual, or by how many people, lines or sources they have. */
export const SIZED_BY = ['usual', 'people', 'lines', 'sources'] as const
export type SizedBy = (typeof SIZED_BY)[number]

/** From the most reliable. */
const STATUSES = ['confirmed', 'reported', 'rumoured', 'denied']

/**
 * The category of a line: its manner of leaving, `several` if claims give more than one; the most reliable status of its claims; or its
 * number of sources, `3+` for three or more. `none` if no claim gives it.
 */
export function lineCategory(id: string, by: Exclude<ColouredBy, 'kind'>, claims: LineClaims | null): string {
  const own = claims?.get(id)
  if (!own) return 'none'
  if (by === 'sources') return own.sources.length >= 3 ? '3+' : String(own.sources.length)
  if (by === 'status') return STATUSES.find(status => own.statuses.includes(status)) ?? 'none'
  const stated = own.manners.filter(manner => manner !== 'undisclosed')
  return stated.length > 1 ? 'several' : (stated[0] ?? own.manners[0] ?? 'none')
}

/** The number of people, lines or sources of each node: people are those on the other end of its lines. */
export function nodeNumbers(
  network: Network,
  by: Exclude<SizedBy, 'usual'>,
  claims: LineClaims | null,
): Map<string, number> {
  const found = new Map<string, number>()
  for (const [id, edges] of edgesByNode(network)) {
    if (by === 'lines') found.set(id, edges.length)
    else if (by === 'sources') found.set(id, new Set(edges.flatMap(edge => claims?.get(edge.id)?.sources ?? [])).size)
    else found.set(id, edges.filter(edge => network.nodes.get(otherEnd(edge, id))?.kind === 'person').length)
  }
  return found
}
