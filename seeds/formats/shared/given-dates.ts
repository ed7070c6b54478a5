import { DateError, type PartialDate, parseDate } from '../../../cypher/dates.ts'

/**
 * The dates of one event without those that another makes more precise: of 2014 and 2014-03-23 the second. Dates that
 * contradict each other all stay, and so does text that is no date.
 */
export function mostPrecise(dates: readonly string[]): string[] {
  const distinct = [...new Set(dates)]
  const bounds = distinct.map(parsed)
  return distinct.filter((_, at) => {
    const date = bounds[at]
    return !date || !bounds.some((other, nth) => nth !== at && other !== undefined && refines(other, date, nth < at))
  })
}

/** Whether all that `date` can mean is within what `other` can mean; of two that mean the same only the `first`. */
function refines(date: PartialDate, other: PartialDate, first: boolean): boolean {
  const [from, to] = [date.earliest ?? '', date.latest ?? '9999-99-99']
  const [otherFrom, otherTo] = [other.earliest ?? '', other.latest ?? '9999-99-99']
  if (from === otherFrom && to === otherTo) return first
  return otherFrom <= from && to <= otherTo
}

/** Undefined of text that is no date. */
export function parsed(date: string): PartialDate | undefined {
  try {
    return parseDate(date)
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return undefined
  }
}
