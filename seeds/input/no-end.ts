import { DateError, type PartialDate, parseDate } from '../../cypher/dates.ts'

/** Many registers write the last year that there is where there is no end. */
export const isNoEnd = (date: string | null | undefined): boolean => /^9999(-|$)/.test(date ?? '')

/** A date of what it ends with, as a death; undefined for one that is none, for it was never asked for. */
export function endDate(dates: readonly (string | undefined)[]): string | undefined {
  const read = dates.flatMap(date => (date === undefined || isNoEnd(date) ? [] : (parsed(date) ?? [])))
  // Of several, the one that leaves the most open: it bounds what others may contradict.
  read.sort((a, b) => ((a.latest ?? '9999') < (b.latest ?? '9999') ? 1 : -1))
  return read[0]?.text
}

function parsed(date: string): PartialDate | undefined {
  try {
    return parseDate(date)
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return undefined
  }
}
