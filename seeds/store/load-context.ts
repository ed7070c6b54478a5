import type { Driver, ManagedTransaction } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { toWire } from '../../server/db/values.ts'
import type { Diagnostics } from '../tables/diagnostic.ts'

/** What a load reports and to whom, and how it goes about; a test passes a silent one. */
export interface LoadContext {
  driver: Driver
  /** Called with the number of rows written and of rows in all. */
  progress?: (done: number, total: number) => void
  /** Once it is aborted no further part is begun; those under way are finished. */
  signal?: AbortSignal
  /** Compares everything with the database and writes nothing. */
  dryRun?: boolean
  /** Takes a warning for a fault. */
  strict?: boolean
  /** Passes over the parts that an earlier run of the same files has written. */
  resume?: boolean
  /** Works everything out anew, also what is settled: repairs what somebody changed by hand. */
  recheck?: boolean
  /** The files may contradict what is said of people, organisations and sources: what they say takes its place. */
  correct?: boolean
  /** The files and options as they were given, for the list of loads. */
  files?: readonly string[]
  options?: readonly string[]
  /** Sources of which claims are withdrawn that the files no longer have. */
  replace?: readonly string[]
  /** Withdraws claims of `replace` also where they are more than half of those sources' claims. */
  confirmed?: boolean
  /** Takes the rows with a fault, so that the others can be loaded, and gives their number. Without it a fault stops the load. */
  writeRejects?: (problems: Diagnostics) => Promise<number>
}

/**
 * Work that may be done twice: a connection lost while committing makes the driver do it again, and what another load has
 * made meanwhile, which this one took for absent, makes us do so.
 */
export async function inTransaction<T>(
  driver: Driver,
  work: (transaction: ManagedTransaction) => Promise<T>,
): Promise<T> {
  const session = driver.session()
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

/** Reads that see one state of the database. */
export async function inReading<T>(driver: Driver, work: (transaction: ManagedTransaction) => Promise<T>): Promise<T> {
  const session = driver.session()
  try {
    return await session.executeRead(work)
  } finally {
    await session.close()
  }
}

/** The only row of a lookup, as plain values. */
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

/** The day of the load, which tells what is yet to come. */
export const todayOf = (): string => new Date().toISOString().slice(0, 10)
