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

/** Work that may be done twice: a connection lost while committing makes the driver do it again. */
export async function inTransaction<T>(
  driver: Driver,
  work: (transaction: ManagedTransaction) => Promise<T>,
): Promise<T> {
  const session = driver.session()
  try {
    return await session.executeWrite(work)
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

/** The only row of a lookup, as plain values. */
export async function lookUp<T>(driver: Driver, lookup: string, params: object): Promise<T> {
  const { records } = await driver.executeQuery(await readCypher(`lookup/${lookup}`), params, { routing: 'READ' })
  return toWire(records[0]?.toObject()) as T
}
