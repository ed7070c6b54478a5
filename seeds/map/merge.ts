import type { DateReader } from './dates.ts'
import type { FlatRecord } from './flatten.ts'

export interface Merging {
  same: string[]
  from: string
  to: string
  days: number
}

const DAY = 86_400_000

/** Joins records that follow one another within some days and agree in some columns: terms of one stay. */
export async function* mergeStays(
  records: AsyncIterable<FlatRecord>,
  { same, from, to, days }: Merging,
  toDate: DateReader,
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
    if (current && follows) current = until(current, next, to)
    else {
      if (current) yield current
      current = next
    }
  }
  if (current) yield current
}

const until = (first: FlatRecord, last: FlatRecord, to: string): FlatRecord => ({
  ...first,
  originals: [...new Set([...first.originals, ...last.originals])],
  text: column => (column === to ? last : first).text(column),
  list: column => (column === to ? last : first).list(column),
})
