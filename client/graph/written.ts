import { readDate } from '../../cypher/dates/grammar.ts'
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
  const date = readDate(text)
  return date ? [date.earliest, date.latest] : []
}
