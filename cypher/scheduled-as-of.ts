import { readDate } from './dates/grammar.ts'
import { type Bounds, definitelyBefore, liesAhead } from './dates/relations.ts'

/** A claim as a reader sees it, as far as its tense depends on it. */
export interface TensedClaim {
  on: string | null
  source: { published: string | null }
}

/** Whether what a claim states was still to come when its source was published. A source without a date may be the later one. */
export function wasScheduled({ on, source }: TensedClaim): boolean {
  // Data from other tools may have unsupported dates.
  const date = on === null ? null : readDate(on)
  return date !== null && wasAhead(date, source.published)
}

/** The same, or whether it is still to come on `today` (YYYY-MM-DD): then no page uses the past tense for it. */
export function isScheduled(claim: TensedClaim, today = new Date().toISOString().slice(0, 10)): boolean {
  const date = claim.on === null ? null : readDate(claim.on)
  return date !== null && (liesAhead(date, today) || wasScheduled(claim))
}

/**
 * The newest date of publication, as written, if every source of an event was published before the event's first possible day; null
 * otherwise. `bounds` of a claim are those of its own date, or those of the event if it gives none.
 */
export function scheduledAsOf(claims: readonly { bounds: Bounds; published: string | null }[]): string | null {
  if (claims.length === 0 || !claims.every(({ bounds, published }) => wasAhead(bounds, published))) return null
  const dates = claims.flatMap(({ published }) => (published === null ? [] : (readDate(published) ?? [])))
  return dates.toSorted((a, b) => (a.latest ?? '').localeCompare(b.latest ?? '')).at(-1)?.text ?? null
}

/** Whether no source says that an event has happened: it is still to come, or was when all of them were published. */
export const isToCome = ({ status, scheduledAsOf }: { status: string; scheduledAsOf: string | null }): boolean =>
  status === 'scheduled' || scheduledAsOf !== null

function wasAhead(bounds: Bounds, published: string | null): boolean {
  const day = published === null ? null : readDate(published)
  return day !== null && definitelyBefore(day, bounds)
}
