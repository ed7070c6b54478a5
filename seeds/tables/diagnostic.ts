import { type Diagnostic, describeDiagnostic, type Where } from './describe-diagnostic.ts'
import { ProblemGroups } from './diagnostic-groups.ts'

export { type Diagnostic, describeDiagnostic, describePlace } from './describe-diagnostic.ts'

export const rowKey = ({ file, line, nth }: Where): string => `${file}\n${line}\n${nth ?? 1}`

/** A row with all its faults. */
export interface FaultyRow extends Where {
  reasons: Set<string>
}

/** Beyond this number, faults and warnings are counted but not kept: a file may have millions of them. */
const KEPT = 10_000

/** The faults and warnings of a load, sorted by file and line. */
export class Diagnostics {
  #faults = 0
  #whole = 0
  #warnings = 0
  readonly #kept: Diagnostic[] = []
  readonly #groups = new ProblemGroups((a, b) => this.#compare(a, b))
  readonly #order = new Map<string, number>()
  readonly #rows = new Map<string, FaultyRow>()

  /** With `everyFault`, keeps the faults of all rows, without a limit. */
  constructor(private readonly everyFault = false) {}

  add(problem: Diagnostic): void {
    if (!this.#order.has(problem.file)) this.#order.set(problem.file, this.#order.size)
    this.#groups.add(problem)
    this.#keep(problem)
  }

  #keep(problem: Diagnostic): void {
    if (problem.whole && !problem.warning) this.#whole++
    const count = problem.warning ? ++this.#warnings : ++this.#faults
    if (count <= KEPT) this.#kept.push(problem)
    if (!this.everyFault || problem.warning) return
    const key = rowKey(problem)
    const reason = [problem.column, problem.message].filter(part => part !== undefined).join(': ')
    const { file, line, nth } = problem
    const row = this.#rows.get(key) ?? { file, line, nth, reasons: new Set() }
    this.#rows.set(key, row)
    row.reasons.add(reason)
  }

  /** Adds another collection to this one. */
  absorb(other: Diagnostics): void {
    for (const file of other.#order.keys()) if (!this.#order.has(file)) this.#order.set(file, this.#order.size)
    const [faults, warnings, whole] = [this.#faults, this.#warnings, this.#whole]
    for (const problem of other.#kept) this.#keep(problem)
    this.#groups.absorb(other.#groups)
    this.#faults = faults + other.#faults
    this.#warnings = warnings + other.#warnings
    this.#whole = whole + other.#whole
    for (const [key, { reasons, ...where }] of other.#rows) {
      const row = this.#rows.get(key) ?? { ...where, reasons: new Set() }
      this.#rows.set(key, row)
      for (const reason of reasons) row.reasons.add(reason)
    }
  }

  /** Faulty rows by `rowKey`; empty unless `everyFault` is set. */
  byRow(): ReadonlyMap<string, FaultyRow> {
    return this.#rows
  }

  get faults(): number {
    return this.#faults
  }

  get warnings(): number {
    return this.#warnings
  }

  /** The number of kinds of faults, or of warnings if there are no faults. */
  get kinds(): number {
    return this.#groups.kindsOf(this.#faults === 0)
  }

  /** Whether the load must stop. Faulty rows can go to a reject file; faults of whole files cannot. */
  stop(strict: boolean, rowsAreRejected: boolean): boolean {
    return this.#whole > 0 || (this.#faults > 0 && !rowsAreRejected) || (strict && this.#warnings > 0)
  }

  /** The kept faults and warnings, at most 10,000 of each. */
  list(): Diagnostic[] {
    return this.#kept.toSorted(this.#compare)
  }

  readonly #compare = (a: Diagnostic, b: Diagnostic): number => {
    const at = ({ file }: Diagnostic) => this.#order.get(file) ?? 0
    return at(a) - at(b) || (a.line ?? 0) - (b.line ?? 0) || (a.nth ?? 1) - (b.nth ?? 1)
  }

  /** One line for each kind of problem, or for each problem if `each` is set. */
  describe({ each = false } = {}): string[] {
    if (!each) {
      const { lines, folded } = this.#groups.describe()
      return folded ? [...lines, EACH] : lines
    }
    const listed = this.list()
    const more = this.#warnings + this.#faults - listed.length
    return [...listed.map(describeDiagnostic), ...(more > 0 ? [`… and ${more} more like these`] : [])]
  }
}

const EACH = 'To print each on a separate line, add --all-faults.'

/** Invalid input. Nothing was written. */
export class InputError extends Error {
  override name = 'InputError'
  /** The number of faults, including warnings treated as faults. */
  readonly faults: number
  readonly kinds: number
  readonly problems: Diagnostic[]
  readonly #problems: Diagnostics
  constructor(problems: Diagnostics) {
    super(problems.describe().join('\n'))
    this.#problems = problems
    this.problems = problems.list()
    this.faults = problems.faults || problems.warnings
    this.kinds = problems.kinds
  }

  /** The message with one line for each fault. */
  inFull(): string {
    return this.#problems.describe({ each: true }).join('\n')
  }
}
