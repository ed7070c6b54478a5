import type { Driver, ManagedTransaction } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { writeRows } from '../../server/db/write.ts'
import { inReading, inTransaction, lookUp } from './load-context.ts'

/**
 * Counts what rests on each source and keeps it for the question `sources`, which takes seconds to count 400,000 claims.
 * Every transaction of a load that changes them says so, and raises their version. So counts that another load overtakes
 * are not kept, and an interrupted load leaves none: the question then counts by itself. Does nothing where the counts
 * hold. Returns whether they do now.
 */
export async function countSources(driver: Driver): Promise<boolean> {
  const { isValid, version } = await lookUp<Version>(driver, 'source-counts-version', {})
  if (isValid || version === 0) return isValid
  const text = await readCypher('lookup/source-counts')
  const counts = await inReading(driver, async transaction => (await transaction.run(text)).records)
  if (counts.length === 0) return false
  const rows = counts.map(record => ({ ...record.toObject(), version: BigInt(version) }))
  await inTransaction(driver, transaction => writeRows(transaction, 'source-counts', rows))
  return (await lookUp<Version>(driver, 'source-counts-version', {})).isValid
}

interface Version {
  isValid: boolean
  /** How often something was loaded since counts are kept; 0 in a database that was never loaded so. */
  version: number
}

/** To be called last in every transaction that writes claims, sources, or who is the same as whom. */
export async function outdateSourceCounts(transaction: ManagedTransaction): Promise<void> {
  await writeRows(transaction, 'source-counts-outdated', [{}])
}
