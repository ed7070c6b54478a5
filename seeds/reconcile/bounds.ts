import type { Bounds } from '../../cypher/dates.ts'
import { greatest, inOrder, least, type Stay } from './tenures.ts'

/**
 * Narrows the bounds of successive stays at one organisation: a person who joins again must have left before. Each stay
 * can narrow all stays before and after it. A stay whose own claims contradict its order is skipped.
 */
export function boundSuccessive(stays: Stay[]): Stay[] {
  if (stays.length < 2) return stays
  for (const [before, stay] of neighbours(stays)) beginAfter(stay, before)
  for (const [stay, after] of neighbours(stays).reverse()) endBefore(stay, after)
  return stays
}

/** Narrows the bounds of an event by those of its stay. If they contradict each other, the event keeps its own. */
export function boundByStay<T extends Bounds>(event: T, stay: Bounds): T {
  const [earliest, latest] = [greatest([event.earliest, stay.earliest]), least([event.latest, stay.latest])]
  return inOrder(earliest, latest) ? { ...event, earliest, latest } : event
}

const neighbours = (stays: Stay[]): [Stay, Stay][] =>
  stays.slice(1).flatMap((stay, at): [Stay, Stay][] => {
    const before = stays[at]
    return before && !isContradicted(before) && !isContradicted(stay) ? [[before, stay]] : []
  })

const isContradicted = ({ joined, left }: Stay): boolean => [joined, left].some(event => event?.disputes.has('order'))

function beginAfter(stay: Stay, before: Stay): void {
  const from = greatest([before.begin.earliest, before.end.earliest, before.lastSeen])
  if (from === null || !inOrder(from, stay.begin.latest) || !inOrder(from, stay.end.latest)) return
  stay.begin = { ...stay.begin, earliest: greatest([stay.begin.earliest, from]) }
  if (stay.open) stay.lastSeen = greatest([stay.lastSeen, stay.begin.earliest])
  else stay.end = { ...stay.end, earliest: greatest([stay.end.earliest, stay.begin.earliest]) }
}

function endBefore(stay: Stay, after: Stay): void {
  const until = least([after.begin.latest, after.end.latest])
  if (stay.open || until === null || !inOrder(stay.end.earliest, until) || !inOrder(stay.begin.earliest, until)) return
  stay.end = { ...stay.end, latest: least([stay.end.latest, until]) }
  stay.begin = { ...stay.begin, latest: least([stay.begin.latest, stay.end.latest]) }
}
