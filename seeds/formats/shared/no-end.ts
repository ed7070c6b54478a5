import { mostPrecise, parsed } from './given-dates.ts'

/** Many registers write 9999-12-31 for "no end". */
export const isNoEnd = (date: string | null | undefined): boolean => /^9999(-|$)/.test(date ?? '')

/** The date of a death or dissolution; undefined if it is not readable. */
export function endDate(dates: readonly (string | undefined)[]): string | undefined {
  const given = dates.filter(date => date !== undefined && !isNoEnd(date)) as string[]
  const read = mostPrecise(given).flatMap(date => parsed(date) ?? [])
  // Of several dates, take the latest, which rules out the least.
  read.sort((a, b) => ((a.latest ?? '9999') < (b.latest ?? '9999') ? 1 : -1))
  return read[0]?.text
}
