import type { Driver } from '../../server/db/connect.ts'
import type { Row } from './export-rows.ts'
import type { Target } from './target.ts'

/** An export format. Each has its own file in this folder. */
export interface Format {
  shape: 'folder' | 'file'
  /** The default output path. */
  out: string
  /** Whether loading the export reproduces the database. Rows that cannot be reproduced count as losses. */
  lossless: boolean
  write(work: Work): Promise<void>
}

export interface Work {
  driver: Driver
  target: Target
  signal?: AbortSignal
  /** Called for each exported record, with the information that would be lost. */
  wrote(row: Row, losses?: string[]): void
  /** Called for text that a spreadsheet would run as a formula. */
  formula(): void
}
