import { LINE_KINDS } from '../../cypher/network-columns.ts'
import type { Relationship } from './network.ts'

/** In the order of the legend. `other` is any other relationship type, drawn from source to target. */
export const EDGE_KINDS = LINE_KINDS
export type EdgeKind = (typeof EDGE_KINDS)[number]

export interface EdgeMeaning {
  kind: EdgeKind
  /** Whether an event under the line is disputed, rumoured, denied, still to come for its sources, or only possible. */
  doubtful: boolean
}

/**
 * The meaning of one line for all relationships between two nodes. both: they joined and left, in any order; present: a
 * source mentions them there, without a joining or departure; denied: a source denies it and no source supports it; moved: people
 * went from one organisation to the other, in doubt if none certainly did. One
 * doubtful event makes the line doubtful, because a line cannot show which of its events are certain. An exception is a
 * rumour next to a certain event of the same kind, such as a rumoured departure before the confirmed one.
 */
export function edgeMeaning(relationships: Pick<Relationship, 'type' | 'properties'>[]): EdgeMeaning {
  const has = (type: Relationship['type']) => relationships.some(r => r.type === type && !isToCome(r))
  const surely = (type: Relationship['type']) => relationships.some(r => r.type === type && !isDoubtful(r))
  const kind = relationships.every(isToCome) ? 'present' : kindOf(has)
  // A denied line needs no second mark.
  if (kind === 'denied') return { kind, doubtful: false }
  return {
    kind,
    doubtful: relationships.some(
      r => isDoubtful(r) && !((isRumour(r) || isMove(r)) && surely(r.type)) && !(isToCome(r) && has('JOINED')),
    ),
  }
}

function kindOf(has: (type: Relationship['type']) => boolean): EdgeKind {
  if (has('JOINED') && has('LEFT')) return 'both'
  if (has('JOINED')) return 'joined'
  if (has('LEFT')) return 'left'
  if (has('WAS_AT')) return 'present'
  if (has('DENIED')) return 'denied'
  if (has('MOVED')) return 'moved'
  return has('PART_OF') ? 'part-of' : 'other'
}

/** Whether every leaving under a line was still to come for its sources, so that none of them says that the person left. */
export function isOnlyToLeave(relationships: Pick<Relationship, 'type' | 'properties'>[]): boolean {
  const leavings = relationships.filter(({ type }) => type === 'LEFT')
  return leavings.length > 0 && leavings.every(r => isToCome(r) || typeof r.properties.scheduledAsOf === 'string')
}

/** A scheduled event has not happened. */
const isToCome = ({ properties: { status } }: Pick<Relationship, 'properties'>) => status === 'scheduled'
const isMove = ({ type }: Pick<Relationship, 'type'>) => type === 'MOVED'
const isRumour = ({ properties: { status } }: Pick<Relationship, 'properties'>) => status === 'rumoured'

/** Whether an event is disputed, rumoured, denied, still to come for its sources, or only possible. */
export const isDoubtful = ({
  properties: { disputed, status, certainty, scheduledAsOf },
}: Pick<Relationship, 'properties'>) =>
  disputed === true ||
  status === 'rumoured' ||
  status === 'denied' ||
  status === 'scheduled' ||
  typeof scheduledAsOf === 'string' ||
  certainty === 'possible'
