import { DateError, type PartialDate, parseDate } from '../../../cypher/dates.ts'

/**
 * Drops dates of one event that another makes more precise: of 2014 and 2014-03-23 it keeps the second. Contradictory
 * dates and text that is not a date are kept.
 */
export function mostPrecise(dates: readonly string[]): string[] {
  const distinct = [...new Set(dates)]
  const bounds = distinct.map(parsed)
  return distinct.filter((_, at) => {
    const date = bounds[at]
    return !date || !bounds.some((other, nth) => nth !== at && other !== undefined && refines(other, date, nth < at))
  })
}

/**
 * Whether every day that `date` can mean is one that `other` can mean. Of two equal dates only the `first` refines the
 * other.
 */
function refines(date: PartialDate, other: PartialDate, first: boolean): boolean {
  const [from, to] = [date.earliest ?? '', date.latest ?? '9999-99-99']
  const [otherFrom, otherTo] = [other.earliest ?? '', other.latest ?? '9999-99-99']
  if (from === otherFrom && to === otherTo) return first
  return otherFrom <= from && to <= otherTo
}

/** Undefined if the text is not a date. */
export function parsed(date: string): PartialDate | undefined {
  try {
    return parseDate(date)
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return undefined
  }
}
