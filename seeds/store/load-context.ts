import type { Driver, ManagedTransaction } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { openReadingSession, openSession } from '../../server/db/database-session.ts'
import { toWire } from '../../server/db/values.ts'
import type { Diagnostics } from '../tables/diagnostic.ts'

/** The driver, callbacks and options of a load; tests pass silent callbacks. */
export interface LoadContext {
  driver: Driver
  /** Called with the number of rows written and the total. */
  progress?: (done: number, total: number) => void
  /** Called with the number of people whose batch was written. */
  reconciled?: (people: number) => void
  /** When aborted, the load starts no further batch. Batches in progress are finished. */
  signal?: AbortSignal
  /** Compares everything with the database and writes nothing. */
  dryRun?: boolean
  /** Treats warnings as errors. */
  strict?: boolean
  /** Skips the batches that an earlier run of the same files has written. */
  resume?: boolean
  /** Recomputes everything and ignores state digests. Repairs manual edits in the database. */
  recheck?: boolean
  /** Values in the files replace stored values of people, organisations and sources that contradict them. */
  correct?: boolean
  /** The files and options as the user passed them, for the list of loads. */
  files?: readonly string[]
  options?: readonly string[]
  /** Withdraws those claims of these sources that the files no longer contain. */
  replace?: readonly string[]
  /** Withdraws claims of `replace` even if they are more than half of the claims of those sources. */
  confirmed?: boolean
  /**
   * Writes faulty rows to the reject file so that the rest can be loaded, and returns their number. Without it, any
   * fault stops the load.
   */
  writeRejects?: (problems: Diagnostics) => Promise<number>
}

/**
 * Runs a write transaction; `work` may run several times. The driver retries after a connection loss during a commit.
 * We retry after a constraint violation, when another load has created the same record in the meantime.
 */
export async function inTransaction<T>(
  driver: Driver,
  work: (transaction: ManagedTransaction) => Promise<T>,
): Promise<T> {
  const session = openSession(driver)
  try {
    for (let left = TRIES; ; left--)
      try {
        return await session.executeWrite(work)
      } catch (error) {
        if (left === 0 || !isClash(error)) throw error
      }
  } finally {
    await session.close()
  }
}

const TRIES = 5

const isClash = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'Neo.ClientError.Schema.ConstraintValidationFailed'

/** Runs reads in one transaction. */
export async function inReading<T>(driver: Driver, work: (transaction: ManagedTransaction) => Promise<T>): Promise<T> {
  const session = openReadingSession(driver)
  try {
    return await session.executeRead(work)
  } finally {
    await session.close()
  }
}

/** The single row of a lookup, as plain values. */
export async function lookUp<T>(driver: Driver, lookup: string, params: object): Promise<T> {
  const { records } = await driver.executeQuery(await readCypher(`lookup/${lookup}`), params, { routing: 'READ' })
  return toWire(records[0]?.toObject()) as T
}

/** All rows of a lookup, as plain values. */
export async function rowsOf<T>(driver: Driver, lookup: string, params: object): Promise<T[]> {
  const { records } = await driver.executeQuery(await readCypher(`lookup/${lookup}`), params, { routing: 'READ' })
  return records.map(record => toWire(record.toObject()) as T)
}

/** All rows of a lookup within a transaction, as plain values. */
export async function readRows<T>(transaction: ManagedTransaction, lookup: string, params: object): Promise<T[]> {
  const { records } = await transaction.run(await readCypher(`lookup/${lookup}`), params)
  return records.map(record => toWire(record.toObject()) as T)
}

/** The date of the load (UTC, YYYY-MM-DD). Later events are scheduled. */
export const todayOf = (): string => new Date().toISOString().slice(0, 10)
