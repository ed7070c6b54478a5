import { createHash } from 'node:crypto'
import type { Driver, ManagedTransaction } from '../server/db/connect.ts'
import { readCypher } from '../server/db/files.ts'
import { writeRows } from '../server/db/write.ts'
import { inTransaction, type LoadEffects, lookUp } from './effects.ts'
import type { Summary } from './load.ts'

/** One load of certain files: what of it is in the database already, by its own notes there. */
export class Run {
  readonly #id: string
  readonly #driver: Driver
  readonly #effects: LoadEffects
  #written = new Map<number, string>()

  constructor(driver: Driver, fingerprint: string, effects: LoadEffects) {
    this.#driver = driver
    this.#effects = effects
    const { replace = [], setAside } = effects
    this.#id = createHash('sha256')
      .update(JSON.stringify([VERSION, fingerprint, [...replace].sort(), setAside !== undefined]))
      .digest('hex')
      .slice(0, 32)
  }

  /**
   * What the same load came to, if nothing at all was written into the database since. Nothing can have changed then, and
   * nothing needs to be compared.
   */
  async finishedBefore(): Promise<{ summary: Summary; upToDateSince: string } | undefined> {
    const { dryRun, strict, resume } = this.#effects
    if (dryRun || strict || resume) return undefined
    const found = await lookUp<Record<'summary' | 'after' | 'finished', string | null> & { warnings: number | null }>(
      this.#driver,
      'finished',
      { run: this.#id },
    )
    const { summary, after, finished, warnings } = found
    if (!summary || !after || !finished || warnings !== 0) return undefined
    const last = await this.#lastTransaction()
    if (last === null || last !== String(BigInt(after) + 1n)) return undefined
    return { summary: JSON.parse(summary), upToDateSince: finished }
  }

  async begin(): Promise<void> {
    if (!this.#effects.resume) return
    const { records } = await this.#driver.executeQuery(
      await readCypher('lookup/batches'),
      { run: this.#id },
      { routing: 'READ' },
    )
    this.#written = new Map(records.map(record => [Number(record.get('seq')), String(record.get('sha256'))]))
  }

  isWritten(seq: number, sha256: string): boolean {
    return this.#written.get(seq) === sha256
  }

  /** In the transaction that writes the part: the note is there when the part is. */
  async note(transaction: ManagedTransaction, seq: number, rows: number, sha256: string): Promise<void> {
    await writeRows(transaction, 'load-batch', [{ run: this.#id, seq: BigInt(seq), rows: BigInt(rows), sha256 }])
  }

  async finish(rows: number, summary: Summary, warnings: number): Promise<void> {
    if (this.#effects.dryRun) return
    const after = await this.#lastTransaction()
    const unchanged = JSON.stringify(asUnchanged(summary))
    await inTransaction(this.#driver, transaction =>
      writeRows(transaction, 'load', [
        { run: this.#id, rows: BigInt(rows), summary: unchanged, warnings: BigInt(warnings), after },
      ]),
    )
  }

  /** Null where the server does not tell it, as to a user who may not see the databases. */
  async #lastTransaction(): Promise<string | null> {
    try {
      const { last } = await lookUp<{ last: number | string | null }>(this.#driver, 'last-transaction', {})
      return last === null || last === undefined ? null : String(last)
    } catch {
      return null
    }
  }
}

/** Raise it when the same files come to something else. */
const VERSION = 1

/** What a second load of the same comes to. */
function asUnchanged(summary: Summary): Summary {
  const entries = Object.entries(summary).map(([key, value]) => {
    if (typeof value === 'number') return [key, key === 'setAside' ? value : 0]
    const { added, changed, unchanged } = value
    return [key, { added: 0, changed: 0, unchanged: added + changed + unchanged }]
  })
  return Object.fromEntries(entries)
}
