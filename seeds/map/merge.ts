import { before, DateError, type PartialDate, parseDate } from '../../cypher/dates.ts'
import { quote } from '../lib/did-you-mean.ts'
import type { ReadContext } from '../tables/raw-row.ts'
import type { FlatRecord } from './flatten.ts'
import type { DateReader } from './text/date-pattern.ts'

export interface Merging {
  same: string[]
  from: string
  to: string
  days: number
}

const DAY = 86_400_000

/**
 * Merges successive records that lie within some days of each other and agree in some columns: terms of one stay, which
 * ends with the latest end. If the order of two ends is unclear, all records of the stay are reported instead.
 */
export async function* mergeStays(
  records: AsyncIterable<FlatRecord>,
  { same, from, to, days }: Merging,
  toDate: DateReader,
  { report }: Pick<ReadContext, 'report'>,
): AsyncGenerator<FlatRecord> {
  const dayOf = (record: FlatRecord, column: string): number => {
    const text = record.text(column)
    const date = toDate(text) ?? text
    return /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) / DAY : Number.NaN
  }
  let current: FlatRecord | undefined
  for await (const next of records) {
    const follows =
      current !== undefined &&
      (current.originals[0] === next.originals[0] || !next.columns.has('@index')) &&
      same.every(column => current?.text(column) === next.text(column)) &&
      dayOf(next, from) >= dayOf(current, from) &&
      dayOf(next, from) - dayOf(current, to) <= days
    if (current && follows) {
      const [end, other] = [current.text(to), next.text(to)]
      const later = laterOf(end, other, toDate)
      const merged = until(current, later === end ? current : next, next, to)
      if (later !== undefined) current = merged
      else {
        const message = `${quote(other)} may be before or after ${quote(end)}, the end of line ${current.place.line}, the row it is merged with; write both dates so that their order is clear`
        report({ ...next.place, column: next.names?.[to] ?? to, message }, merged.originals)
        current = undefined
      }
    } else {
      if (current) yield current
      current = next
    }
  }
  if (current) yield current
}

const until = (first: FlatRecord, end: FlatRecord, last: FlatRecord, to: string): FlatRecord => ({
  ...first,
  originals: [...new Set([...first.originals, ...last.originals])],
  text: column => (column === to ? end : first).text(column),
  list: column => (column === to ? end : first).list(column),
})

/** The later of two ends; undefined if the order is unclear. A missing or unreadable end counts as later. */
function laterOf(end: string, other: string, toDate: DateReader): string | undefined {
  const [a, b] = [bounds(end, toDate), bounds(other, toDate)]
  if (!a || !b) return other
  // An end that is never earlier is later or equal.
  if (before(a, b) === 'no') return end
  return before(b, a) === 'no' ? other : undefined
}

function bounds(text: string, toDate: DateReader): PartialDate | undefined {
  try {
    return text === '' ? undefined : parseDate(toDate(text) ?? text)
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    return undefined
  }
}
