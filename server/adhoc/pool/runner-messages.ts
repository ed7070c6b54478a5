import type { AdhocRequest } from '../../../cypher/adhoc.ts'
import type { Connection } from '../../db/connect.ts'
import type { StatementLimits } from '../statements/statements.ts'

/** Messages between the server and a process that runs statements. */

/** Chunks that may be unacknowledged, so that little is buffered for a slow client. */
export const MAX_UNACKNOWLEDGED = 8
/** Characters per chunk; longer text is split. */
export const CHUNK_LENGTH = 32 * 1024

export type ToRunner =
  | { type: 'open'; connection: Connection; limits: StatementLimits }
  /** `id` marks the transaction of the statement, which sees what `bookmarks` name. */
  | { type: 'run'; id: string; request: AdhocRequest; bookmarks: string[] }
  /** A chunk was consumed. */
  | { type: 'acknowledge' }
  /** The answer is complete, or the client has disconnected. Repeated until the statement has ended. */
  | { type: 'cancel' }

export type FromRunner =
  | { type: 'ready' }
  /** `endsLine`: the text ends with the end of a line. */
  | { type: 'text'; text: string; endsLine: boolean }
  | { type: 'end' }
  | { type: 'error'; error: SerializedError }
  /** The process is responsive, and must not be killed while it waits for the database to release the statement. */
  | { type: 'cancelling' }
  /** The process can run another statement. */
  | { type: 'idle' }
  /** The process can run no other statement. */
  | { type: 'unusable' }

/** An `HttpError` as data, with its cause for the log. */
export interface SerializedError {
  status: number
  code: string
  message: string
  details?: unknown
  cause?: string
}
