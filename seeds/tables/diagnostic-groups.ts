import { type Diagnostic, describeDiagnostic, describePlace } from './describe-diagnostic.ts'

/** The number of places printed for a group, and the number of groups kept. The rest is only counted. */
const PLACES = 3
const GROUPS = 1000

interface Group {
  /** The first problems in file order. */
  first: Diagnostic[]
  /** The number of problems, and of their distinct places. */
  count: number
  places: number
  last: string
}

/** Groups problems by kind, with the first message, the count and the first places. */
export class ProblemGroups {
  readonly #groups = new Map<string, Group>()
  #beyond = 0

  constructor(private readonly compare: (a: Diagnostic, b: Diagnostic) => number) {}

  add(problem: Diagnostic): void {
    const key = kindOf(problem)
    const place = describePlace(problem)
    const group = this.#groups.get(key)
    if (!group) {
      if (this.#groups.size >= GROUPS) this.#beyond++
      else this.#groups.set(key, { first: [problem], count: 1, places: 1, last: place })
      return
    }
    group.count++
    // A row may have two faults of one kind, for example a membership whose start and end lack the same source.
    if (group.last === place) return
    group.places++
    group.last = place
    this.#insert(group, problem)
  }

  absorb(other: ProblemGroups): void {
    for (const [key, { first, count, places, last }] of other.#groups) {
      const group = this.#groups.get(key)
      if (!group) this.#groups.set(key, { first: [...first], count, places, last })
      else {
        for (const problem of first) this.#insert(group, problem)
        group.count += count
        group.places += places
        group.last = last
      }
    }
    this.#beyond += other.#beyond
  }

  /** The number of kinds of faults, or of warnings. */
  kindsOf(warning: boolean): number {
    return [...this.#groups.values()].filter(({ first }) => (first[0]?.warning ?? false) === warning).length
  }

  /** Rows are not checked in file order, so a later problem may precede an earlier one. */
  #insert({ first }: Group, problem: Diagnostic): void {
    const last = first.at(-1)
    if (first.length >= PLACES && last && this.compare(last, problem) <= 0) return
    first.push(problem)
    first.sort(this.compare)
    first.length = Math.min(first.length, PLACES)
  }

  /** One line for each kind in file order, and whether any line covers several problems. */
  describe(): { lines: string[]; folded: boolean } {
    const groups = [...this.#groups.values()]
    const start = ({ first }: Group) => first[0] as Diagnostic
    const lines = groups.sort((a, b) => this.compare(start(a), start(b))).map(describeGroup)
    if (this.#beyond > 0) lines.push(`… and ${this.#beyond} more of other kinds`)
    return { lines, folded: groups.some(({ count }) => count > 1) || this.#beyond > 0 }
  }
}

function describeGroup({ first: [problem, ...others], count, places }: Group): string {
  if (!problem) return ''
  const where = (places > PLACES ? [problem, ...others] : others).map(describePlace)
  const also = where.length > 0 ? `${places > PLACES ? 'first' : 'also'} at ${where.join(', ')}` : ''
  const { many, ...one } = problem
  if (count === 1) return describeDiagnostic(one)
  if (!many) return `${describeDiagnostic(one)} (${[`${count} of this kind`, also].filter(Boolean).join(', ')})`
  return describeDiagnostic({ ...one, column: undefined, message: `${many(places)}${also && ` (${also})`}` })
}

/** An explicit kind, or the column and the message without quoted values. */
function kindOf({ kind, column, message, warning }: Diagnostic): string {
  const what = kind ?? `${column?.replace(/\d+/g, '0')}\n${message.replace(SUGGESTION, '').replace(VALUE, '""')}`
  return `${warning ? 'warning' : 'fault'}\n${what}`
}

const SUGGESTION = /; did you mean "[^"]*"\?/g
/** Quoted text, and words with a digit: numbers, dates and places. */
const VALUE = /"[^"]*"|[^\s"()]*\d[^\s"()]*/g
