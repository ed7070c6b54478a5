/** The number of rows of mapped files without a claim, in total and by reason. */
export interface RowsWithoutClaim {
  rows: number
  of: number
  reasons: Record<string, number>
  /** Claims omitted from rows that made another claim, by reason. */
  alsoLeftOut: Record<string, number>
}

export type Reason = (typeof REASONS)[number]

/** If several apply, the first counts. */
export const REASONS = ['empty person', 'empty organisation', 'empty list', 'no condition of `when` was met'] as const

/** Counts rows without a claim. Faulty rows are reported elsewhere and count only in the total. */
export class ClaimCount {
  #rows = 0
  readonly #without = new Map<Reason, number>()
  readonly #leftOut = new Map<Reason, number>()

  /** `rows` is the number of file rows merged into this one; `reasons` explains omitted claims. */
  add(made: { claims: number; faults: number; rows: number }, reasons: readonly Reason[]): void {
    const { claims, faults, rows } = made
    this.#rows += rows
    if (faults > 0) return
    const empty = reasons.filter(reason => reason !== 'no condition of `when` was met')
    if (claims > 0) for (const reason of empty) count(this.#leftOut, reason, 1)
    else
      count(this.#without, REASONS.find(reason => reasons.includes(reason)) ?? 'no condition of `when` was met', rows)
  }

  result(): RowsWithoutClaim {
    return {
      rows: [...this.#without.values()].reduce((sum, rows) => sum + rows, 0),
      of: this.#rows,
      reasons: Object.fromEntries(this.#without),
      alsoLeftOut: Object.fromEntries(this.#leftOut),
    }
  }
}

const count = (counts: Map<Reason, number>, reason: Reason, by: number) =>
  void counts.set(reason, (counts.get(reason) ?? 0) + by)

/** For example `564 of 670 rows made no claim (empty person: 2, no condition of `when` was met: 562)`. */
export function describeWithoutClaim({ rows, of, reasons, alsoLeftOut }: RowsWithoutClaim): string[] {
  const why = list(reasons)
  const left = list(alsoLeftOut)
  return [
    `${rows} of ${of} ${of === 1 ? 'row' : 'rows'} made no claim${why && ` (${why})`}`,
    ...(left ? [`claims left out of rows that made another (${left})`] : []),
  ]
}

const list = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([reason, number]) => `${reason}: ${number}`)
    .join(', ')
