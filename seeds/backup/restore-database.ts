import { basename } from 'node:path'
import type { Driver } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { openSession } from '../../server/db/database-session.ts'
import { readRestoreState, unfinishedRestore } from '../../server/db/restore-state.ts'
import { applySchema, refreshStatistics } from '../../server/db/write.ts'
import { type Digest, digest } from '../export/digest.ts'
import { emptyDatabase } from '../store/empty-database.ts'
import { type Archive, BackupError, type NodeLine, openArchive, type RelationshipLine } from './archive.ts'
import type { BackupEffects } from './backup-database.ts'
import { decodeAll } from './typed-values.ts'

/** The number of records in one transaction. */
const BATCH = 2_000

/**
 * Fills the database from a backup and compares its digest with that of the backup.
 * @throws {BackupError} if the file is no complete backup, the database is not empty and `replace` is not set, or the digests differ
 */
export async function restore(
  { file, replace = false }: { file: string; replace?: boolean },
  { driver, progress, signal }: BackupEffects,
): Promise<Digest> {
  const archive = await openArchive(file)
  const { empty, file: begun } = await readRestoreState(driver)
  if (!replace && begun !== null) throw new BackupError(unfinishedRestore(begun))
  if (!replace && !empty) throw new BackupError(OCCUPIED)
  signal?.throwIfAborted()
  try {
    return await replaceAll(archive, basename(file), { driver, progress, signal })
  } catch (error) {
    if (signal?.aborted) throw new InterruptedRestore(unfinishedRestore(basename(file)))
    throw error
  }
}

/** Stopped half-way. */
export class InterruptedRestore extends BackupError {
  override name = 'InterruptedRestore'
}

async function replaceAll(
  archive: Archive,
  file: string,
  { driver, progress = () => {}, signal }: BackupEffects,
): Promise<Digest> {
  await run(driver, 'restore-begun', { file })
  await emptyDatabase(driver, 'restore')
  await run(driver, 'restore-index')
  await applySchema(driver, 'keys')
  await writeRecords(driver, archive, progress, signal)
  await run(driver, 'restore-numbers-removed')
  await run(driver, 'restore-index-dropped')
  await applySchema(driver)
  await refreshStatistics(driver)
  const found = await digest({ driver, signal })
  const { digest: expected, product } = archive.manifest
  if (found.sha256 !== expected.sha256)
    throw new BackupError(
      `The restored database has the digest ${found.sha256}, and the backup, made by version ${product}, ${expected.sha256}. Was the database changed meanwhile? Run the same command with --replace.`,
    )
  await run(driver, 'restore-ended')
  return found
}

const OCCUPIED =
  'The database holds data. Make a backup of it first (npm run backup -- FILE), then add --replace, which deletes what it holds.'

async function writeRecords(
  driver: Driver,
  archive: Archive,
  progress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { nodes, relationships } = archive.manifest
  const total = nodes + relationships
  let done = 0
  const wrote = (many: number) => {
    done += many
    progress(done, total)
    signal?.throwIfAborted()
  }
  for await (const rows of batches<NodeLine>(archive.nodes())) {
    await run(driver, 'restore-nodes', { rows: rows.map(withNumbers('number')) })
    wrote(rows.length)
  }
  for await (const rows of batches<RelationshipLine>(archive.relationships())) {
    const made = await run(driver, 'restore-relationships', { rows: rows.map(withNumbers('start', 'end')) })
    if (made !== rows.length) throw new BackupError('The backup has a relationship whose node it does not have.')
    wrote(rows.length)
  }
}

/** Numbers as integers, which differ from floating-point numbers in Neo4j. */
const withNumbers =
  (...names: string[]) =>
  (row: NodeLine | RelationshipLine): object => ({
    ...row,
    ...Object.fromEntries(names.map(name => [name, BigInt((row as unknown as Record<string, number>)[name] ?? 0)])),
    properties: decodeAll(row.properties),
  })

async function* batches<T>(rows: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** Runs one statement in a transaction of its own, as statements with several transactions require. Returns the number in its last row. */
async function run(driver: Driver, name: string, params: object = {}): Promise<number> {
  const session = openSession(driver)
  try {
    const { records } = await session.run(await readCypher(`lookup/${name}`), params)
    return Number(records[0]?.get(0) ?? 0)
  } finally {
    await session.close()
  }
}
