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
  const held = [...stays.keys()].sort().flatMap(part => holdings(part, stays, within))
  // One relation may narrow another, so repeat. The hierarchy is only a few levels deep.
  for (let round = 0; round < Math.min(held.length, MOST_STEPS); round++)
    for (const [part, whole] of held) draw(part, whole)
}

const MOST_STEPS = 5

function holdings(part: string, stays: ReadonlyMap<string, Stay[]>, within: Within): [Stay, Stay][] {
  return chainsFrom(part, within).flatMap(chain => {
    const wholes = stays.get(chain.at(-1)?.whole ?? '')
    if (!wholes) return []
    const surely = (day: string | null): boolean => day === null || chain.every(tie => holdsOn(tie, day))
    return (stays.get(part) ?? []).flatMap(stay => {
      if (!surely(stay.begin.latest) || !surely(stay.open ? stay.lastSeen : stay.end.earliest)) return []
      const [only, ...others] = wholes.filter(whole => canHold(whole, stay))
      return only && others.length === 0 ? [[stay, only] as [Stay, Stay]] : []
    })
  })
}

/** The chains of relations from a part up to its direct and indirect wholes. */
function chainsFrom(part: string, within: Within): PartOfPeriod[][] {
  const chains = (within.get(part) ?? []).filter(({ whole }) => whole !== part).map(tie => [tie])
  // The loop appends to `chains` while it runs.
  for (const chain of chains) {
    const last = chain.at(-1)
    if (!last || chain.length === MOST_STEPS) continue
    const passed = new Set([part, ...chain.map(({ whole }) => whole)])
    for (const tie of within.get(last.whole) ?? []) if (!passed.has(tie.whole)) chains.push([...chain, tie])
  }
  const name = (chain: PartOfPeriod[]): string => chain.map(({ whole }) => whole).join('\n')
  return chains.sort((a, b) => a.length - b.length || compare(name(a), name(b)))
}

const holdsOn = ({ from, to }: PartOfPeriod, day: string): boolean =>
  (from === null || isBy(from, day)) && (to === null || isAfter(to, day))
const isBy = ({ latest }: Bounds, day: string): boolean => latest !== null && latest <= day
const isAfter = ({ earliest }: Bounds, day: string): boolean => earliest !== null && earliest >= day

function canHold(whole: Stay, part: Stay): boolean {
  if (overlap(whole, part).certainty === 'no') return false
  const begins =
    whole.begin.earliest === null || part.begin.latest === null || whole.begin.earliest <= part.begin.latest
  const lasts = part.open ? part.lastSeen : part.end.earliest
  return begins && (whole.open || whole.end.latest === null || lasts === null || lasts <= whole.end.latest)
}

function draw(part: Stay, whole: Stay): void {
  const lasts = part.open ? part.lastSeen : part.end.earliest
  const begin = { ...whole.begin, latest: least([whole.begin.latest, part.begin.latest]) }
  if (whole.open) bound(whole, { begin, lastSeen: greatest([whole.lastSeen, lasts]) })
  else bound(whole, { begin, end: { ...whole.end, earliest: greatest([whole.end.earliest, lasts]) } })
  const begun = { ...part.begin, earliest: greatest([part.begin.earliest, whole.begin.earliest]) }
  if (whole.open) bound(part, { begin: begun })
  else {
    const end = { earliest: lasts, latest: least([part.end.latest, whole.end.latest]) }
    bound(part, { begin: begun, end, open: false, lastSeen: null })
  }
}

/** Skips a change that would contradict the stay's own claims or another part. */
function bound(stay: Stay, change: Partial<Pick<Stay, 'begin' | 'end' | 'open' | 'lastSeen'>>): void {
  const { begin, end } = { ...stay, ...change }
  if (inOrder(begin.earliest, begin.latest) && inOrder(end.earliest, end.latest) && inOrder(begin.earliest, end.latest))
    Object.assign(stay, change)
}
