import type { StreamParser } from '@codemirror/language'
import { FUNCTIONS, KEYWORDS } from './keywords.ts'

/** Syntax colours for Cypher. It reports no errors; Neo4j does. */

interface State {
  /** The closing sign of a block comment, string or quoted name that is open from the previous line. */
  open: '*/' | "'" | '"' | '`' | null
  /** The sign before a word distinguishes labels from properties. */
  before: string
}

const keywords = new Set(KEYWORDS)
const functions = new Set(FUNCTIONS.map(name => name.toLowerCase()))
const KINDS = { '*/': 'comment', "'": 'string', '"': 'string', '`': 'variableName' } as const
const LABEL_SIGNS = new Set([':', '|', '&', '!'])

export const cypherMode: StreamParser<State> = {
  name: 'cypher',
  startState: () => ({ open: null, before: '' }),
  token(stream, state) {
    if (state.open) return close(stream, state, state.open)
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match('/*')) return close(stream, state, '*/')
    const sign = stream.peek() ?? ''
    if (sign === "'" || sign === '"' || sign === '`') {
      stream.next()
      const kind = close(stream, state, sign)
      return sign === '`' && LABEL_SIGNS.has(state.before) ? 'typeName' : kind
    }
    if (stream.match(/^\$(?:[\p{L}\p{N}_]+|`[^`]*`)/u)) return 'atom'
    if (stream.match(/^(?:0x[\da-f]+|0o[0-7]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)/i)) return after(state, '1', 'number')
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) {
      const kind = kindOf(stream.current(), state.before, stream.string.slice(stream.pos))
      return after(state, 'a', kind)
    }
    state.before = stream.next() ?? ''
    return /[()[\]{},;]/.test(state.before) ? 'bracket' : 'operator'
  },
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
  },
}

type Stream = Parameters<StreamParser<State>['token']>[0]

/** Reads up to the closing sign, on this line or a later one. */
function close(stream: Stream, state: State, sign: NonNullable<State['open']>): string {
  state.open = sign
  while (!stream.eol()) {
    if (sign !== '*/' && sign !== '`' && stream.match(/^\\./)) continue
    if (stream.match(sign)) {
      state.open = null
      break
    }
    stream.next()
  }
  return KINDS[sign]
}

function kindOf(word: string, before: string, rest: string): string {
  if (before === '.') return 'propertyName'
  if (LABEL_SIGNS.has(before) && !keywords.has(word.toUpperCase())) return 'typeName'
  if (/^\s*:(?!:)/.test(rest) && (before === '{' || before === ',')) return 'propertyName'
  if (/^\s*\(/.test(rest) && functions.has(word.toLowerCase())) return 'variableName.function'
  return keywords.has(word.toUpperCase()) ? 'keyword' : 'variableName'
}

function after(state: State, before: string, kind: string): string {
  state.before = before
  return kind
}
