/** Days as numbers, and dates as sources write them. Does not use the product's date parser. */

const DAY = 86_400_000
export const dayOf = (text: string): number => Date.parse(text) / DAY
export const textOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** The first and the last day that a date can mean; null is unbounded. */
export interface Span {
  first: number | null
  last: number | null
}

/** Parses a day, month or year, optionally with `~`, and intervals of these with open sides; '' is no date. */
export function spanOf(text: string): Span {
  if (text === '') return { first: null, last: null }
  const [from = '', to] = text.split('/')
  if (to === undefined) return spanOfPart(text)
  return {
    first: from === '..' ? null : spanOfPart(from).first,
    last: to === '..' ? null : spanOfPart(to).last,
  }
}

/** An approximate date extends by one unit on either side. */
function spanOfPart(part: string): Span {
  const about = part.endsWith('~') ? 1 : 0
  const [year = 0, month, day] = part.replace('~', '').split('-').map(Number)
  const at = (y: number, m: number, d: number) => Date.UTC(y, m - 1, d) / DAY
  if (day !== undefined && month !== undefined)
    return { first: at(year, month, day - about), last: at(year, month, day + about) }
  if (month !== undefined) return { first: at(year, month - about, 1), last: at(year, month + about + 1, 1) - 1 }
  return { first: at(year - about, 1, 1), last: at(year + about + 1, 1, 1) - 1 }
}

export const widthOf = ({ first, last }: Span): number => (first === null || last === null ? Infinity : last - first)
export const canBeOne = (a: Span, b: Span): boolean =>
  (a.first ?? -Infinity) <= (b.last ?? Infinity) && (b.first ?? -Infinity) <= (a.last ?? Infinity)
export const includes = ({ first, last }: Span, day: number): boolean =>
  (first ?? -Infinity) <= day && day <= (last ?? Infinity)

/** So far from every written day that a length up to it counts as unbounded. */
const FAR = 1_000_000
export const bounded = (days: number): number | null => (days < FAR / 2 ? days : null)

/**
 * The days to try. The written dates divide time into cells. All days of a short cell are tried, and the first two and last two of a
 * longer one, because days within a cell differ only in their order. Two near and two far days lie before the first and after the
 * last cell.
 */
export class Calendar {
  readonly days: readonly number[]
  readonly #near: Span

  constructor(spans: Span[]) {
    const starts = spans.flatMap(({ first, last }) => [first, last === null ? null : last + 1])
    const cuts = [...new Set(starts.filter(cut => cut !== null))].sort((a, b) => a - b)
    const [begin = 0, end = 0] = [cuts[0], cuts.at(-1)]
    const cells = cuts.slice(1).flatMap((cut, at) => cellDays(cuts[at] ?? cut, cut))
    this.#near = { first: begin - 2, last: end + 1 }
    this.days = [begin - FAR, begin - FAR + 1, begin - 2, begin - 1, ...cells, end, end + 1, end + FAR - 1, end + FAR]
  }

  within({ first, last }: Span): number[] {
    return this.days.filter(day => (first ?? -Infinity) <= day && day <= (last ?? Infinity))
  }

  /** A day as in an answer: null if it lies beyond all written days. */
  told(day: number): string | null {
    return day < (this.#near.first ?? 0) || day > (this.#near.last ?? 0) ? null : textOf(day)
  }
}

function cellDays(from: number, to: number): number[] {
  if (to - from <= 4) return Array.from({ length: to - from }, (_, at) => from + at)
  return [from, from + 1, to - 2, to - 1]
}
