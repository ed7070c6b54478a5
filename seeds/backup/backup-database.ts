import { readBookmark } from '../../server/db/bookmark.ts'
import type { Driver } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { openReadingSession } from '../../server/db/database-session.ts'
import { VERSION } from '../../server/root/product-version.ts'
import { type Digest, digest } from '../export/digest.ts'
import { lookUp } from '../store/load-context.ts'
import { finishUndoing } from '../undo/undo.ts'
import { ArchiveWriter, BackupError, manifestOf, type NodeLine, type RelationshipLine } from './archive.ts'
import { encodeAll, ValueTypeError } from './typed-values.ts'

export interface BackupEffects {
  driver: Driver
  /** Called with the number of records written and the total. */
  progress?: (done: number, total: number) => void
  /** If aborted, no file is left behind. */
  signal?: AbortSignal
}

export interface BackedUp extends Digest {
  file: string
  nodes: number
  relationships: number
}

/** How often a backup begins again because the database changed meanwhile. */
const TRIES = 3
/** A read of everything may take longer than the server allows a transaction by default. */
const TIMEOUT_MS = 24 * 60 * 60 * 1000

/**
 * Writes every node and relationship to one file, with the digest of the database.
 * @throws {TargetError} if `out` exists and `force` is not set
 * @throws {BackupError} if the database keeps changing, or has values that a backup cannot hold
 */
export async function backup(
  { out, force = false }: { out: string; force?: boolean },
  { driver, progress = () => {}, signal }: BackupEffects,
): Promise<BackedUp> {
  await finishUndoing(driver)
  for (let left = TRIES; ; left--) {
    const bookmark = await readBookmark(driver)
    const archive = await ArchiveWriter.open(out, force)
    try {
      const found = await digest({ driver, signal })
      const counts = await lookUp<{ nodes: number; relationships: number }>(driver, 'backup-totals', {})
      await archive.add(manifestOf({ product: VERSION, made: new Date().toISOString(), digest: found, ...counts }))
      const written = await writeRecords(driver, archive, counts.nodes + counts.relationships, progress, signal)
      if (bookmark === (await readBookmark(driver))) {
        if (written !== counts.nodes + counts.relationships) throw new BackupError(BUSY)
        const file = await archive.finish(counts)
        return { ...found, file, ...counts }
      }
      if (left === 1) throw new BackupError(BUSY)
      await archive.abandon()
    } catch (error) {
      await archive.abandon()
      if (error instanceof ValueTypeError)
        throw new BackupError(`The database has ${error.message}, which no load writes and a backup cannot hold.`)
      throw error
    }
  }
}

const BUSY = `The database changed each of ${TRIES} times while it was read. Try again when no load is running.`

async function writeRecords(
  driver: Driver,
  archive: ArchiveWriter,
  total: number,
  progress: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  let written = 0
  progress(0, total)
  for (const lookup of ['backup-nodes', 'backup-relationships'])
    for await (const line of streamed(driver, lookup)) {
      if (written % 1000 === 0) {
        signal?.throwIfAborted()
        progress(written, total)
      }
      await archive.add(line)
      written++
    }
  progress(written, Math.max(written, total))
  return written
}

/** The records of one statement as they arrive, so that memory does not grow with the database. */
async function* streamed(driver: Driver, lookup: string): AsyncGenerator<NodeLine | RelationshipLine> {
  const session = openReadingSession(driver, { fetchSize: 1000 })
  try {
    const result = session.run(await readCypher(`lookup/${lookup}`), {}, { timeout: TIMEOUT_MS })
    for await (const record of result) {
      const { number, start, end, properties, ...rest } = record.toObject()
      const numbers = Object.entries({ number, start, end }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Number(value)] as const],
      )
      yield { ...rest, ...Object.fromEntries(numbers), properties: encodeAll(properties) } as
        | NodeLine
        | RelationshipLine
    }
  } finally {
    await session.close()
  }
}
