import { createHash } from 'node:crypto'
import type { Driver, ManagedTransaction } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { toWire } from '../../server/db/values.ts'
import { writeRows } from '../../server/db/write.ts'
import { inTransaction, type LoadContext, lookUp } from './load-context.ts'
import type { Summary } from './summary.ts'

/** What was there before and is said again by a part of a load: ids. */
export interface Restated {
  /** People of whom all claims that stand are said again. */
  whole: string[]
  claims: string[]
  people: string[]
  organisations: string[]
  sources: string[]
  partOf: string[]
}

export const nothingRestated = (): Restated => ({
  whole: [],
  claims: [],
  people: [],
  organisations: [],
  sources: [],
  partOf: [],
})

/** One load of certain files: what of it is in the database already, by its own notes there. */
export class LoadJournal {
  readonly #fingerprint: string
  readonly #driver: Driver
  readonly #effects: LoadContext
  #number = 0
  #written = new Map<number, string>()
  #entityParts = 0

  constructor(driver: Driver, fingerprint: string, effects: LoadContext) {
    this.#driver = driver
    this.#effects = effects
    const { replace = [], writeRejects: setAside, correct = false } = effects
    this.#fingerprint = createHash('sha256')
      .update(JSON.stringify([VERSION, fingerprint, [...replace].sort(), setAside !== undefined, correct]))
      .digest('hex')
      .slice(0, 32)
  }

  /** The number under which the load is listed; 0 of one that writes nothing. */
  get number(): number {
    return this.#number
  }

  get run(): string {
    return String(this.#number)
  }

  /**
   * What the same load came to, if no other was begun since and nothing has gone or come: then nothing needs to be
   * compared. As for a settled person, a property that somebody changed by hand is not seen.
   */
  async finishedBefore(): Promise<{ summary: Summary; upToDateSince: string } | undefined> {
    if (ignoresJournal(this.#effects)) return undefined
    const { fingerprint, undone, summary, counts, warnings, finished, due, there } = await this.#lastLoad()
    if (due || undone || fingerprint !== this.#fingerprint || !summary || !finished || warnings !== 0) return undefined
    if (counts !== JSON.stringify(there)) return undefined
    return { summary: JSON.parse(summary), upToDateSince: finished }
  }

  /** Before anything is written. */
  async begin(): Promise<void> {
    const { dryRun, resume, files = [], options = [] } = this.#effects
    if (resume && (await this.#resume())) return
    if (dryRun) return
    const begun = [{ fingerprint: this.#fingerprint, files: [...files], options: [...options] }]
    const [record] = await inTransaction(this.#driver, tx => writeRows(tx, 'load-begun', begun))
    this.#number = Number(record?.get('number'))
  }

  async #resume(): Promise<boolean> {
    const text = await readCypher('lookup/batches')
    const asked = { fingerprint: this.#fingerprint }
    const { records } = await this.#driver.executeQuery(text, asked, { routing: 'READ' })
    const [found] = records.map(record => toWire(record.toObject()) as { run: string; batches: LoadBatch[] })
    if (!found) return false
    this.#number = Number(found.run)
    this.#written = new Map(found.batches.map(({ seq, sha256 }) => [Number(seq), sha256]))
    return true
  }

  isWritten(seq: number, sha256: string): boolean {
    return this.#written.get(seq) === sha256
  }

  /** In the transaction that writes the part: the note is there when the part is. */
  async recordBatch(
    transaction: ManagedTransaction,
    seq: number,
    rows: number,
    sha256: string,
    restated: Restated,
  ): Promise<void> {
    const noted = { run: this.run, seq: BigInt(seq), rows: BigInt(rows), sha256, ...restated }
    await writeRows(transaction, 'load-batch', [noted])
  }

  /** Notes what of organisations, sources and parts was there before. Such parts have negative numbers, and are never resumed. */
  async noteEntities(transaction: ManagedTransaction, restated: Partial<Restated>): Promise<void> {
    await this.recordBatch(transaction, -++this.#entityParts, 0, '', { ...nothingRestated(), ...restated })
  }

  async finish(rows: number, summary: Summary, warnings: number): Promise<void> {
    if (this.#effects.dryRun) return
    const { there } = await this.#lastLoad()
    const ended = {
      run: this.run,
      rows: BigInt(rows),
      summary: JSON.stringify(asUnchanged(summary)),
      changes: JSON.stringify(summary),
      warnings: BigInt(warnings),
      counts: JSON.stringify(there),
    }
    await inTransaction(this.#driver, transaction => writeRows(transaction, 'load-ended', [ended]))
  }

  #lastLoad = () => lastLoad(this.#driver)
}

/** Whether a load was told to go through all rows, whatever was loaded before. */
export const ignoresJournal = ({ dryRun, strict, resume, recheck }: LoadContext): boolean =>
  Boolean(dryRun || strict || resume || recheck)

const lastLoad = (driver: Driver) => lookUp<LastLoad>(driver, 'last-load', {})

/** Whether the load that was begun last came to its end. */
export const hasFinished = async (driver: Driver): Promise<boolean> => Boolean((await lastLoad(driver)).finished)

interface LoadBatch {
  seq: number
  sha256: string
}

interface LastLoad {
  fingerprint: string | null
  undone: boolean
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
    if (key === 'withoutClaim') return [key, value]
    if (typeof value === 'number') return [key, key === 'setAside' ? value : 0]
    const { added, changed, unchanged } = value
    return [key, { added: 0, changed: 0, unchanged: added + changed + unchanged }]
  })
  return Object.fromEntries(entries)
}
