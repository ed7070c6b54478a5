import type { Driver, Record as DriverRecord, Session } from 'neo4j-driver'
import { isRetryable } from './connect.ts'

/**
 * Where the data stand: Neo4j's bookmark, which names its newest transaction. Two reads that end with the same one had
 * the same data before them, if the first ended before the second began. It comes with every read and costs nothing.
 */
export type Bookmark = string

/** The newest bookmark that an answer has told, by driver. */
const latest = new WeakMap<Driver, Bookmark>()
export const latestBookmark = (driver: Driver): Bookmark | null => latest.get(driver) ?? null

/** Asks the database where the data stand; one short trip. */
export async function readBookmark(driver: Driver): Promise<Bookmark | null> {
  return (await readAll(driver, 'RETURN 1', {})).bookmark
}

export const TIMEOUT_MS = 20_000
const WAITS_MS = [0, 200]

export interface Read {
  records: DriverRecord[]
  /** Null where the server tells none. */
  bookmark: Bookmark | null
}

/**
 * Reads by one statement, in a transaction of its own of at most 20 s unless told otherwise, and asks again if the
 * connection fails. Auto-commit takes one trip to the database where a managed transaction takes two.
 */
export async function readAll(
  driver: Driver,
  cypher: string,
  params: object,
  signal?: AbortSignal,
  timeout = TIMEOUT_MS,
): Promise<Read> {
  for (const wait of WAITS_MS) {
    try {
      return await readOnce(driver, cypher, params, signal, timeout)
    } catch (error) {
      if (!isRetryable(error) || signal?.aborted) throw error
      if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
    }
  }
  return readOnce(driver, cypher, params, signal, timeout)
}

const readOnce = (driver: Driver, cypher: string, params: object, signal: AbortSignal | undefined, timeout: number) =>
  inSession(driver, signal, async (session): Promise<Read> => {
    const { records } = await session.run(cypher, params, { timeout })
    return { records, bookmark: rememberBookmark(driver, session) }
  })

/**
 * The same, a record at a time as they come, in memory that does not grow. What has been given cannot be taken back,
 * so nothing is asked twice. Whoever stops early ends the work in the database too.
 */
export async function* readEach(
  driver: Driver,
  cypher: string,
  params: object,
  signal?: AbortSignal,
): AsyncGenerator<DriverRecord, Bookmark | null> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  const leave = () => void session.close()
  signal?.addEventListener('abort', leave)
  try {
    for await (const record of session.run(cypher, params, { timeout: TIMEOUT_MS })) {
      yield record
      // Nobody reads it, and the session is closed: for another row the driver would ask the server, which takes that for a fault.
      if (signal?.aborted) return null
    }
    return rememberBookmark(driver, session)
  } finally {
    signal?.removeEventListener('abort', leave)
    await session.close()
  }
}

/** Closing a session ends what it runs. */
async function inSession<T>(
  driver: Driver,
  signal: AbortSignal | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  const leave = () => void session.close()
  signal?.addEventListener('abort', leave)
  try {
    return await work(session)
  } finally {
    signal?.removeEventListener('abort', leave)
    await session.close()
  }
}

function rememberBookmark(driver: Driver, session: Session): Bookmark | null {
  const bookmark = session.lastBookmarks().join(',') || null
  if (bookmark) latest.set(driver, bookmark)
  return bookmark
}
