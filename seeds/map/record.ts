import type { Place } from '../tables/raw-row.ts'

/** A row of any file: its columns by name. Of nested objects the names are joined by dots, as `name.first`. */
export interface RawRecord {
  place: Place
  object: Record<string, unknown>
  /** What the file calls a column of this row, where a row alone does not tell: `Name (B7)`. */
  names?: Readonly<Record<string, string>>
}

/** What to read of a file that holds several lists. */
export interface RowsWanted {
  sheet?: string
  path?: string
  /** The columns that are read; by default all. */
  columns?: ReadonlySet<string>
}

/** The columns that are known before any row, and the rows. */
export interface Records {
  header?: { columns: string[]; place: Place }
  rows: AsyncIterable<RawRecord> | Iterable<RawRecord>
}

/** A record as templates read it. */
export interface MapRecord {
  place: Place
  text(column: string): string
  list(column: string): string[]
}
