import { type Bounds, canAgree } from '../../cypher/dates.ts'
import { STATUSES } from '../../cypher/model.ts'
import { isStanding, type WeighedClaim } from './claim.ts'

/** One event and its claims, the best first. */
export interface EventCluster {
  kind: 'joined' | 'left'
  /** The stint that its claims name, if they do. */
  label: string | null
  claims: WeighedClaim[]
  best: WeighedClaim
  /** Of the best date; of all that stand, where they cannot agree. */
  bounds: Bounds
  disputed: boolean
}

/** The property of the best claim that has it. */
export function firstOf<K extends keyof WeighedClaim>({ claims }: EventCluster, property: K): WeighedClaim[K] | null {
  for (const claim of claims) if (claim[property] !== null) return claim[property]
  return null
}

/** Events that stand, oldest first, and those that are only rumoured. */
export function clusterEvents(all: WeighedClaim[]): { events: EventCluster[]; rumours: EventCluster[] } {
  const claims = all.filter(({ event }) => event !== 'present').sort(byWorth)
  const clusters: Cluster[] = []
  const standing = claims.filter(isStanding)
  // Claims that name a stint settle it first; undated ones fit anywhere and so come last.
  for (const claim of standing.filter(({ stint }) => stint !== null))
    join(clusters, claim, sameStint) || clusters.push(cluster(claim))
  for (const claim of standing.filter(({ stint, on }) => stint === null && on !== null))
    join(clusters, claim, agreesWithAll) || clusters.push(cluster(claim))
  const certain = mergeDisputes(clusters)
  for (const claim of standing.filter(({ stint, on }) => stint === null && on === null))
    join(certain, claim, () => true) || certain.push(cluster(claim))

  const rumours: Cluster[] = []
  for (const claim of claims.filter(({ status }) => status === 'rumoured'))
    join(certain, claim, fitsStint) || join(rumours, claim, agreesWithAll) || rumours.push(cluster(claim))
  for (const claim of claims.filter(({ status }) => status === 'denied')) {
    const denied = [...certain, ...rumours].find(one => one.kind === claim.event && fitsStint(one, claim))
    denied?.claims.push(claim)
    if (denied) denied.disputed = true
  }
  for (const rumour of rumours) rumour.disputed = true
  return { events: certain.map(seal).sort(byTime), rumours: rumours.map(seal) }
}

/** Status, then the narrower date, then the earlier publication; the id settles the rest. */
export function byWorth(a: WeighedClaim, b: WeighedClaim): number {
  return (
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    days(a) - days(b) ||
    (b.earliest === null && a.earliest === null ? compare(a.latest ?? '9999', b.latest ?? '9999') : 0) ||
    (b.latest === null && a.latest === null ? compare(b.earliest ?? '', a.earliest ?? '') : 0) ||
    compare(a.published ?? '9999', b.published ?? '9999') ||
    compare(a.id, b.id)
  )
}

/** Oldest first: by the first day an event can be on, or its last where the first is unknown. */
export const byTime = (a: { bounds: Bounds }, b: { bounds: Bounds }): number =>
  compare(a.bounds.earliest ?? a.bounds.latest ?? '', b.bounds.earliest ?? b.bounds.latest ?? '') ||
  compare(a.bounds.latest ?? '9999', b.bounds.latest ?? '9999')

interface Cluster {
  kind: 'joined' | 'left'
  label: string | null
  claims: WeighedClaim[]
  disputed: boolean
}

const cluster = (claim: WeighedClaim): Cluster => ({
  kind: claim.event as Cluster['kind'],
  label: claim.stint,
  claims: [claim],
  disputed: false,
})

type Fits = (cluster: Cluster, claim: WeighedClaim) => boolean
const sameStint: Fits = ({ label }, { stint }) => label === stint
const agreesWithAll: Fits = ({ claims, label }, claim) =>
  (claim.stint === null || label === null || label === claim.stint) && claims.every(other => canAgree(other, claim))
const fitsStint: Fits = (one, claim) => (claim.stint !== null && one.label === claim.stint) || agreesWithAll(one, claim)

function join(clusters: Cluster[], claim: WeighedClaim, fits: Fits): boolean {
  const found = clusters.find(one => one.kind === claim.event && fits(one, claim))
  found?.claims.push(claim)
  return found !== undefined
}

/** Of one kind, two neighbours in time are one disputed event unless one of the other kind can lie between them. */
function mergeDisputes(clusters: Cluster[]): Cluster[] {
  const sealed = clusters.map(one => ({ one, ...seal(one) }))
  const separates = (kind: Cluster['kind'], a: Bounds, b: Bounds) =>
    sealed.some(
      other =>
        other.kind !== kind &&
        other.bounds.earliest !== null &&
        other.bounds.earliest >= (a.earliest ?? '') &&
        other.bounds.earliest <= (b.latest ?? '9999'),
    )
  const kept: Cluster[] = []
  for (const kind of ['joined', 'left'] as const) {
    let last: Cluster | undefined
    for (const { one } of sealed.filter(other => other.kind === kind).sort(byTime)) {
      const labelsDiffer = last && one.label !== null && last.label !== null && one.label !== last.label
      if (last && !labelsDiffer && !separates(kind, seal(last).bounds, seal(one).bounds)) {
        last.claims.push(...one.claims)
        last.label ??= one.label
      } else {
        last = { ...one, claims: [...one.claims] }
        kept.push(last)
      }
    }
  }
  return kept
}

function seal({ kind, label, claims: unsorted, disputed }: Cluster): EventCluster {
  const claims = unsorted.toSorted(byWorth)
  const standing = claims.filter(isStanding)
  const disagree = standing.some((claim, at) => standing.slice(at + 1).some(other => !canAgree(claim, other)))
  const manners = new Set(
    standing.map(({ manner }) => manner).filter(manner => manner !== null && manner !== 'undisclosed'),
  )
  const best = claims.find(({ on }) => on !== null) ?? claims[0]
  if (!best) throw new Error('an event has no claim')
  return {
    kind,
    label,
    claims,
    best: { ...best, status: claims[0]?.status ?? best.status },
    bounds: disagree
      ? hull(standing.filter(({ on }) => on !== null))
      : { earliest: best.earliest, latest: best.latest },
    disputed: disputed || disagree || (kind === 'left' && manners.size > 1),
  }
}

const hull = (dates: Bounds[]): Bounds => ({
  earliest: dates.some(({ earliest }) => earliest === null)
    ? null
    : (dates.map(({ earliest }) => earliest).sort(compareNull)[0] ?? null),
  latest: dates.some(({ latest }) => latest === null)
    ? null
    : (dates
        .map(({ latest }) => latest)
        .sort(compareNull)
        .at(-1) ?? null),
})

const days = ({ earliest, latest }: Bounds): number => {
  if (earliest === null && latest === null) return Number.MAX_SAFE_INTEGER
  if (earliest === null || latest === null) return Number.MAX_SAFE_INTEGER - 1
  return (Date.parse(latest) - Date.parse(earliest)) / 86_400_000
}

/** Not by locale: the order must be the same everywhere. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const compareNull = (a: string | null, b: string | null): number => compare(a ?? '', b ?? '')
