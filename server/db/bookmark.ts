import { setTimeout as sleep } from 'node:timers/promises'
import type { Driver, Record as DriverRecord, Session } from 'neo4j-driver'
import { isBehind, isRetryable } from './connect.ts'
import { forgetBookmarks, openReadingSession } from './database-session.ts'
import { beginStatement } from './statement-span.ts'

/**
 * The state of the data: Neo4j's bookmark, which identifies the last committed transaction. If one read ends with the bookmark
 * with which an earlier one ended, both saw the same data. Every read returns it at no cost.
 */
export type Bookmark = string

/** The newest bookmark of an answer, by driver. */
const latest = new WeakMap<Driver, Bookmark>()
export const latestBookmark = (driver: Driver): Bookmark | null => latest.get(driver) ?? null

/** By driver, the read of the bookmark that runs, and the one that begins after it. */
const reads = new WeakMap<Driver, { running: Promise<unknown>; next?: Promise<Bookmark | null> }>()
/** The next read waits no longer than this for the one that runs, whose connection may be dead. */
const SHARING_MS = 50

/**
 * Reads the current bookmark, in one short trip to the database. While one read runs, all who call share the next, because what it
 * reads must not be older than the call.
 */
export function readBookmark(driver: Driver): Promise<Bookmark | null> {
  const read = reads.get(driver) ?? { running: Promise.resolve() }
  reads.set(driver, read)
  const begin = () => {
    delete read.next
    const now = readAll(driver, 'RETURN 1', {}).then(({ bookmark }) => bookmark)
    read.running = now
    return now
  }
  read.next ??= Promise.race([read.running, sleep(SHARING_MS)]).then(begin, begin)
  return read.next
}

export const TIMEOUT_MS = 20_000
const RETRY_DELAYS_MS = [0, 200]

export interface Read {
  records: DriverRecord[]
  /** Null if the server sends none. */
  bookmark: Bookmark | null
}

/**
 * Runs one reading statement in an auto-commit transaction, which takes one trip to the database instead of two. Retries if the
 * connection fails. `timeout` is in milliseconds.
 */
export async function readAll(
  driver: Driver,
  cypher: string,
  params: object,
  signal?: AbortSignal,
  timeout = TIMEOUT_MS,
): Promise<Read> {
  for (const wait of RETRY_DELAYS_MS) {
    try {
      return await readOnce(driver, cypher, params, signal, timeout)
    } catch (error) {
      if (!isRetryable(error) || signal?.aborted) throw error
      if (wait > 0) await sleep(wait)
    }
  }
  return readOnce(driver, cypher, params, signal, timeout)
}

const readOnce = (driver: Driver, cypher: string, params: object, signal: AbortSignal | undefined, timeout: number) =>
  inSession(driver, signal, async (session): Promise<Read> => {
    const end = beginStatement(cypher)
    try {
      const { records } = await session.run(cypher, params, { timeout })
      end()
      return { records, bookmark: rememberBookmark(driver, session) }
    } catch (error) {
      end(error)
      if (isBehind(error)) await forgetBookmarks(driver)
      throw error
    }
  })

/**
 * Runs one reading statement and streams its records. Does not retry, because records may have been consumed. If the consumer
 * stops early, the statement is cancelled in the database. `timeout` is in milliseconds.
 */
export async function* readEach(
  driver: Driver,
  cypher: string,
  params: object,
  signal?: AbortSignal,
  timeout = TIMEOUT_MS,
): AsyncGenerator<DriverRecord, Bookmark | null> {
  const session = openReadingSession(driver)
  const close = () => void session.close()
  signal?.addEventListener('abort', close)
  const end = beginStatement(cypher)
  let failure: unknown
  try {
    for await (const record of session.run(cypher, params, { timeout })) {
      yield record
      // The session is closed. Reading on would make the driver send a request that the server rejects.
      if (signal?.aborted) return null
    }
    return rememberBookmark(driver, session)
  } catch (error) {
    failure = error
    if (isBehind(error)) await forgetBookmarks(driver)
    throw error
  } finally {
    end(failure)
    signal?.removeEventListener('abort', close)
    await session.close()
  }
}

/** Closes the session, which cancels its statement, when `signal` aborts. */
async function inSession<T>(
  driver: Driver,
  signal: AbortSignal | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = openReadingSession(driver)
  const close = () => void session.close()
  signal?.addEventListener('abort', close)
  try {
    return await work(session)
  } finally {
    signal?.removeEventListener('abort', close)
    await session.close()
  }
}

function rememberBookmark(driver: Driver, session: Session): Bookmark | null {
  const bookmark = session.lastBookmarks().join(',') || null
  if (bookmark) latest.set(driver, bookmark)
  return bookmark
}
