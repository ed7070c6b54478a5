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
export const split = (tokens: readonly Token[], separator = ','): Token[][] =>
  parts(tokens, syntax => syntax === separator)

/** Splits tokens at separators outside brackets and, if `cases`, outside CASE … END. */
export function parts(tokens: readonly Token[], separates: (syntax: string) => boolean, cases = false): Token[][] {
  const all: Token[][] = [[]]
  let [depth, open] = [0, 0]
  for (const token of tokens) {
    if (opens(token)) depth++
    else if (closes(token)) depth--
    else if (cases && token.syntax === 'CASE') open++
    else if (token.syntax === 'END' && open > 0) open--
    if (depth === 0 && open === 0 && separates(token.syntax)) all.push([])
    else all.at(-1)?.push(token)
  }
  return all
}

/** Functions that test the elements of a list: `any(x IN l WHERE …)`. */
export const PREDICATES = ['ANY', 'ALL', 'NONE', 'SINGLE']
