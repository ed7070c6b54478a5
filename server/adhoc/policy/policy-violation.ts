import type { Place } from '../../../cypher/adhoc.ts'

/** A statement that is not run: which rule, where, and what to write instead. */
export class PolicyViolation extends Error {
  override name = 'PolicyViolation'
  readonly place: Place | undefined
  constructor(
    /** The rule, such as `reads-only`. */
    readonly rule: string,
    message: string,
    readonly instead: string,
    place?: Place,
  ) {
    super(`${message}${place ? ` (line ${place.line}, column ${place.column})` : ''}. ${instead}`)
    this.place = place
  }
}

/** Line and column, from 1, of an offset in a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}
