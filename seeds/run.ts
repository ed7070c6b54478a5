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
   * What the same load came to, if no other was begun since and nothing has gone or come: then nothing needs to be
   * compared. As for a settled person, a property that somebody changed by hand is not seen.
   */
  async finishedBefore(): Promise<{ summary: Summary; upToDateSince: string } | undefined> {
    if (looksAtAll(this.#effects)) return undefined
    const { run, summary, counts, warnings, finished, due, there } = await this.#lastLoad()
    if (due || run !== this.#id || !summary || !finished || warnings !== 0 || counts !== JSON.stringify(there))
      return undefined
    return { summary: JSON.parse(summary), upToDateSince: finished }
  }

  /** Before anything is written. */
  async begin(): Promise<void> {
    const { dryRun, resume } = this.#effects
    if (resume) {
      const asked = { run: this.#id }
      const text = await readCypher('lookup/batches')
      const { records } = await this.#driver.executeQuery(text, asked, { routing: 'READ' })
      this.#written = new Map(records.map(record => [Number(record.get('seq')), String(record.get('sha256'))]))
    }
    if (!dryRun) await inTransaction(this.#driver, tx => writeRows(tx, 'load-begun', [{ run: this.#id }]))
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
    const { there } = await this.#lastLoad()
    const ended = {
      run: this.#id,
      rows: BigInt(rows),
      summary: JSON.stringify(asUnchanged(summary)),
      warnings: BigInt(warnings),
      counts: JSON.stringify(there),
    }
    await inTransaction(this.#driver, transaction => writeRows(transaction, 'load-ended', [ended]))
  }

  #lastLoad = () => lastLoad(this.#driver)
}

/** Whether a load was told to go through all rows, whatever was loaded before. */
export const looksAtAll = ({ dryRun, strict, resume, recheck }: LoadEffects): boolean =>
  Boolean(dryRun || strict || resume || recheck)

const lastLoad = (driver: Driver) => lookUp<LastLoad>(driver, 'last-load', {})

/** Whether the load that was begun last came to its end. */
export const hasFinished = async (driver: Driver): Promise<boolean> => Boolean((await lastLoad(driver)).finished)

interface LastLoad {
  run: string | null
  summary: string | null
  counts: string | null
  warnings: number | null
  finished: string | null
  /** Whether the day of a scheduled event has come. */
  due: boolean
  /** How much there is of everything. */
  there: Record<string, number>
}

/** Raise it when the same files come to something else. */
const VERSION = 4

/** What a second load of the same comes to. */
function asUnchanged(summary: Summary): Summary {
  const entries = Object.entries(summary).map(([key, value]) => {
    if (typeof value === 'number') return [key, key === 'setAside' ? value : 0]
    const { added, changed, unchanged } = value
    return [key, { added: 0, changed: 0, unchanged: added + changed + unchanged }]
  })
  return Object.fromEntries(entries)
}
