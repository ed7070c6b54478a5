import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUCKETS, bucketOf } from '../lib/bucket.ts'

/** Characters kept in memory before they are written to disk. */
const KEPT = 4 * 1024 * 1024

/** Writing the rows to disk failed. */
export class SpoolError extends Error {
  override name = 'SpoolError'
}

/**
 * Groups any number of rows by key: reading returns the rows of one key together. Rows stay in memory while they are
 * few; beyond that they go to an unlinked file, so that nothing is left behind however the process ends.
 */
export class Spool {
  readonly #kept: string[][] = Array.from({ length: BUCKETS }, () => [])
  readonly #written: { at: number; length: number }[][] = Array.from({ length: BUCKETS }, () => [])
  #characters = 0
  #file: number | undefined
  #end = 0

  constructor(private readonly most = KEPT) {}

  add(key: string, row: readonly unknown[]): void {
    this.#push(bucketOf(key), JSON.stringify(row))
  }

  /** The rows of one bucket, in insertion order. */
  *read(bucket: number): Generator<unknown[]> {
    for (const { at, length } of this.#written[bucket] ?? []) {
      const bytes = Buffer.allocUnsafe(length)
      readSync(this.#file ?? -1, bytes, 0, length, at)
      yield* JSON.parse(bytes.toString())
    }
    yield* JSON.parse(`[${this.#kept[bucket]?.join(',')}]`)
  }

  /** Assigns new keys to the rows in the buckets of `keys`; `rekey` is called for each of those rows. */
  move(keys: Iterable<string>, rekey: (row: unknown[]) => string): void {
    for (const bucket of new Set([...keys].map(bucketOf))) {
      const rows = [...this.read(bucket)]
      this.#written[bucket] = []
      this.#kept[bucket] = []
      for (const row of rows) this.#push(bucketOf(rekey(row)), JSON.stringify(row))
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #push(bucket: number, line: string): void {
    this.#kept[bucket]?.push(line)
    this.#characters += line.length
    if (this.#characters > this.most) this.#write()
  }

  #write(): void {
    this.#file ??= onDisk(nameless)
    const file = this.#file
    for (const [bucket, lines] of this.#kept.entries()) {
      if (lines.length === 0) continue
      const bytes = Buffer.from(`[${lines.join(',')}]`)
      for (let done = 0; done < bytes.length; )
        done += onDisk(() => writeSync(file, bytes, done, bytes.length - done, this.#end + done))
      this.#written[bucket]?.push({ at: this.#end, length: bytes.length })
      this.#end += bytes.length
      this.#kept[bucket] = []
    }
    this.#characters = 0
  }
}

export const buckets = (): Iterable<number> => Array(BUCKETS).keys()

function onDisk<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `no disk space for temporary files in ${tmpdir()}: ${reason}. Set TMPDIR to a folder with free space`
    throw new SpoolError(message, { cause: error })
  }
}

function nameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'who-left-where-'))
  const file = openSync(join(folder, 'rows'), 'w+', 0o600)
  rmSync(folder, { recursive: true })
  return file
}
