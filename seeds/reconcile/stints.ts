import { type Bounds, definitelyBefore } from '../../cypher/dates.ts'
import type { WeighedClaim } from './claim.ts'
import { byTime, byWorth, type EventCluster } from './events.ts'

/** One stay, as far as the sources tell: a joining, a leaving, either alone, or presence alone. */
export interface Stint {
  label: string
  joined?: EventCluster
  left?: EventCluster
  presence: WeighedClaim[]
  /** When the next stint begins at the latest: by then this one has ended, though no one says when. */
  nextBegins?: string | null
}

type Draft = Omit<Stint, 'label'> & { label: string | null }

/**
 * Pairs events into stints, oldest first: a leaving ends the last stint that had surely begun, else the first that can
 * have. Then gives each piece of presence to the stint that can hold it.
 */
export function pairStints(events: EventCluster[], presence: WeighedClaim[]): Stint[] {
  const drafts: Draft[] = []
  for (const event of events.filter(({ label }) => label !== null)) labelled(drafts, event.label)[event.kind] = event
  for (const joined of events.filter(({ kind, label }) => kind === 'joined' && label === null)) {
    const draft = drafts.find(one => !one.joined && one.left && !definitelyBefore(one.left.bounds, joined.bounds))
    if (draft) draft.joined = joined
    else drafts.push({ label: null, joined, presence: [] })
  }
  for (const left of events.filter(({ kind, label }) => kind === 'left' && label === null)) {
    const able = drafts.filter(
      ({ joined, left: taken }) => joined && !taken && !definitelyBefore(left.bounds, joined.bounds),
    )
    able.sort(byBegin)
    const begun = able.filter(({ joined }) => joined && definitelyBefore(joined.bounds, left.bounds))
    const draft = begun.at(-1) ?? able[0]
    if (draft) draft.left = left
    else drafts.push({ label: null, left, presence: [] })
  }
  for (const claim of presence.toSorted((a, b) => byTime({ bounds: a }, { bounds: b }) || byWorth(a, b)))
    hold(drafts, claim)
  return name(drafts.sort(byBegin))
}

function labelled(drafts: Draft[], label: string | null): Draft {
  const found = drafts.find(draft => draft.label === label)
  if (found) return found
  const draft: Draft = { label, presence: [] }
  drafts.push(draft)
  return draft
}

function hold(drafts: Draft[], claim: WeighedClaim): void {
  if (claim.stint !== null) return void labelled(drafts, claim.stint).presence.push(claim)
  const able = drafts.filter(draft => canHold(draft, claim)).sort(byBegin)
  const sure = able.filter(({ joined }) => joined && definitelyBefore(joined.bounds, claim))
  const draft = sure.at(-1) ?? able.at(-1)
  if (draft) draft.presence.push(claim)
  else drafts.push({ label: null, presence: [claim] })
}

function canHold({ joined, left, presence }: Draft, claim: WeighedClaim): boolean {
  if (joined && definitelyBefore(claim, joined.bounds)) return false
  if (left && definitelyBefore(left.bounds, claim)) return false
  return joined !== undefined || left !== undefined || presence.length > 0
}

const beginOf = ({ joined, left, presence: [first] }: Draft): { bounds: Bounds } => ({
  bounds: joined?.bounds ?? first ?? left?.bounds ?? { earliest: null, latest: null },
})
const byBegin = (a: Draft, b: Draft): number => byTime(beginOf(a), beginOf(b))

/** Stints that no claim names are numbered, with the numbers that no claim has taken. */
function name(drafts: Draft[]): Stint[] {
  const taken = new Set(drafts.map(({ label }) => label))
  let number = 0
  const next = (): string => {
    do number++
    while (taken.has(String(number)))
    return String(number)
  }
  return drafts.map((draft, at) => {
    const follower = drafts[at + 1]
    return {
      ...draft,
      label: draft.label ?? next(),
      ...(follower ? { nextBegins: beginOf(follower).bounds.latest } : {}),
    }
  })
}
