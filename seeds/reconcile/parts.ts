import { type Bounds, overlap } from '../../cypher/dates.ts'
import { compare } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import { greatest, inOrder, least, type Stay } from './tenures.ts'

/**
 * One organisation is a part of another, and members of the part are members of the whole, like a team in its company.
 * `from` bounds the first day of the relation, `to` the day after its last. Both are null if the sources give no date:
 * the relation then always applies.
 */
export interface PartOfPeriod {
  part: string
  whole: string
  from: Bounds | null
  to: Bounds | null
}

/** The wholes of each part. */
export type Within = ReadonlyMap<string, readonly PartOfPeriod[]>

export const withinOf = (periods: Iterable<PartOfPeriod>): Within => groupBy(periods, ({ part }) => part)

/**
 * Narrows the stays of one person in parts and wholes. A stay in a part lies within the only stay in the whole that can
 * contain it: that stay began no later than the part's and ended no earlier. If several can contain it, or the
 * organisation was not surely a part at that time, nothing follows.
 */
export function boundParts(stays: ReadonlyMap<string, Stay[]>, within: Within): void {
  const pairs = [...stays.keys()].sort().flatMap(part => containedStays(part, stays, within))
  // One relation may narrow another, so repeat. The hierarchy is only a few levels deep.
  for (let round = 0; round < Math.min(pairs.length, MAX_LEVELS); round++)
    for (const [part, whole] of pairs) narrowPair(part, whole)
}

const MAX_LEVELS = 5

function containedStays(part: string, stays: ReadonlyMap<string, Stay[]>, within: Within): [Stay, Stay][] {
  return chainsFrom(part, within).flatMap(chain => {
    const wholes = stays.get(chain.at(-1)?.whole ?? '')
    if (!wholes) return []
    const surely = (day: string | null): boolean => day === null || chain.every(relation => appliesOn(relation, day))
    return (stays.get(part) ?? []).flatMap(stay => {
      if (!surely(stay.begin.latest) || !surely(stay.open ? stay.lastSeen : stay.end.earliest)) return []
      const [only, ...others] = wholes.filter(whole => canContain(whole, stay))
      return only && others.length === 0 ? [[stay, only] as [Stay, Stay]] : []
    })
  })
}

/** The chains of relations from a part up to its direct and indirect wholes. */
function chainsFrom(part: string, within: Within): PartOfPeriod[][] {
  const chains = (within.get(part) ?? []).filter(({ whole }) => whole !== part).map(relation => [relation])
  // The loop appends to `chains` while it runs.
  for (const chain of chains) {
    const last = chain.at(-1)
    if (!last || chain.length === MAX_LEVELS) continue
    const passed = new Set([part, ...chain.map(({ whole }) => whole)])
    for (const relation of within.get(last.whole) ?? [])
      if (!passed.has(relation.whole)) chains.push([...chain, relation])
  }
  const name = (chain: PartOfPeriod[]): string => chain.map(({ whole }) => whole).join('\n')
  return chains.sort((a, b) => a.length - b.length || compare(name(a), name(b)))
}

const appliesOn = ({ from, to }: PartOfPeriod, day: string): boolean =>
  (from === null || isBy(from, day)) && (to === null || isAfter(to, day))
const isBy = ({ latest }: Bounds, day: string): boolean => latest !== null && latest <= day
const isAfter = ({ earliest }: Bounds, day: string): boolean => earliest !== null && earliest >= day

function canContain(whole: Stay, part: Stay): boolean {
  if (overlap(whole, part).certainty === 'no') return false
  const begins =
    whole.begin.earliest === null || part.begin.latest === null || whole.begin.earliest <= part.begin.latest
  const lastCertain = part.open ? part.lastSeen : part.end.earliest
  return begins && (whole.open || whole.end.latest === null || lastCertain === null || lastCertain <= whole.end.latest)
}

function narrowPair(part: Stay, whole: Stay): void {
  const lastCertain = part.open ? part.lastSeen : part.end.earliest
  const begin = { ...whole.begin, latest: least([whole.begin.latest, part.begin.latest]) }
  if (whole.open) change(whole, { begin, lastSeen: greatest([whole.lastSeen, lastCertain]) })
  else change(whole, { begin, end: { ...whole.end, earliest: greatest([whole.end.earliest, lastCertain]) } })
  const partBegin = { ...part.begin, earliest: greatest([part.begin.earliest, whole.begin.earliest]) }
  if (whole.open) change(part, { begin: partBegin })
  else {
    const end = { earliest: lastCertain, latest: least([part.end.latest, whole.end.latest]) }
    change(part, { begin: partBegin, end, open: false, lastSeen: null })
  }
}

/** Skips a change that would contradict the stay's own claims or another part. */
function change(stay: Stay, bounds: Partial<Pick<Stay, 'begin' | 'end' | 'open' | 'lastSeen'>>): void {
  const { begin, end } = { ...stay, ...bounds }
  if (inOrder(begin.earliest, begin.latest) && inOrder(end.earliest, end.latest) && inOrder(begin.earliest, end.latest))
    Object.assign(stay, bounds)
}
