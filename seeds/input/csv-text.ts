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

/** The line on which a quote opens that does not end, ends amid text, or is open where the line `until` begins. */
export async function openedBy(input: Input, separator: string, until: number): Promise<number | undefined> {
  const goesOn = new Set(['"', separator, '\n', '\r'])
  let line = 1
  let opened: number | undefined
  let last = ''
  for await (const chunk of input.chunks())
    for (const mark of chunk) {
      // A quote within quotes ends them, unless the next is one too: then both are text.
      if (opened !== undefined && last === '"' && mark !== '"') {
        if (!goesOn.has(mark)) return opened
        opened = undefined
      }
      if (mark === '\n' ? last !== '\r' : mark === '\r') line++
      if (line >= until) return opened
      const opens = opened === undefined && mark === '"'
      if (opens) opened = line
      last = mark === '"' && (opens || last === '"') ? '' : mark
    }
  return last === '"' ? undefined : opened
}
