import type { Relationship } from './network.ts'

/** In the order of the legend. Other: of no type that the map has a meaning for; it goes from source to target. */
export const EDGE_KINDS = ['joined', 'left', 'both', 'present', 'denied', 'part-of', 'other'] as const
export type EdgeKind = (typeof EDGE_KINDS)[number]

export interface EdgeMeaning {
  kind: EdgeKind
  /** Some event under the line is disputed, rumoured or denied, or only possible. */
  doubtful: boolean
}

/**
 * What one line says of all relationships between two nodes. Both: they joined and left, in whichever order; present:
 * a source saw them there, and none speaks of joining or leaving; denied: a source denies it, and none tells it. A single doubtful event makes the line doubtful,
 * for a line cannot show which of its events the sources agree on, and must not promise more than its weakest. Only a
 * rumour takes nothing from a sure event of its kind: that somebody was said to have left before they surely did.
 */
export function edgeMeaning(relationships: Pick<Relationship, 'type' | 'properties'>[]): EdgeMeaning {
  const has = (type: Relationship['type']) => relationships.some(r => r.type === type && !isToCome(r))
  const surely = (type: Relationship['type']) => relationships.some(r => r.type === type && !isDoubtful(r))
  const kind = relationships.every(isToCome) ? 'present' : kindOf(has)
  // That nobody stands by it, a denied line says already.
  if (kind === 'denied') return { kind, doubtful: false }
  return {
    kind,
    doubtful: relationships.some(
      r => isDoubtful(r) && !(isRumour(r) && surely(r.type)) && !(isToCome(r) && has('JOINED')),
    ),
  }
}

function kindOf(has: (type: Relationship['type']) => boolean): EdgeKind {
  if (has('JOINED') && has('LEFT')) return 'both'
  if (has('JOINED')) return 'joined'
  if (has('LEFT')) return 'left'
  if (has('WAS_AT')) return 'present'
  if (has('DENIED')) return 'denied'
  return has('PART_OF') ? 'part-of' : 'other'
}

/** A scheduled event has not happened. */
const isToCome = ({ properties: { status } }: Pick<Relationship, 'properties'>) => status === 'scheduled'
const isRumour = ({ properties: { status } }: Pick<Relationship, 'properties'>) => status === 'rumoured'

const isDoubtful = ({ properties: { disputed, status, certainty } }: Pick<Relationship, 'properties'>) =>
  disputed === true ||
  status === 'rumoured' ||
  status === 'denied' ||
  status === 'scheduled' ||
  certainty === 'possible'
