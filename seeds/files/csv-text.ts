import type { Input } from './input.ts'

/** The notation of a CSV file, detected from its beginning. */
export interface Dialect {
  separator: string
  /** The header line. */
  header: string
  /** Whether the first line is `sep=;`, which only Excel interprets. */
  saysSeparator: boolean
}

/** Uses the declared separator, otherwise the most frequent of comma, semicolon and tab in the header. */
export function dialectOf(head: string): Dialect {
  const said = /^"?sep=([^\r\n])"?(?:\r\n|\r|\n|$)/i.exec(head)
  const header = firstLine(said ? head.slice(said[0].length) : head)
  return { separator: said?.[1] ?? separatorOf(header), header, saysSeparator: said !== null }
}

const firstLine = (text: string): string => {
  const lines = text.trimStart()
  return lines.slice(0, Math.max(0, lines.search(/\r|\n|$/)))
}

const separatorOf = (header: string) =>
  [',', ';', '\t']
    .map(mark => ({ mark, count: header.split(mark).length }))
    .reduce((best, next) => (next.count > best.count ? next : best)).mark

/** A misplaced quote by line and column from 1: one that opens a field, or one within an unquoted field. */
export interface AmissQuote {
  line: number
  column: number
  within: boolean
}

/**
 * Finds a quote that is unclosed, closes before the end of its field, occurs in an unquoted field, or is open where the
 * line `until` begins.
 */
export async function amissQuote(input: Input, separator: string, until: number): Promise<AmissQuote | undefined> {
  const ends = new Set([separator, '\n', '\r'])
  const place = { line: 1, column: 1 }
  let opened: AmissQuote | undefined
  let starts = true
  let last = ''
  for await (const chunk of input.chunks())
    for (const mark of chunk) {
      // A quote within quotes closes them, unless another follows: the pair is then a literal quote.
      if (opened && last === '"' && mark !== '"') {
        if (!ends.has(mark)) return opened
        opened = undefined
      }
      if (mark === '\n' ? last !== '\r' : mark === '\r') Object.assign(place, { line: place.line + 1, column: 0 })
      else if (mark === '\n') place.column = 0
      if (place.line >= until) return opened
      const opens = !opened && mark === '"'
      if (opens && !starts) return { ...place, within: true }
      if (opens) opened = { ...place, within: false }
      last = mark === '"' && (opens || last === '"') ? '' : mark
      starts = !opened && ends.has(mark)
      place.column++
    }
  return last === '"' ? undefined : opened
}
