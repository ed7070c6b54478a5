import type { Diagnostic } from './diagnostic.ts'
import type { TableName } from './table-schemas.ts'

/** Where a thing was read, so that a fault found later can still be named. `line` counts from 1. */
export interface Place {
  /** The file; of a workbook also its sheet, as `book.xlsx#claims`. */
  file: string
  line: number
  /** Which row of the line it is, from 2; the first has none. JSON and YAML may hold several on one line. */
  nth?: number
}

/** A row as its file has it, whatever was made of it: so it is given back to be mended. */
export interface Original {
  place: Place
  object: Record<string, unknown>
  /** What it is read together with, and has to be loaded with it. */
  along?: readonly Original[]
}

/** A row of one of the tables as a file has it, not yet checked. */
export interface RawRow {
  table: TableName
  place: Place
  fields: Record<string, unknown>
  /** What the file calls a column, where it is not the table's own name: a fault speaks of that. */
  names?: Readonly<Record<string, string>>
  /** What the file calls such rows, if it has a word for them: memberships. */
  rows?: string
  /** The rows as their file has them, where `fields` were made of them by a mapping: several, if it merged them. */
  originals?: readonly Original[]
}

/** The source of all that a file says without naming one. `title` and `url` make it known, if it is not yet. */
export interface SourceOption {
  id: string
  title?: string
  url?: string
}

export interface ReadContext {
  /** `originals` are what can be given back, where no row comes of them. */
  report(problem: Diagnostic, originals?: readonly Original[]): void
  note(text: string): void
  source?: SourceOption
}
