import type { Place } from '../tables/raw-row.ts'

/** A row of any file with its columns by name. Names of nested objects are joined by dots: `name.first`. */
export interface RawRecord {
  place: Place
  object: Record<string, unknown>
  /** The file's own names of this row's columns if they need a position: `Name (B7)`. */
  names?: Readonly<Record<string, string>>
}

/** What to read from a file that holds several lists. */
export interface RowsWanted {
  sheet?: string
  path?: string
  /** The columns to read; by default all. */
  columns?: ReadonlySet<string>
}

/** The rows, and the columns if a header declares them. */
export interface Records {
  header?: { columns: string[]; place: Place }
  rows: AsyncIterable<RawRecord> | Iterable<RawRecord>
}

/** A record as seen by templates. */
export interface MapRecord {
  place: Place
  text(column: string): string
  list(column: string): string[]
}
