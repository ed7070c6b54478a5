import { parser } from '@lezer/json'

/** The range, as offsets, of the first syntax error. Error messages of browsers differ, and some contain no position. */
export function syntaxRange(text: string): { from: number; to: number } {
  const cursor = parser.parse(text).cursor()
  do {
    if (!cursor.type.isError) continue
    const from = cursor.from + (/^\s*/.exec(text.slice(cursor.from))?.[0].length ?? 0)
    return { from: Math.min(from, text.length), to: Math.max(cursor.to, Math.min(from + 1, text.length)) }
  } while (cursor.next())
  // The grammar is more lenient within strings.
  const lenient = /\p{Cc}|\\(?!["\\/bfnrt]|u[\da-f]{4})/iu.exec(text.replace(/[\n\r\t]/g, ' '))?.index ?? 0
  return { from: lenient, to: lenient + 1 }
}
