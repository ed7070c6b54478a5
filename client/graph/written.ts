import { DateError, parseDate } from '../../cypher/dates.ts'
import type { Evidence } from '../../cypher/wire.ts'

/**
 * The date, as written, from which a bound of a tenure follows: that of a claim of joining or presence that begins or ends on
 * that day. Null if there is no such claim; the bound then has another reason.
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
