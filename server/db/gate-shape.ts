import { GateRefusal, placeAt } from './gate-refusal.ts'
import { isName } from './gate-syntax.ts'
import type { Token } from './gate-text.ts'

/**
 * What is refused before the database sees it. Neo4j's parser and planner recurse, and one that runs out of stack leaves its
 * worker and its memory behind: on 5.26 some twenty such statements end the process. 400 nested brackets, NOTs, UNIONs or
 * property accesses do it; 200 of each were planned within 3 s. The bounds are at a quarter of what was seen to pass.
 */
export const MOST_BYTES = 16 * 1024
const MOST_DEPTH = 50
const MOST_SUBQUERIES_DEEP = 6
const MOST_CHAIN = 50
const MOST_OF_ONE = 100
/** The planner doubles its work with each XOR: 13 are planned in 0.3 s, 17 in 1.6 s, and 21 hold the database for minutes. */
const MOST_XOR = 8
/** These may be many without nesting anything. */
const FLAT = new Set([
  ',',
  '.',
  ':',
  '=',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  'AS',
  '|',
  '+',
  '-',
  '->',
  '<-',
  '-->',
  '<--',
  '--',
])
const MOST_OF_ONE_FLAT = 1500

export function checkText(text: string): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > MOST_BYTES)
    throw new GateRefusal(
      'length',
      `The statement has ${bytes} bytes, and ${MOST_BYTES} are the most`,
      'Pass long lists as parameters.',
    )
  if (text.trim() === '') throw new GateRefusal('empty', 'There is no statement', 'Write one, as MATCH (n) RETURN n.')
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new GateRefusal('character', 'The statement holds a NUL', 'Remove it.', placeAt(text, nul))
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text)
  if (lone)
    throw new GateRefusal(
      'character',
      'The statement holds half of a character (a lone surrogate)',
      'Remove it.',
      placeAt(text, lone.index),
    )
}

export function checkShape(text: string, tokens: readonly Token[]): void {
  const open: string[] = []
  const counts = new Map<string, number>()
  let chain = 0
  tokens.forEach((token, index) => {
    const { syntax, from } = token
    const refuse = (rule: string, message: string, instead: string): never => {
      throw new GateRefusal(rule, message, instead, placeAt(text, from))
    }
    if (token.text.includes('\0')) refuse('character', 'The statement holds a NUL', 'Remove it.')
    if (/^[([{]$/.test(syntax)) {
      const before = tokens[index - 1]?.syntax ?? ''
      open.push(syntax === '{' && /^(EXISTS|COUNT|COLLECT|CALL|\))$/.test(before) ? 'subquery' : syntax)
      if (open.length > MOST_DEPTH)
        refuse('depth', `Brackets are nested more than ${MOST_DEPTH} deep`, 'Take it apart with WITH.')
      if (open.filter(each => each === 'subquery').length > MOST_SUBQUERIES_DEEP)
        refuse('depth', `Subqueries are nested more than ${MOST_SUBQUERIES_DEEP} deep`, 'Take it apart with WITH.')
    } else if (/^[)\]}]$/.test(syntax)) open.pop()
    if (syntax === '.') chain++
    else if (!isName(token) || tokens[index - 1]?.syntax !== '.') chain = 0
    if (chain > MOST_CHAIN) refuse('depth', `More than ${MOST_CHAIN} properties in a row`, 'Take it apart with WITH.')
    if (syntax === '' || (token.kind === 'word' && !KEYWORDS.has(syntax))) return
    const count = (counts.get(syntax) ?? 0) + 1
    counts.set(syntax, count)
    if (count > mostOf(syntax))
      refuse(
        'depth',
        `There are more than ${count - 1} ${syntax} in the statement`,
        syntax === 'XOR' ? 'Ask in parts, or count what is true.' : 'Ask in parts, or use IN with a list.',
      )
  })
}

function mostOf(syntax: string): number {
  if (syntax === 'XOR') return MOST_XOR
  return FLAT.has(syntax) ? MOST_OF_ONE_FLAT : MOST_OF_ONE
}

const KEYWORDS = new Set(
  (
    'AND OR XOR NOT CASE WHEN THEN ELSE UNION MATCH OPTIONAL WITH UNWIND CALL RETURN LET FILTER NEXT WHERE IN IS IF ' +
    'CONTAINS STARTS ENDS EXISTS COUNT COLLECT REDUCE LIST ARRAY NULL ANY ALL NONE SINGLE USE ORDER AS LIMIT SKIP OFFSET'
  ).split(' '),
)
