import type { Mode } from '../../../cypher/adhoc.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'

export interface QueryOptions {
  /** What a leading EXPLAIN or PROFILE asks for. */
  mode: Mode | undefined
  /** The statement with that word blanked, so that Neo4j names the same lines and columns. */
  text: string
  /** What comes behind the options. */
  tokens: Token[]
}

/** Takes off what may stand before a statement: EXPLAIN or PROFILE, and CYPHER 5 or CYPHER 25. */
export function readQueryOptions(given: string, tokens: readonly Token[]): QueryOptions {
  let [text, at, version] = [given, 0, false]
  let mode: Mode | undefined
  const refuse = (token: Token, message: string, instead: string): never => {
    throw new PolicyViolation('options', message, instead, placeAt(given, token.from))
  }
  for (; ; at++) {
    const token = tokens[at]
    if (!token) throw new PolicyViolation('empty', 'There is no statement', 'Write one, as MATCH (n) RETURN n.')
    if (token.syntax === 'EXPLAIN' || token.syntax === 'PROFILE') {
      if (mode) refuse(token, 'EXPLAIN and PROFILE may stand once, and not together', 'Keep one of them.')
      mode = token.syntax === 'EXPLAIN' ? 'explain' : 'profile'
      text = text.slice(0, token.from) + ' '.repeat(token.to - token.from) + text.slice(token.to)
    } else if (token.syntax === 'CYPHER') {
      const [number, next, sign] = tokens.slice(at + 1, at + 4)
      if (version || !number || !/^(5|25)$/.test(number.text))
        refuse(token, 'The only option is a version, CYPHER 5 or CYPHER 25', 'Remove the others.')
      if (next && sign?.syntax === '=' && next.syntax !== 'LET')
        refuse(next, `The option ${next.text.slice(0, 40)} is not allowed`, 'Keep CYPHER 5 or CYPHER 25 alone.')
      version = true
      at++
    } else break
  }
  return { mode, text, tokens: tokens.slice(at) }
}
