import type { Bookmark } from '../db/bookmark.ts'

export type Row = Record<string, unknown>

export interface Answer {
  /** The parameters as Cypher got them: ids for names, days for vague dates. */
  params: Record<string, unknown>
  columns: string[]
  rows: Row[]
  truncated: boolean
  total?: number
  /** Where the data stood; null if they changed while the question was asked, or if nobody can tell. */
  bookmark: Bookmark | null
}
