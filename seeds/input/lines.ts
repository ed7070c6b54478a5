import type { ReadContext } from './format.ts'
import type { Input } from './input.ts'

/** A JSON object and the line on which it stands. */
export interface JsonLine {
  line: number
  object: Record<string, unknown>
}

/** The characters of a line that are read; a longer one is a fault of its own. */
export const MAX_LINE = 1024 * 1024

/** The objects of a JSON Lines file. A line that is none is reported, and the rest is read. */
export function* readLines(input: Input, { report }: Pick<ReadContext, 'report'>): Generator<JsonLine> {
  const { file } = input
  const text = input.text()
  let line = 0
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const stop = end === -1 ? text.length : end
    line++
    if (stop - at > MAX_LINE)
      report({ file, line, message: `is a row of ${stop - at} characters; a row has at most ${MAX_LINE}` })
    else {
      const row = text.slice(at, stop).trim()
      const object = row === '' ? undefined : parseObject(row)
      if (typeof object === 'string') report({ file, line, message: object })
      else if (object) yield { line, object }
    }
    at = stop + 1
  }
}

/** The object, or what is wrong with the text. */
export function parseObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : 'is no JSON object; write {"table": "people", …}'
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message.slice(0, 200).replace(/\p{Cc}/gu, ' ') : ''}`
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
