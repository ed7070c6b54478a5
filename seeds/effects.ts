import type { Driver, ManagedTransaction } from '../server/db/connect.ts'
import { readCypher } from '../server/db/files.ts'
import { toWire } from '../server/db/wire.ts'

/** What a load reports and to whom; a test passes a silent one. */
export interface LoadEffects {
  driver: Driver
  /** Called with the number of rows written and of rows in all. */
  progress?: (done: number, total: number) => void
  /** Compares everything with the database and writes nothing. */
  dryRun?: boolean
  /** Takes a warning for a fault. */
  strict?: boolean
}

/**
 * Work that may be done again: after a connection was lost while committing, and after another load made what this one was
 * about to make. From the second time on `again` is true, and what is there must be read and not taken for granted.
 */
export async function inTransaction<T>(
  driver: Driver,
  work: (transaction: ManagedTransaction, again: boolean) => Promise<T>,
): Promise<T> {
  const session = driver.session()
  let again = false
  const attempt = () =>
    session.executeWrite(transaction => {
      const result = work(transaction, again)
      again = true
      return result
    })
  try {
    return await attempt().catch(error => {
      if (!isClash(error)) throw error
      return attempt()
    })
  } finally {
    await session.close()
  }
}

/** Reads that see one state of the database. */
export async function inReading<T>(driver: Driver, work: (transaction: ManagedTransaction) => Promise<T>): Promise<T> {
  const session = driver.session()
  try {
    return await session.executeRead(work)
  } finally {
    await session.close()
  }
}

const isClash = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'Neo.ClientError.Schema.ConstraintValidationFailed'

/** The only row of a lookup, as plain values. */
export async function lookUp<T>(driver: Driver, lookup: string, params: object): Promise<T> {
  const { records } = await driver.executeQuery(await readCypher(`lookup/${lookup}`), params, { routing: 'READ' })
  return toWire(records[0]?.toObject()) as T
}
