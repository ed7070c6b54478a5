import { DateError, parseDate } from './dates.ts'
import type { Status } from './model.ts'

/**
 * How the dates that sources give for one event relate. agree: all mean the same days; differ: they do not, but all can be right;
 * contradict: not all can be right.
 */
export const AGREEMENTS = ['agree', 'differ', 'contradict'] as const
export type Agreement = (typeof AGREEMENTS)[number]

/** One source's date of an event. */
export interface DatedClaim {
  on: string | null
  announced: string | null
  status: string
}

export interface DateSummary {
  /** The numbers of claims that date the event, that give only the date of an announcement, and that give neither. */
  dated: number
  announcedOnly: number
  undated: number
  /** Null if fewer than two claims date the event. */
  agreement: Agreement | null
}

const STANDING: readonly string[] = ['confirmed', 'reported'] satisfies Status[]

/**
 * Compares the claims of one event. Rumours count only if no confirmed or reported claim supports the event, and denials never,
 * as in the event itself.
 */
export function summariseDates(claims: readonly DatedClaim[]): DateSummary {
  const standing = claims.filter(({ status }) => STANDING.includes(status))
  const supporting = standing.length > 0 ? standing : claims.filter(({ status }) => status === 'rumoured')
  const dates = supporting.flatMap(({ on }) => boundsOf(on) ?? [])
  const announcedOnly = supporting.filter(({ on, announced }) => !boundsOf(on) && announced !== null).length
  return {
    dated: dates.length,
    announcedOnly,
    undated: supporting.length - dates.length - announcedOnly,
    agreement: dates.length > 1 ? agreementOf(dates) : null,
  }
}

interface Bounds {
  earliest: string | null
  latest: string | null
}

/** If intervals overlap pairwise, all share a day, so comparing the extremes suffices. */
function agreementOf(dates: Bounds[]): Agreement {
  const [first] = dates
  if (dates.every(({ earliest, latest }) => earliest === first?.earliest && latest === first?.latest)) return 'agree'
  const latestBegin = dates.reduce((last, { earliest }) => (earliest !== null && earliest > last ? earliest : last), '')
  const over = dates.some(({ latest }) => latest !== null && latest < latestBegin)
  return over ? 'contradict' : 'differ'
}

/** Null for a date without any bound, or text that is not a date. */
function boundsOf(on: string | null): Bounds | null {
  if (on === null) return null
  try {
    const { earliest, latest } = parseDate(on)
    return earliest === null && latest === null ? null : { earliest, latest }
  } catch (error) {
    if (error instanceof DateError) return null
    throw error
  }
}
