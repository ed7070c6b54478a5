import { PolicyViolation, placeAt } from './policy-violation.ts'

/** A lexer that reads Cypher as Neo4j does: it first decodes unicode escapes everywhere, then splits the text into tokens. */

export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'sign'
  /** The word as written, the sign, or the name, string or parameter without quotes. */
  text: string
  /** The word in upper case, or the sign. Empty for other kinds, so that data are never mistaken for syntax. */
  syntax: string
  /** Offsets in the original text. */
  from: number
  to: number
}

export interface Decoded {
  text: string
  /** For each decoded character, its offset in the original text. */
  origin: number[]
}

/** Decodes `\uXXXX` as Neo4j does: not after an escaped backslash, and only once. */
export function decodeEscapes(source: string): Decoded {
  let text = ''
  const origin: number[] = []
  for (let at = 0; at < source.length; ) {
    let take = 1
    let piece = source.charAt(at)
    if (piece === '\\' && source[at + 1] === '\\') {
      piece = '\\\\'
      take = 2
    } else if (piece === '\\' && source[at + 1] === 'u') {
      const hex = source.slice(at + 2, at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(hex))
        throw new PolicyViolation(
          'escape',
          '\\u must be followed by four hexadecimal digits',
          'Write \\u00e9, for example, or \\\\u for a literal backslash.',
          placeAt(source, at),
        )
      piece = String.fromCharCode(Number.parseInt(hex, 16))
      take = 6
    }
    for (let each = 0; each < piece.length; each++) origin.push(at + (take === 2 ? each : 0))
    text += piece
    at += take
  }
  origin.push(source.length)
  return { text, origin }
}

// Non-ASCII characters other than white space are parts of words, so full-width letters form no keywords.
const TOKENS =
  /(?<space>[\s\p{Cc}\u180e]+|\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:[^'\\]|\\[\s\S])*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$))|(?<quoted>`(?:[^`]|``)*(?:`|$))|(?<parameter>\$(?:`(?:[^`]|``)*`|(?:\w|[^\p{ASCII}\s\p{Cc}\u180e])+))|(?<number>\d[\w.]*?(?=\.\.|[^\w.]|$)|\.\d\w*)|(?<word>(?:[A-Za-z_]|[^\p{ASCII}\s\p{Cc}\u180e])(?:[\w$]|[^\p{ASCII}\s\p{Cc}\u180e])*)|(?<sign>=~|<>|<=|>=|\.\.|\|\||\+=|::|-->|<--|--|[\s\S])/gsuy

/** Splits decoded text into tokens, without comments and white space. */
export function tokenise({ text, origin }: Decoded): Token[] {
  const tokens: Token[] = []
  const place = (offset: number) => origin[offset] ?? 0
  for (const match of text.matchAll(TOKENS)) {
    const { space, string, quoted, parameter, number, word, sign } = match.groups ?? {}
    if (space !== undefined) continue
    const at = { from: place(match.index), to: place(match.index + match[0].length) }
    if (string !== undefined) tokens.push({ kind: 'string', text: scalar(string.slice(1, -1)), syntax: '', ...at })
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: unquote(quoted), syntax: '', ...at })
    else if (parameter !== undefined)
      tokens.push({ kind: 'parameter', text: unquote(parameter.slice(1)), syntax: '', ...at })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, syntax: '', ...at })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, syntax: word.toUpperCase(), ...at })
    else tokens.push({ kind: 'sign', text: sign ?? '', syntax: sign ?? '', ...at })
  }
  return tokens
}

const unquote = (text: string) => (text.startsWith('`') ? text.slice(1, -1).replaceAll('``', '`') : text)

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
/** Decodes string escapes. A backslash before any other character stays, as in Neo4j. */
export const scalar = (text: string): string =>
  text.replace(/\\([\s\S])/g, (whole, next: string) => ESCAPES[next] ?? (/['"`\\]/.test(next) ? next : whole))
