import type { AdhocRequest } from '../../../cypher/adhoc.ts'
import type { Connection } from '../../db/connect.ts'
import type { StatementLimits } from '../statements/statements.ts'

/** What the server and a process that runs statements say to each other. */

/** Pieces of text that may be under way before the first of them is taken: no more is held for a slow reader. */
export const MAX_UNACKNOWLEDGED = 8
/** Characters of a piece; what is longer is cut into several. */
export const CHUNK_LENGTH = 32 * 1024

export type ToRunner =
  | { type: 'open'; connection: Connection; limits: StatementLimits }
  /** `own`: a question of ours, of which the text need not be judged. */
  | { type: 'run'; request: AdhocRequest; own: boolean }
  /** A piece was taken. */
  | { type: 'taken' }
  /** Nobody waits for the answer any more, or it is out. Told again and again until the statement has ended. */
  | { type: 'leave' }

export type FromRunner =
  | { type: 'ready' }
  /** `whole`: ends at the end of a line. */
  | { type: 'text'; text: string; whole: boolean }
  | { type: 'end' }
  | { type: 'fault'; fault: SerializedError }
  /** It hears, and so is not to be ended while it waits for the database to let go. */
  | { type: 'leaving' }
  /** Another statement may come. */
  | { type: 'free' }
  /** No other statement may come. */
  | { type: 'spent' }

/** An `HttpError` without its class, and for the log what was behind it. */
export interface SerializedError {
  status: number
  code: string
  message: string
  details?: unknown
  cause?: string
}
