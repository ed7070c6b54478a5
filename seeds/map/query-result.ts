import { asPrecise } from '../formats/shared/wikibase-date.ts'
import type { ReadContext } from '../tables/raw-row.ts'

/** Reads SPARQL results from Wikidata or another Wikibase as rows of plain text. */

const ENTITY = /^https?:\/\/www\.wikidata\.org\/entity\/([QPL]\d+)$/
/** The placeholder for a value that exists but is unknown. */
const UNKNOWN = /^(https?:\/\/[^/]+\/\.well-known\/genid\/|_:)/
const MIDNIGHT = /^\+?(\d{4})-(\d\d)-(\d\d)T00:00:00(?:\.0+)?Z$/

/** Whether the beginning of a table looks like a download from the query service. */
export function isQueryResult(head: string, columns: readonly string[]): boolean {
  if (!columns.every(column => /^\??[A-Za-z_]\w*$/.test(column))) return false
  if (/(^|[\t,"<])https?:\/\/www\.wikidata\.org\/entity\/[QPL]\d+([\t,">\r\n]|$)/m.test(head)) return true
  return columns.some(column => /\w+Label$/.test(column)) && /\d-01-01T00:00:00Z/.test(head)
}

/**
 * Converts the values of one file to plain text: entities to ids, and times to dates. The query service gives each time
 * as a day, the first of its month or year if only that is known. A separate column such as startPrecision may give the
 * precision of start. Without it, 1 January is read as a year, and the first of another month as that month, because no
 * more is certain.
 */
export class QueryResult {
  #years = 0
  #months = 0

  plain(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const precisions = new Map(Object.entries(row).map(([column, value]) => [column.toLowerCase(), value]))
    return Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        typeof value === 'string' ? this.#text(value, () => precisionOf(column, precisions)) : value,
      ]),
    )
  }

  #text(value: string, precision: () => number | undefined): string {
    const entity = ENTITY.exec(value)?.[1]
    if (entity !== undefined) return entity
    if (UNKNOWN.test(value)) return ''
    const [, year, month, day] = MIDNIGHT.exec(value) ?? []
    return year && month && day ? this.#date({ year, month, day }, precision()) : value
  }

  #date({ year, month, day }: { year: string; month: string; day: string }, precision: number | undefined): string {
    if (precision !== undefined) return asPrecise(`${year}-${month}-${day}`, precision)
    if (month === '01' && day === '01') {
      this.#years++
      return year
    }
    if (day === '01') {
      this.#months++
      return `${year}-${month}`
    }
    return `${year}-${month}-${day}`
  }

  /** Notes which dates were read with less precision than written. Call it after the last row. */
  remark(file: string, { note }: Pick<ReadContext, 'note'>): void {
    const notes = [
      this.#years > 0 && `${this.#years} dates on 1 January are read as their year`,
      this.#months > 0 && `${this.#months} on the first of another month as that month`,
    ].filter(part => part !== false)
    if (notes.length > 0)
      note(
        `${file}: ${notes.join(', and ')}, because the file does not give their precision; add wikibase:timePrecision to the query, as ?startPrecision beside ?start`,
      )
  }
}

/** Finds startPrecision for `start` and `startDate`, and start_precision for `start_time`. */
function precisionOf(column: string, row: ReadonlyMap<string, unknown>): number | undefined {
  const name = column.toLowerCase()
  for (const stem of [name, name.replace(/(date|time|value)$/, '')])
    for (const word of ['precision', '_precision', 'timeprecision']) {
      const found = row.get(`${stem}${word}`)
      if ((typeof found === 'string' && found !== '') || typeof found === 'number') {
        const precision = Number(found)
        if (Number.isInteger(precision)) return precision
      }
    }
  return undefined
}
