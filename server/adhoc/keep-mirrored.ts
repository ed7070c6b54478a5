import type { Logger } from 'pino'
import { type Connection, type Driver, isUnreachable } from '../db/connect.ts'
import { followBookmark } from '../db/follow-bookmark.ts'
import type { Copies } from '../launcher/copies.ts'
import type { Adhoc } from './adhoc-service.ts'

/** The part of the loader that copies a database. */
export interface Mirroring {
  /** Replaces the copy, and throws an Error if it does not equal the original afterwards. */
  mirror(options: { from: Driver; to: Connection; signal: AbortSignal }): Promise<{ claims: number; sha256: string }>
  /** Whether the copy is complete and of the present state. */
  isMirrored(options: { from: Driver; to: Connection; signal: AbortSignal }): Promise<boolean>
}

export interface KeepOptions {
  driver: Driver
  adhoc: Adhoc
  copies: Copies
  mirroring: Mirroring
  logger: Logger
  signal: AbortSignal
}

const RETRY_MS = 60_000

/** Runs ad hoc statements on a copy of the database, and makes a new copy after each load. */
export function keepMirrored({ driver, adhoc, copies, mirroring, logger, signal }: KeepOptions): Promise<void> {
  const use: Adhoc['use'] = server => adhoc.use(server)
  return followBookmark(
    driver,
    {
      onLook: () => copies.serve(use),
      async onChange() {
        if (!(await copies.has(to => mirroring.isMirrored({ from: driver, to, signal })))) {
          const { claims, sha256 } = await copies.refill(to => mirroring.mirror({ from: driver, to, signal }), use)
          logger.info({ claims, sha256 }, 'the copy for ad hoc Cypher is refreshed')
        }
        await copies.serve(use)
      },
      onFailure(error) {
        if (signal.aborted || isUnreachable(error)) return undefined
        logger.warn({ err: error }, 'the copy for ad hoc Cypher was not refreshed')
        return RETRY_MS
      },
    },
    signal,
  )
}
