import { createHash } from 'node:crypto'
import type { Driver, ManagedTransaction } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { toWire } from '../../server/db/values.ts'
import { writeRows } from '../../server/db/write.ts'
import { inTransaction, type LoadContext, lookUp } from './load-context.ts'
import { RULES_MARK } from './state-digest.ts'
import type { Summary } from './summary.ts'

/** Ids of existing records that one batch of a load states again. */
export interface Restated {
  /** People whose active claims are all stated again. */
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

/** The load journal: records in the database which batches of a load are committed. */
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
    const { replace = [], writeRejects, correct = false } = effects
    this.#fingerprint = createHash('sha256')
      .update(
        JSON.stringify([VERSION, RULES_MARK, fingerprint, [...replace].sort(), writeRejects !== undefined, correct]),
      )
      .digest('hex')
      .slice(0, 32)
  }

  /** The number of the load in the list of loads; 0 if the load writes nothing. */
  get number(): number {
    return this.#number
  }

  get run(): string {
    return String(this.#number)
  }

  /**
   * The summary of an earlier load of the same files, if no load began since and the record counts are unchanged. The
   * caller can then skip the comparison. Like the state digest, this does not detect manual edits of a property.
   */
  async finishedBefore(): Promise<{ summary: Summary; upToDateSince: string } | undefined> {
    if (ignoresJournal(this.#effects)) return undefined
    const { fingerprint, undone, summary, counts, warnings, finished, due, currentCounts } = await this.#lastLoad()
    if (due || undone || fingerprint !== this.#fingerprint || !summary || !finished || warnings !== 0) return undefined
    if (counts !== JSON.stringify(currentCounts)) return undefined
    const earlier: Summary = JSON.parse(summary)
    // The reject file has to be written again.
    return earlier.rejected > 0 ? undefined : { summary: earlier, upToDateSince: finished }
  }

  /** Call it before any write. */
  async begin(): Promise<void> {
    const { dryRun, resume, files = [], options = [] } = this.#effects
    if (resume && (await this.#resume())) return
    if (dryRun) return
    const begun = [{ fingerprint: this.#fingerprint, files: [...files], options: [...options] }]
    const [record] = await inTransaction(this.#driver, tx => writeRows(tx, 'load-begun', begun))
    this.#number = Number(record?.get('number'))
  }

  async #resume(): Promise<boolean> {
    const text = await readCypher('lookup/written-batches')
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

  /** Call it in the transaction that writes the batch, so that both commit together. */
  async recordBatch(
    transaction: ManagedTransaction,
    seq: number,
    rows: number,
    sha256: string,
    restated: Restated,
  ): Promise<void> {
    const entry = { run: this.run, seq: BigInt(seq), rows: BigInt(rows), sha256, ...restated }
    await writeRows(transaction, 'load-batch', [entry])
  }

  /**
   * Records the organisations, sources and part-of relations that existed before. These batches have negative numbers
   * and are never resumed.
   */
  async recordEntities(transaction: ManagedTransaction, restated: Partial<Restated>): Promise<void> {
    await this.recordBatch(transaction, -++this.#entityParts, 0, '', { ...nothingRestated(), ...restated })
  }

  async finish(rows: number, summary: Summary, warnings: number): Promise<void> {
    if (this.#effects.dryRun) return
    const { currentCounts } = await this.#lastLoad()
    const ended = {
      run: this.run,
      rows: BigInt(rows),
      summary: JSON.stringify(asUnchanged(summary)),
      changes: JSON.stringify(summary),
      warnings: BigInt(warnings),
      counts: JSON.stringify(currentCounts),
    }
    await inTransaction(this.#driver, transaction => writeRows(transaction, 'load-ended', [ended]))
  }

  #lastLoad = () => lastLoad(this.#driver)
}

/** Whether the options require a full pass over all rows, whatever earlier loads did. */
export const ignoresJournal = ({ dryRun, strict, resume, recheck }: LoadContext): boolean =>
  Boolean(dryRun || strict || resume || recheck)

const lastLoad = (driver: Driver) => lookUp<LastLoad>(driver, 'last-load', {})

/** Whether the latest load finished. */
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
  /** Whether a scheduled event is due. */
  due: boolean
  /** Record counts by kind. */
  currentCounts: Record<string, number>
}

/** Increase it when the same files lead to a different result, unless that is because of the rules. */
const VERSION = 4

/** The summary of a second load of the same files. */
function asUnchanged(summary: Summary): Summary {
  const entries = Object.entries(summary).map(([key, value]) => {
    if (key === 'withoutClaim') return [key, value]
    if (typeof value === 'number') return [key, key === 'rejected' ? value : 0]
    const { added, changed, unchanged } = value
    return [key, { added: 0, changed: 0, unchanged: added + changed + unchanged }]
  })
  return Object.fromEntries(entries)
}
