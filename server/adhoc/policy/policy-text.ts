import { PolicyViolation, placeAt } from './policy-violation.ts'

/** Cypher as Neo4j lexes it: unicode escapes are decoded first, everywhere, and only then is the text cut into tokens. */

export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'sign'
  /** A word as written, a quoted name, string or parameter without its quotes, a sign. */
  text: string
  /** A word in upper case, a sign as it is; empty for all else, so that data are never taken for syntax. */
  syntax: string
  /** Offsets in the text as it was given. */
  from: number
  to: number
}

export interface Decoded {
  text: string
  /** The offset in the given text of each character of the decoded one. */
  origin: number[]
}

/** Decodes `\uXXXX` as Neo4j does: an escaped backslash shields the `u` behind it, and what is decoded is not decoded again. */
export function decodeEscapes(given: string): Decoded {
  let text = ''
  const origin: number[] = []
  for (let at = 0; at < given.length; ) {
    let take = 1
    let piece = given.charAt(at)
    if (piece === '\\' && given[at + 1] === '\\') {
      piece = '\\\\'
      take = 2
    } else if (piece === '\\' && given[at + 1] === 'u') {
      const hex = given.slice(at + 2, at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(hex))
        throw new PolicyViolation(
          'escape',
          'A backslash with u needs four hexadecimal digits',
          'Write \\u00e9, or a doubled backslash if a backslash is meant.',
          placeAt(given, at),
        )
      piece = String.fromCharCode(Number.parseInt(hex, 16))
      take = 6
    }
    for (let each = 0; each < piece.length; each++) origin.push(at + (take === 2 ? each : 0))
    text += piece
    at += take
  }
  origin.push(given.length)
  return { text, origin }
}

// Every character beyond ASCII that is no white space counts as part of a word: full-width letters are no keywords.
const TOKENS =
  /(?<space>[\s\p{Cc}\u180e]+|\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>'(?:[^'\\]|\\[\s\S])*(?:'|$)|"(?:[^"\\]|\\[\s\S])*(?:"|$))|(?<quoted>`(?:[^`]|``)*(?:`|$))|(?<parameter>\$(?:`(?:[^`]|``)*`|(?:\w|[^\p{ASCII}\s\p{Cc}\u180e])+))|(?<number>\d[\w.]*?(?=\.\.|[^\w.]|$)|\.\d\w*)|(?<word>(?:[A-Za-z_]|[^\p{ASCII}\s\p{Cc}\u180e])(?:[\w$]|[^\p{ASCII}\s\p{Cc}\u180e])*)|(?<sign>=~|<>|<=|>=|\.\.|\|\||\+=|::|-->|<--|--|[\s\S])/gsuy

/** Cuts decoded text into tokens; comments and white space are left out. */
export function tokenise({ text, origin }: Decoded): Token[] {
  const tokens: Token[] = []
  const place = (offset: number) => origin[offset] ?? 0
  for (const match of text.matchAll(TOKENS)) {
    const { space, string, quoted, parameter, number, word, sign } = match.groups ?? {}
    if (space !== undefined) continue
    const at = { from: place(match.index), to: place(match.index + match[0].length) }
    if (string !== undefined) tokens.push({ kind: 'string', text: plain(string.slice(1, -1)), syntax: '', ...at })
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
/** A backslash before any other character stays, as Neo4j leaves it. */
export const plain = (text: string): string =>
  text.replace(/\\([\s\S])/g, (whole, next: string) => ESCAPES[next] ?? (/['"`\\]/.test(next) ? next : whole))
