import { FileError } from './input.ts'
import { counterOfLines, endOfString } from './json-elements.ts'

/** A member of an object in a JSON document. */
export interface JsonMember {
  name: string
  /** The line on which its value begins, from 1. */
  line: number
  /** Its position among the members that begin on the line, from 2. */
  nth?: number
  text: string
}

/**
 * Splits the object at a key of a JSON document into its members, so that each can be parsed separately. Does not check the inside of
 * members.
 * @throws {FileError} if brackets do not match
 */
export function* jsonMembers(text: string, key: string): Generator<JsonMember> {
  let line = 1
  let depth = 0
  let inside = false
  let name: string | undefined
  const onLine = counterOfLines()
  let lastString = ''
  let start: { at: number; line: number } | undefined
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '\n') line++
    if (mark === ' ' || mark === '\n' || mark === '\r' || mark === '\t') continue
    if (inside && depth === 2 && start && (mark === ',' || mark === '}')) {
      yield { name: name ?? '', line: start.line, ...onLine(start.line), text: text.slice(start.at, at).trim() }
      name = start = undefined
    } else if (inside && depth === 2 && name !== undefined && !start) start = { at, line }
    if (mark === '"') {
      const end = endOfString(text, at)
      if (depth < 2 || (depth === 2 && !start)) lastString = text.slice(at + 1, end)
      at = end
    } else if (mark === ':' && depth <= 2 && !start) name = lastString
    else if (mark === '{' || mark === '[') {
      depth++
      if (depth === 2 && mark === '{' && name === key) inside = true
      if (depth === 2) name = undefined
    } else if (mark === '}' || mark === ']') {
      if (depth === 2) inside = false
      depth--
      if (depth < 0) throw new FileError(`is not JSON: unexpected ${mark}`, line)
    }
  }
  if (depth !== 0) throw new FileError('is not JSON: it ends before all brackets are closed', line)
}
