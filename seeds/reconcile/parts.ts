import { type Bounds, overlap } from '../../cypher/dates.ts'
import { greatest, least, type Stay } from './tenures.ts'

/**
 * One organisation is a part of another, and whoever is in it is in the whole: a team in its company. `from` and `to`
 * bound the first day and the day after the last on which it is; null where the sources give none: it is a part as long
 * as it has been there.
 */
export interface PartOfPeriod {
  part: string
  whole: string
  from: Bounds | null
  to: Bounds | null
}

/**
 * Draws the stays of one person in parts and wholes together. A stay in a part lies within the one stay in the whole
 * that it can lie in: the whole had begun when the part began, and had not ended before the part did. If it can lie in
 * several, or was not surely a part then, nothing follows.
 */
export function boundParts(stays: ReadonlyMap<string, Stay[]>, within: readonly PartOfPeriod[]): void {
  const pairs = within.filter(({ part, whole }) => part !== whole && stays.has(part) && stays.has(whole)).sort(byIds)
  const held = pairs.flatMap(period => holdings(period, stays))
  // A team of a team of a company: as many rounds as there are ties settle them all, whatever their order.
  for (let round = 0; round < Math.min(pairs.length, 8); round++) for (const [part, whole] of held) draw(part, whole)
}

const byIds = (a: PartOfPeriod, b: PartOfPeriod): number =>
  a.part < b.part ? -1 : a.part > b.part ? 1 : a.whole < b.whole ? -1 : a.whole > b.whole ? 1 : 0

function holdings({ part, whole, from, to }: PartOfPeriod, stays: ReadonlyMap<string, Stay[]>): [Stay, Stay][] {
  const period = { begin: from ?? { earliest: null, latest: null }, end: to ?? { earliest: null, latest: null } }
  const surely = (day: string | null): boolean =>
    day === null || ((from === null || isBy(period.begin, day)) && (to === null || isAfter(period.end, day)))
  return (stays.get(part) ?? []).flatMap(stay => {
    if (!surely(stay.begin.latest) || !surely(stay.open ? stay.lastSeen : stay.end.earliest)) return []
    const able = (stays.get(whole) ?? []).filter(other => canHold(other, stay))
    const [only] = able
    return only && able.length === 1 ? [[stay, only] as [Stay, Stay]] : []
  })
}

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

/** Unless it would contradict what the stay's own claims say, or what another part has said. */
function bound(stay: Stay, change: Partial<Pick<Stay, 'begin' | 'end' | 'open' | 'lastSeen'>>): void {
  const { begin, end } = { ...stay, ...change }
  const inOrder = (from: string | null, to: string | null): boolean => from === null || to === null || from <= to
  if (inOrder(begin.earliest, begin.latest) && inOrder(end.earliest, end.latest) && inOrder(begin.earliest, end.latest))
    Object.assign(stay, change)
}
