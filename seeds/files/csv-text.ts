import type { Input } from './input.ts'

/** How the rows of a CSV file are written, as its beginning tells. */
export interface Dialect {
  separator: string
  /** The line of the columns' names. */
  header: string
  /** Whether the first line is one that only Excel heeds: `sep=;`. */
  saysSeparator: boolean
}

/** The separator is the one that the file says, or of comma, semicolon and tab that of which the header has most. */
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

/** A quote that is amiss, by line and column from 1: one that opens a field, or one within a field that has no quotes. */
export interface AmissQuote {
  line: number
  column: number
  within: boolean
}

/** The quote that does not end, ends amid text, stands in an unquoted field, or is open where the line `until` begins. */
export async function amissQuote(input: Input, separator: string, until: number): Promise<AmissQuote | undefined> {
  const ends = new Set([separator, '\n', '\r'])
  const place = { line: 1, column: 1 }
  let opened: AmissQuote | undefined
  let starts = true
  let last = ''
  for await (const chunk of input.chunks())
    for (const mark of chunk) {
      // A quote within quotes ends them, unless the next is one too: then both are text.
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
