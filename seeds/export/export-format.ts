import type { Driver } from '../../server/db/connect.ts'
import type { Row } from './export-rows.ts'
import type { Target } from './target.ts'

/** One way to write the database down. A file of this folder each. */
export interface Format {
  shape: 'folder' | 'file'
  /** Where it is written if the user names no place. */
  out: string
  /** Loading what was written gives the same database; a row that would not is a loss. */
  lossless: boolean
  write(work: Work): Promise<void>
}

export interface Work {
  driver: Driver
  target: Target
  signal?: AbortSignal
  /** Called for each thing that was written: a row of a table, and what would be lost of it. */
  wrote(row: Row, losses?: string[]): void
  /** Called for text that a spreadsheet would run. */
  formula(): void
}
