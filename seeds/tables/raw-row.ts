import type { Diagnostic } from './diagnostic.ts'
import type { TableName } from './table-schemas.ts'

/** The place of a row in its file, for later diagnostics. `line` counts from 1. */
export interface Place {
  /** The file; for a workbook also the sheet: `book.xlsx#claims`. */
  file: string
  line: number
  /**
   * The position of the row on its line, from 2; undefined for the first. JSON and YAML may have several rows on one
   * line.
   */
  nth?: number
}

/** A row exactly as in its file, for the reject file. */
export interface Original {
  place: Place
  object: Record<string, unknown>
  /** Rows that have to be loaded together with this one. */
  along?: readonly Original[]
}

/** An unchecked row of a table as read from a file. */
export interface RawRow {
  table: TableName
  place: Place
  fields: Record<string, unknown>
  /** The file's own column names where they differ, for diagnostics. */
  names?: Readonly<Record<string, string>>
  /** The file's own word for such rows, for example memberships. */
  rows?: string
  /** The original rows if a mapping made `fields` from them; several if it merged rows. */
  originals?: readonly Original[]
  /** The file only refers to this organisation by its id: a row of another file describes it better. */
  isReference?: boolean
}

/** The source of rows that name none. `title` and `url` describe it if it is new. */
export interface SourceOption {
  id: string
  title?: string
  url?: string
}

export interface ReadContext {
  /** `originals` are the rows for the reject file if no table row comes from them. */
  report(problem: Diagnostic, originals?: readonly Original[]): void
  note(text: string): void
  source?: SourceOption
}
