import type { Place } from '../../../cypher/adhoc.ts'

/** The query policy rejects a statement: by which rule, where, and what to write instead. */
export class PolicyViolation extends Error {
  override name = 'PolicyViolation'
  readonly place: Place | undefined
  constructor(
    /** As `reads-only`; docs/adhoc.md lists the rules. */
    readonly rule: string,
    message: string,
    readonly instead: string,
    place?: Place,
  ) {
    super(`${message}${place ? ` (line ${place.line}, column ${place.column})` : ''}. ${instead}`)
    this.place = place
  }
}

/** The line and column of an offset, both from 1. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}
