import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBookmark } from '../../server/db/bookmark.ts'
import { type Connection, connect, type Driver } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { applySchema, writeRows } from '../../server/db/write.ts'
import { type Digest, digest } from '../export/digest.ts'
import { exportDatabase } from '../export/export.ts'
import { load } from '../load/load.ts'
import { readDataset } from '../read/read-dataset.ts'
import { emptyDatabase } from '../store/empty-database.ts'
import { inTransaction, lookUp } from '../store/load-context.ts'
import { finishUndoing } from '../undo/undo.ts'

/** The copy was not made, or is not equal. The message gives the reason and a way out. */
export class MirrorError extends Error {
  override name = 'MirrorError'
}

export interface MirrorOptions {
  from: Driver
  /** The Neo4j that holds the copy: an empty database, or an earlier copy, which is replaced. */
  to: Connection
  signal?: AbortSignal
}

/** How often a copy is made again because the original changed meanwhile. */
const TRIES = 3

/**
 * Copies a database: exports it, empties the copy, loads the export there and compares digests. While this runs, the copy is
 * incomplete.
 * @throws {MirrorError} if `to` holds data of its own, or the digests differ
 * @throws {LossError} if the database has content that no export holds
 */
export const mirror = ({ from, to, signal }: MirrorOptions): Promise<Digest> =>
  withDriver(to, async to => {
    const { empty, mirror: isMirror } = await readState(to)
    if (!empty && !isMirror) throw new MirrorError(FOREIGN)
    if ((await databaseId(from)) === (await databaseId(to))) throw new MirrorError(SAME)
    await finishUndoing(from)
    for (let left = TRIES; ; left--) {
      const bookmark = await readBookmark(from)
      await copy(from, to, signal)
      const [original, made] = await Promise.all([digest({ driver: from, signal }), digest({ driver: to, signal })])
      if (original.sha256 === made.sha256) {
        await mark(to, bookmark)
        return made
      }
      if (bookmark === (await readBookmark(from))) throw new MirrorError(differs(original, made))
      if (left === 1) throw new MirrorError(BUSY)
    }
  })

/** Whether `to` is a complete copy of the present state of `from`. */
export const isMirrored = ({ from, to }: MirrorOptions): Promise<boolean> =>
  withDriver(to, async to => {
    const { mirror: isMirror, of } = await readState(to)
    return isMirror && of !== null && of === (await readBookmark(from))
  })

const FOREIGN =
  'The Neo4j for the copy holds other data, which filling it would delete. Name an empty Neo4j in ADHOC_NEO4J_URI, or empty that one yourself.'
const SAME = 'The Neo4j for the copy is the database itself. Name another one in ADHOC_NEO4J_URI.'
const BUSY = `The database changed each of ${TRIES} times while it was copied. Try again when no load is running.`
const differs = (original: Digest, made: Digest) =>
  `The copy has the digest ${made.sha256}, and the database ${original.sha256}: an export does not hold what was changed by hand. npm run load -- --recheck repairs that.`

async function databaseId(driver: Driver): Promise<string> {
  const { records } = await driver.executeQuery(await readCypher('lookup/database-id'), {}, { routing: 'READ' })
  return String(records[0]?.get('id'))
}

async function withDriver<T>(connection: Connection, work: (driver: Driver) => Promise<T>): Promise<T> {
  const driver = connect(connection)
  try {
    return await work(driver)
  } finally {
    await driver.close()
  }
}

async function copy(from: Driver, to: Driver, signal?: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mirror-'))
  try {
    const file = join(folder, 'database.jsonl')
    await exportDatabase({ format: 'jsonl', out: file }, { driver: from, signal })
    await mark(to, null)
    await emptyDatabase(to, 'mirror')
    const data = await readDataset([file])
    // A load applies the schema, most of it after its rows. An empty database has no rows to load.
    if (data.people + data.organisations.length + data.sources.length > 0)
      await load(data, { driver: to, signal, files: ['the database'], options: ['mirror'] })
    else {
      data.close()
      await applySchema(to)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface State {
  empty: boolean
  mirror: boolean
  /** The bookmark of the original. */
  of: string | null
}

const readState = (driver: Driver): Promise<State> => lookUp<State>(driver, 'mirror', {})

const mark = (driver: Driver, of: string | null) =>
  inTransaction(driver, transaction => writeRows(transaction, 'mirror', [{ marked: true, of }]))
