import { type Diagnostic, describeDiagnostic, describePlace } from './describe-diagnostic.ts'

/** Places of a group that are printed, and groups that are kept; what comes after them is counted. */
const PLACES = 3
const GROUPS = 1000

interface Group {
  /** The problems at the first places, in their order. */
  first: Diagnostic[]
  /** Problems, and the different places they are at. */
  count: number
  places: number
  last: string
}

/** Problems of one kind, each kind once: with its first message, how often it occurs and its first places. */
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
    // One row may have a fault of one kind twice, as a membership whose start and end lack the same source.
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

  /** How many kinds of faults there are, or of warnings. */
  kindsOf(warning: boolean): number {
    return [...this.#groups.values()].filter(({ first }) => (first[0]?.warning ?? false) === warning).length
  }

  /** Rows are checked in an order of their own, so a later problem may come first. */
  #insert({ first }: Group, problem: Diagnostic): void {
    const last = first.at(-1)
    if (first.length >= PLACES && last && this.compare(last, problem) <= 0) return
    first.push(problem)
    first.sort(this.compare)
    first.length = Math.min(first.length, PLACES)
  }

  /** A line for each kind, in the order of the files; and whether any of them stands for several problems. */
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

/** Problems are of one kind that say so, or else whose messages on one column differ only in the values they quote. */
function kindOf({ kind, column, message, warning }: Diagnostic): string {
  const what = kind ?? `${column?.replace(/\d+/g, '0')}\n${message.replace(SUGGESTION, '').replace(VALUE, '""')}`
  return `${warning ? 'warning' : 'fault'}\n${what}`
}

const SUGGESTION = /; did you mean "[^"]*"\?/g
/** Quoted text, and words that hold a digit: numbers, dates and places. */
const VALUE = /"[^"]*"|[^\s"()]*\d[^\s"()]*/g
