import type { ReadContext } from '../tables/raw-row.ts'
import { withExactNumbers } from './exact-numbers.ts'
import { FileError, type Input } from './input.ts'

/** A JSON object and the line on which it stands. */
export interface JsonLine {
  line: number
  object: Record<string, unknown>
}

/** The characters of a line that are read; a longer one is a fault of its own. */
export const MAX_LINE = 1024 * 1024

/** The objects of a JSON Lines file, however long. A line that is none is reported, and the rest is read. */
export async function* readLines(input: Input, { report }: Pick<ReadContext, 'report'>): AsyncGenerator<JsonLine> {
  const { file } = input
  let begun = false
  for await (const { line, text, length } of textLines(input)) {
    if (length > MAX_LINE) {
      const message = `has ${length} characters, and a row may have at most ${MAX_LINE}: it can be neither read nor written to the file of --errors; shorten or remove it`
      report({ file, line, message, whole: true })
      continue
    }
    const row = text.trim()
    if (!begun && /^(\[(\s*\{.*)?|\{)$/s.test(row))
      throw new FileError(
        'is one JSON document, and JSON Lines has one object on each line; convert it, for example with jq -c ".[]"',
        line,
      )
    begun ||= row !== ''
    const object = row === '' ? undefined : parseObject(row)
    if (typeof object === 'string')
      report({ file, line, message: object }, [{ place: { file, line }, object: { text: row } }])
    else if (object) yield { line, object }
  }
}

/** Of a line that is too long, the text is cut: only its length counts. */
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

/** The object, or what is wrong with the text. */
export function parseObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(withExactNumbers(text))
    if (isDeeperThan(MAX_DEPTH, value)) return TOO_DEEP
    return isObject(value) ? value : 'is not a JSON object; write {"table": "people", …}'
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message.slice(0, 200).replace(/\p{Cc}/gu, ' ') : ''}`
  }
}

/** Of rows that make sense none is as deep, and who goes through one by calling itself would run out of stack. */
export const MAX_DEPTH = 100
export const TOO_DEEP = `has lists or objects nested over ${MAX_DEPTH} deep`

export function isDeeperThan(most: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some(member => isDeeperThan(most - 1, member))
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
