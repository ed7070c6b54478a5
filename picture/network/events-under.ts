import type { NetworkEdge, Relationship } from './network.ts'

const known = new WeakMap<NetworkEdge, Relationship[]>()

/**
 * What happened between the two ends of a line: its relationships, without each tenure that its own joinings and leavings account for. A
 * tenure that a claim of presence alone supports stays. Computed once per line.
 */
export function eventsUnder(edge: NetworkEdge): Relationship[] {
  const found = known.get(edge) ?? withoutTenures(edge.relationships)
  known.set(edge, found)
  return found
}

function withoutTenures(relationships: Relationship[]): Relationship[] {
  const events = relationships.filter(({ type }) => type !== 'WAS_AT')
  const told = new Set(events.flatMap(claimsOf))
  return relationships.filter(one => {
    if (one.type !== 'WAS_AT' || typeof one.properties.status === 'string') return true
    const claims = claimsOf(one)
    return claims.length > 0 ? claims.some(id => !told.has(id)) : events.length === 0
  })
}

const claimsOf = ({ properties: { claims } }: Relationship): unknown[] => (Array.isArray(claims) ? claims : [])
