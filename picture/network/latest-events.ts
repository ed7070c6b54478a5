import type { Bounds } from '../../cypher/dates/relations.ts'
import { eventBounds, isEvent, isStated } from './as-of.ts'
import type { Network, Relationship } from './network.ts'

/** A joining or leaving of a network with the days within which it happened. */
export interface DatedEvent {
  event: Relationship
  bounds: { earliest: string; latest: string }
}

/**
 * The joinings and leavings any of which can be the latest of a network: vague dates leave their order open. Events that are rumoured,
 * denied, scheduled or only announced, and those without a first or a last day, are no candidates. Sorted by day, the latest first.
 */
export function latestEvents({ edges }: Network): DatedEvent[] {
  const dated = [...edges.values()].flatMap(({ relationships }) => relationships.flatMap(datedEvent))
  const newest = dated.reduce((day, { bounds }) => (bounds.earliest > day ? bounds.earliest : day), '')
  return dated
    .filter(({ bounds }) => bounds.latest >= newest)
    .sort((a, b) => compare(b.bounds.latest, a.bounds.latest) || compare(b.bounds.earliest, a.bounds.earliest))
}

function datedEvent(event: Relationship): DatedEvent[] {
  if (!isEvent(event) || !isStated(event) || typeof event.properties.scheduledAsOf === 'string') return []
  const { earliest, latest }: Bounds = eventBounds(event)
  return earliest !== null && latest !== null ? [{ event, bounds: { earliest, latest } }] : []
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
