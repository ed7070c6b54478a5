import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Bookmark, readBookmark } from '../db/bookmark.ts'
import { type Connection, type Driver, isUnreachable } from '../db/connect.ts'
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

const POLL_MS = 5_000
const RETRY_MS = 60_000

/**
 * Runs ad hoc statements on a copy of the database, and makes a new copy after each load. Checks the bookmark every 5 s, and waits
 * until it stays the same, so that a load is copied once.
 */
export async function keepMirrored({ driver, adhoc, copies, mirroring, logger, signal }: KeepOptions): Promise<void> {
  const use: Adhoc['use'] = server => adhoc.use(server)
  let mirrored: Bookmark | null = null
  let seen: Bookmark | null = null
  while (!signal.aborted) {
    let pause = POLL_MS
    try {
      await copies.serve(use)
      const bookmark = await readBookmark(driver)
      const isStable = seen === null || bookmark === seen
      seen = bookmark
      if (bookmark !== mirrored && isStable) {
        if (!(await copies.has(to => mirroring.isMirrored({ from: driver, to, signal })))) {
          const { claims, sha256 } = await copies.refill(to => mirroring.mirror({ from: driver, to, signal }), use)
          logger.info({ claims, sha256 }, 'the copy for ad hoc Cypher is refreshed')
        }
        await copies.serve(use)
        mirrored = bookmark
      }
    } catch (error) {
      if (!signal.aborted && !isUnreachable(error)) {
        logger.warn({ err: error }, 'the copy for ad hoc Cypher was not refreshed')
        pause = RETRY_MS
      }
    }
    await wait(pause, undefined, { signal, ref: false }).catch(() => {})
  }
}
