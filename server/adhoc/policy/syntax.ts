import type { Token } from './policy-text.ts'

/** Helpers for tokens, shared by the rules of the policy. */

export const opens = (token?: Token) => /^[([{]$/.test(token?.syntax ?? '')
export const closes = (token?: Token) => /^[)\]}]$/.test(token?.syntax ?? '')
export const isName = (token?: Token): token is Token => token?.kind === 'word' || token?.kind === 'quoted'
export const isLiteral = (token?: Token) => token?.kind === 'string' || token?.kind === 'number'

/** Whether a call of one of the functions begins here. Function names can be quoted and ignore case. */
export const calls = (tokens: readonly Token[], at: number, ...names: string[]): boolean => {
  const token = tokens[at]
  return isName(token) && names.includes(token.text.toUpperCase()) && tokens[at + 1]?.syntax === '('
}

/** The index of the bracket that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    if (opens(tokens[at])) depth++
    else if (closes(tokens[at]) && --depth === 0) return at
  }
  return tokens.length
}

/** Splits tokens at separators outside brackets. */
export function split(tokens: readonly Token[], separator = ','): Token[][] {
  const parts: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    if (opens(token)) depth++
    else if (closes(token)) depth--
    if (token.syntax === separator && depth === 0) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** What loops over a list and is a truth: `any(x IN l WHERE …)`. */
export const PREDICATES = ['ANY', 'ALL', 'NONE', 'SINGLE']
