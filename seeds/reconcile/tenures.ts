import type { Tenure } from '../../cypher/model.ts'
import type { Stint } from './stints.ts'

/**
 * The bounds of one stay. They are drawn together by what else is known of it: who is seen on a day has begun by
 * then and has not ended before. Where that contradicts the event itself, the event's own bounds hold.
 */
export function tenureOf(stint: Stint, id: string): Tenure {
  const { joined, left, presence, label, nextBegins } = stint
  const seenFrom = presence.flatMap(({ earliest }) => earliest ?? [])
  const seenBy = presence.flatMap(({ latest }) => latest ?? [])
  const begin = { earliest: joined?.bounds.earliest ?? null, latest: joined?.bounds.latest ?? null }
  const leftBy = left?.bounds.latest ?? nextBegins ?? null
  const leftFrom = left?.bounds.earliest ?? null
  const end = { earliest: leftFrom, latest: consistent(leftFrom, leftBy) ? leftBy : null }
  const over = left !== undefined || nextBegins !== undefined
  const beginLatest = least([begin.latest, ...seenBy, end.latest])
  const endEarliest = over ? greatest([end.earliest, ...seenFrom, begin.earliest]) : null
  return {
    kind: 'tenure',
    id,
    stint: label,
    roles: rolesOf(stint),
    beginEarliest: begin.earliest,
    beginLatest: consistent(begin.earliest, beginLatest) ? beginLatest : begin.latest,
    endEarliest: consistent(endEarliest, end.latest) ? endEarliest : end.earliest,
    endLatest: over ? end.latest : null,
    open: !over,
    lastSeen: over ? null : greatest([begin.earliest, ...seenFrom]),
    claims: [...(joined?.claims ?? []), ...presence, ...(left?.claims ?? [])].map(claim => claim.id).sort(),
  }
}

const rolesOf = ({ joined, left, presence }: Stint): string[] => {
  const claims = [...(joined?.claims ?? []), ...presence, ...(left?.claims ?? [])]
  return [...new Set(claims.flatMap(({ role, status }) => (role !== null && status !== 'denied' ? role : [])))]
}

const sorted = (days: (string | null)[]): string[] => days.filter(day => day !== null).sort()
const least = (days: (string | null)[]): string | null => sorted(days)[0] ?? null
const greatest = (days: (string | null)[]): string | null => sorted(days).at(-1) ?? null
const consistent = (from: string | null, to: string | null): boolean => from === null || to === null || from <= to
