import type { Mode } from '../../../cypher/adhoc.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'

export interface QueryOptions {
  /** From a leading EXPLAIN or PROFILE. */
  mode: Mode | undefined
  /** The statement with that word replaced by spaces, so that lines and columns stay the same. */
  text: string
  /** The tokens after the options. */
  tokens: Token[]
}

/** Reads the options before a statement: EXPLAIN or PROFILE, and CYPHER 5 or CYPHER 25. */
export function readQueryOptions(source: string, tokens: readonly Token[]): QueryOptions {
  let [text, at, version] = [source, 0, false]
  let mode: Mode | undefined
  const reject = (token: Token, message: string, instead: string): never => {
    throw new PolicyViolation('options', message, instead, placeAt(source, token.from))
  }
  for (; ; at++) {
    const token = tokens[at]
    if (!token)
      throw new PolicyViolation('empty', 'The statement is empty', 'Write one, for example MATCH (n) RETURN n.')
    if (token.syntax === 'EXPLAIN' || token.syntax === 'PROFILE') {
      if (mode) reject(token, 'Only one of EXPLAIN and PROFILE is allowed', 'Keep one of them.')
      mode = token.syntax === 'EXPLAIN' ? 'explain' : 'profile'
      text = text.slice(0, token.from) + ' '.repeat(token.to - token.from) + text.slice(token.to)
    } else if (token.syntax === 'CYPHER') {
      const [number, next, sign] = tokens.slice(at + 1, at + 4)
      if (version || !number || !/^(5|25)$/.test(number.text))
        reject(token, 'CYPHER must be followed by the version 5 or 25', 'Write CYPHER 5 or CYPHER 25, once.')
      if (next && sign?.syntax === '=' && next.syntax !== 'LET')
        reject(next, `The option ${next.text.slice(0, 40)} is not allowed`, 'Keep only CYPHER 5 or CYPHER 25.')
      version = true
      at++
    } else break
  }
  return { mode, text, tokens: tokens.slice(at) }
}
