import { DateError, parseDate } from '../../cypher/dates.ts'
import type { Evidence } from '../../cypher/wire.ts'

/**
 * The date as written that a bound of a stay comes from: of a claim that saw them there or coming, and that begins or
 * ends on that day. Null if no claim does: the bound then follows from something else, as the begin from the end.
 */
export function writtenFor(day: string | null, claims: Pick<Evidence, 'event' | 'on'>[]): string | null {
  if (day === null) return null
  const found = claims.find(({ event, on }) => event !== 'left' && on !== null && bounds(on).includes(day))
  return found?.on ?? null
}

function bounds(text: string): (string | null)[] {
  try {
    const { earliest, latest } = parseDate(text)
    return [earliest, latest]
  } catch (error) {
    if (error instanceof DateError) return []
    throw error
  }
}
