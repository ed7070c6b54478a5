import type { Bounds, Certainty } from '../../cypher/dates/relations.ts'
import { networkAsOf, RANK } from './as-of.ts'
import type { EdgeMeaning } from './edge-kind.ts'
import type { Network } from './network.ts'

/** `absent`: at neither date; `reported`: first reported in between. */
export type Change = 'joined' | 'left' | 'reported' | 'unchanged' | 'absent'

export interface EdgeChange {
  change: Change
  certainty: 'definite' | 'possible'
}

/**
 * The changes of lines from one date to another: joined is no longer absent, left is no longer there. A change is definite if the
 * state at both dates is. If the line is only possible at both dates, `unchanged` is only possible too.
 */
export const compareNetwork = (network: Network, from: Bounds, to: Bounds): Map<string, EdgeChange> => {
  const [before, after] = [networkAsOf(network, from), networkAsOf(network, to)]
  return new Map(
    [...network.edges.keys()].map(id => [
      id,
      changeOf(before.edges.get(id)?.certainty ?? 'no', after.edges.get(id)?.certainty ?? 'no'),
    ]),
  )
}

export function changeOf(before: Certainty, after: Certainty): EdgeChange {
  const certainty = before === 'possible' || after === 'possible' ? 'possible' : 'definite'
  if (before === after) return { change: before === 'no' ? 'absent' : 'unchanged', certainty }
  return { change: RANK[before] < RANK[after] ? 'joined' : 'left', certainty }
}

/** How a change is drawn: joined and left as such events, unchanged as a tenure, and dashed if it is only possible. */
export const changeMeaning = ({ change, certainty }: EdgeChange): EdgeMeaning => ({
  kind: change === 'joined' || change === 'left' ? change : 'present',
  doubtful: certainty === 'possible',
})
