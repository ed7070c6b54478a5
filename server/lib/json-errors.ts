/** What is wrong in text that JSON.parse rejects, and where; null if the text is JSON. It repeats nothing of the text. */
export function jsonError(text: string): string | null {
  const found = scan(text)
  if (found === null) return null
  const { offset, expected } = found
  const lines = text.slice(0, offset).split('\n')
  const column = (lines.at(-1) ?? '').length + 1
  const place = lines.length > 1 ? `line ${lines.length}, column ${column}` : `column ${column}`
  return `${offset === text.length ? 'unexpected end' : `expected ${expected}`} at ${place}`
}

const SPACE = /[ \t\n\r]*/y
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** A string up to its end, or up to what no string may have. */
const STRING = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/uy

/** The offset from which the text is no JSON, and what could be there instead. JSON.parse often names no offset. */
function scan(text: string): { offset: number; expected: string } | null {
  /** The closing brackets that are due. */
  const due: string[] = []
  let offset = 0
  const take = (pattern: RegExp | string): boolean => {
    if (typeof pattern === 'string') {
      if (!text.startsWith(pattern, offset)) return false
      offset += pattern.length
      return true
    }
    pattern.lastIndex = offset
    if (!pattern.test(text)) return false
    offset = pattern.lastIndex
    return true
  }
  let next: 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'end' = 'value'
  for (;;) {
    take(SPACE)
    const at = (expected: string) => ({ offset, expected })
    if (next === 'end') {
      const bracket = due.at(-1)
      if (bracket === undefined) return offset === text.length ? null : at('the end')
      if (take(bracket)) due.pop()
      else if (!take(',')) return at(`',' or '${bracket}'`)
      else next = bracket === '}' ? 'name' : 'value'
    } else if (next === ':') {
      if (!take(':')) return at("':'")
      next = 'value'
    } else if ((next === 'value or ]' || next === 'name or }') && take(next.slice(-1))) {
      due.pop()
      next = 'end'
    } else if (next === 'name' || next === 'name or }') {
      if (!take(STRING)) return at('a name in double quotes')
      if (!take('"')) return at('an escape such as \\n')
      next = ':'
    } else if (take(STRING)) {
      if (!take('"')) return at('an escape such as \\n')
      next = 'end'
    } else if (take('{')) {
      due.push('}')
      next = 'name or }'
    } else if (take('[')) {
      due.push(']')
      next = 'value or ]'
    } else if (take(SCALAR)) next = 'end'
    else return at('a value')
  }
}
