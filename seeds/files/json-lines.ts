import type { ReadContext } from '../tables/raw-row.ts'
import { withExactNumbers } from './exact-numbers.ts'
import { FileError, type Input } from './input.ts'

/** A JSON object and its line number. */
export interface JsonLine {
  line: number
  object: Record<string, unknown>
}

/** The maximum length of a line in characters. A longer line is a fault. */
export const MAX_LINE = 1024 * 1024

/** The objects of a JSON Lines file of any length. Reports lines that are no objects and continues. */
export async function* readLines(input: Input, { report }: Pick<ReadContext, 'report'>): AsyncGenerator<JsonLine> {
  const { file } = input
  let begun = false
  for await (const { line, text, length } of textLines(input)) {
    if (length > MAX_LINE) {
      const message = `has ${length} characters; the limit is ${MAX_LINE}. It cannot be written to the reject file either: shorten or remove it`
      report({ file, line, message, whole: true })
      continue
    }
    const row = text.trim()
    if (!begun && /^(\[(\s*\{.*)?|\{)$/s.test(row))
      throw new FileError(
        'is one JSON document, but JSON Lines has one object on each line; convert it, for example with jq -c ".[]"',
        line,
      )
    begun ||= row !== ''
    const object = row === '' ? undefined : parseObject(row)
    if (typeof object === 'string')
      report({ file, line, message: object }, [{ place: { file, line }, object: { text: row } }])
    else if (object) yield { line, object }
  }
}

/** Cuts the text of a line that is too long; `length` is the full length. */
export async function* textLines(input: Input): AsyncGenerator<{ line: number; text: string; length: number }> {
  let line = 0
  let text = ''
  let length = 0
  for await (const chunk of input.chunks()) {
    let at = 0
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', at)) {
      line++
      yield { line, text: text + chunk.slice(at, end), length: length + end - at }
      text = ''
      length = 0
      at = end + 1
    }
    length += chunk.length - at
    if (length <= MAX_LINE) text += chunk.slice(at)
  }
  if (length > 0) yield { line: line + 1, text, length }
}

/** Parses an object, or returns the fault. */
export function parseObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(withExactNumbers(text))
    if (isDeeperThan(MAX_DEPTH, value)) return TOO_DEEP
    return isObject(value) ? value : 'is not a JSON object; write {"table": "people", …}'
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message.slice(0, 200).replace(/\p{Cc}/gu, ' ') : ''}`
  }
}

/** Deeper than any sensible row. Recursion into deeper data could overflow the stack. */
export const MAX_DEPTH = 100
export const TOO_DEEP = `has lists or objects nested more than ${MAX_DEPTH} deep`

export function isDeeperThan(most: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some(member => isDeeperThan(most - 1, member))
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
