/** A fault in an input file. `line` counts from 1 with the header; `column` is the name of the field. */
export interface Problem {
  file: string
  line?: number
  /** Which row of the line, from 2. */
  nth?: number
  column?: string
  message: string
  /** A warning is told and does not stop the load. */
  warning?: boolean
  /** The fault is of the file and not of a row, which could be set aside. */
  whole?: boolean
}

/** As `people.csv:12: name: is empty; give a name`. */
export const describeProblem = ({ column, message, warning, ...place }: Problem): string =>
  [describePlace(place), column, warning ? `warning: ${message}` : message]
    .filter(part => part !== undefined)
    .join(': ')

type Where = Pick<Problem, 'file' | 'line' | 'nth'>

/** As `people.csv:12`, or `people.json:1 (row 3 of the line)`. */
export const describePlace = ({ file, line, nth }: Where): string =>
  `${file}${line === undefined ? '' : `:${line}`}${nth === undefined ? '' : ` (row ${nth} of the line)`}`

export const rowKey = ({ file, line, nth }: Where): string => `${file}\n${line}\n${nth ?? 1}`

/** A row, and all that is wrong with it. */
export interface FaultyRow extends Where {
  reasons: Set<string>
}

/** More than these of a kind are counted and not kept: a file of a million rows may have a million faults. */
const KEPT = 1000

/** Faults and warnings of a load, told in the order of the files' lines. */
export class Problems {
  #faults = 0
  #whole = 0
  #warnings = 0
  readonly #kept: Problem[] = []
  readonly #order = new Map<string, number>()
  readonly #rows = new Map<string, FaultyRow>()

  /** With `everyFault` the faults of all rows are kept, however many. */
  constructor(private readonly everyFault = false) {}

  add(problem: Problem): void {
    if (problem.whole && !problem.warning) this.#whole++
    const count = problem.warning ? ++this.#warnings : ++this.#faults
    if (!this.#order.has(problem.file)) this.#order.set(problem.file, this.#order.size)
    if (count <= KEPT) this.#kept.push(problem)
    if (!this.everyFault || problem.warning) return
    const key = rowKey(problem)
    const reason = [problem.column, problem.message].filter(part => part !== undefined).join(': ')
    const { file, line, nth } = problem
    const row = this.#rows.get(key) ?? { file, line, nth, reasons: new Set() }
    this.#rows.set(key, row)
    row.reasons.add(reason)
  }

  /** Adds what another has counted and kept. */
  absorb(other: Problems): void {
    const [faults, warnings, whole] = [this.#faults, this.#warnings, this.#whole]
    for (const problem of other.#kept) this.add(problem)
    this.#faults = faults + other.#faults
    this.#warnings = warnings + other.#warnings
    this.#whole = whole + other.#whole
    for (const [key, { reasons, ...where }] of other.#rows) {
      const row = this.#rows.get(key) ?? { ...where, reasons: new Set() }
      this.#rows.set(key, row)
      for (const reason of reasons) row.reasons.add(reason)
    }
  }

  /** What is wrong with each row, by `rowKey`; empty unless every fault is kept. */
  byRow(): ReadonlyMap<string, FaultyRow> {
    return this.#rows
  }

  get faults(): number {
    return this.#faults
  }

  get warnings(): number {
    return this.#warnings
  }

  /** Whether nothing may be loaded: faults of rows can be set aside, those of whole files cannot. */
  stop(strict: boolean, rowsAreSetAside: boolean): boolean {
    return this.#whole > 0 || (this.#faults > 0 && !rowsAreSetAside) || (strict && this.#warnings > 0)
  }

  /** The first thousand of each kind. */
  list(): Problem[] {
    const at = ({ file }: Problem) => this.#order.get(file) ?? 0
    return this.#kept.toSorted((a, b) => at(a) - at(b) || (a.line ?? 0) - (b.line ?? 0) || (a.nth ?? 1) - (b.nth ?? 1))
  }

  /** Those of `list` as lines, and how many more there are. */
  describe(kind: 'all' | 'warnings' = 'all'): string[] {
    const listed = this.list().filter(({ warning }) => kind === 'all' || warning)
    const more = this.#warnings + (kind === 'all' ? this.#faults : 0) - listed.length
    return [...listed.map(describeProblem), ...(more > 0 ? [`… and ${more} more like these`] : [])]
  }
}

/** Input that cannot be loaded; nothing has been written. */
export class InputError extends Error {
  override name = 'InputError'
  /** How many faults there are; warnings that are taken for faults count. */
  readonly faults: number
  readonly problems: Problem[]
  constructor(problems: Problems) {
    super(problems.describe().join('\n'))
    this.problems = problems.list()
    this.faults = problems.faults || problems.warnings
  }
}
