import type { Bookmark } from '../db/bookmark.ts'

export type Row = Record<string, unknown>

export interface Answer {
  /** The parameters as Cypher received them: ids instead of names, first and last days instead of vague dates. */
  params: Record<string, unknown>
  columns: string[]
  rows: Row[]
  truncated: boolean
  total?: number
  /** The state of the data; null if they changed during the question, or if the server reports no bookmark. */
  bookmark: Bookmark | null
}
