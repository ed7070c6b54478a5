import { FileError } from './input.ts'

/** An element of an array in a JSON document. */
export interface JsonElement {
  /** The keys that lead to the array, joined by dots; empty if the document is an array. */
  path: string
  /** The line of the element's first character, from 1. */
  line: number
  /** Its position among the elements that begin on the line, from 2. */
  nth?: number
  text: string
}

/**
 * Splits a JSON document into the elements of its outermost arrays, so that each can be parsed separately and faults
 * have a line. Does not check the inside of elements.
 * @throws {FileError} if brackets do not match
 */
export function* jsonElements(text: string): Generator<JsonElement> {
  const keys: string[] = []
  let line = 1
  let depth = 0
  let inside: { path: string; depth: number } | undefined
  let start: { at: number; line: number } | undefined
  const onLine = counterOfLines()
  let lastString = ''
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '\n') line++
    if (mark === ' ' || mark === '\n' || mark === '\r' || mark === '\t') continue
    if (inside && start && depth === inside.depth && (mark === ',' || mark === ']')) {
      const { line } = start
      yield { path: inside.path, line, ...onLine(line), text: text.slice(start.at, at).trim() }
      start = undefined
    } else if (inside && !start && mark !== ',' && mark !== ']') start = { at, line }
    if (mark === '"') {
      const end = endOfString(text, at)
      if (!inside) lastString = text.slice(at + 1, end)
      at = end
    } else if (mark === ':' && !inside) keys[depth - 1] = lastString
    else if (mark === '{' || mark === '[') {
      depth++
      if (mark === '[' && !inside) inside = { path: keys.slice(0, depth - 1).join('.'), depth }
    } else if (mark === '}' || mark === ']') {
      if (mark === ']' && inside?.depth === depth) inside = undefined
      depth--
      keys.length = Math.min(keys.length, Math.max(depth, 0))
      if (depth < 0) throw new FileError(`is not JSON: unexpected ${mark}`, line)
    }
  }
  if (depth !== 0) throw new FileError('is not JSON: it ends before all brackets are closed', line)
}

/** Counts elements on each line. Call it in line order: it returns nothing for the first, then 2, 3, … */
export function counterOfLines(): (line: number) => { nth?: number } {
  let last = 0
  let nth = 0
  return line => {
    nth = line === last ? nth + 1 : 1
    last = line
    return nth === 1 ? {} : { nth }
  }
}

/** The position of the closing quote of a string, or the end of the text. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text[at - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return at
  }
  return text.length
}
