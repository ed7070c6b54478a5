import type { Token } from './policy-text.ts'
import { PolicyViolation } from './policy-violation.ts'
import { calls, closing, opens, parts, split } from './syntax.ts'

/**
 * Thirty of `WITH s + s AS s` make a text of 1 GB, which ends the database, because no memory limit of Neo4j counts it. A text
 * may become this many times as long.
 */
const MAX_FACTOR = 10_000
const JOIN = /^(\+|\|\|)$/
/** Where one expression ends and another begins. */
const BOUNDARY =
  /^(,|;|::?|\||=|<>|[<>]=?|=~|AS|AND|OR|XOR|NOT|IN|IS|CASE|WHEN|THEN|ELSE|END|WHERE|WITH|RETURN|UNWIND|LET|BY|DISTINCT)$/

/** @throws {PolicyViolation} if values are joined to themselves, or replaced by longer ones, again and again */
export function checkDoubling(tokens: readonly Token[]): void {
  if (factorOf(tokens) > MAX_FACTOR)
    throw new PolicyViolation(
      'work',
      `Values are joined to themselves, or replaced by longer ones, until they could be over ${MAX_FACTOR} times as long`,
      'Join fewer of them, or aggregate rows.',
    )
}

/** By how much all joins and replacements together could lengthen a text, if each is of the one before. */
function factorOf(tokens: readonly Token[]): number {
  let factor = 1
  for (const expression of parts(tokens, syntax => BOUNDARY.test(syntax))) {
    const operands = parts(expression, syntax => JOIN.test(syntax)).filter(operand =>
      operand.some(({ kind }) => /^(word|quoted|parameter)$/.test(kind)),
    )
    const texts = operands.map(operand => operand.map(({ text }) => text).join(' '))
    factor *= Math.max(1, ...texts.map(text => texts.filter(other => other === text).length))
  }
  for (let at = 0; at < tokens.length; at++) {
    if (!opens(tokens[at])) continue
    const end = closing(tokens, at)
    const inner = tokens.slice(at + 1, end)
    factor *= factorOf(inner)
    if (calls(tokens, at - 1, 'REPLACE')) {
      const [, from, to] = split(inner).map(([first]) => (first?.kind === 'string' ? first.text.length : 0))
      factor *= Math.max(1, (to ?? 0) / Math.max(1, from ?? 0))
    }
    at = end
  }
  return factor
}
