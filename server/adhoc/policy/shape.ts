import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { closing, isName, split } from './syntax.ts'

/**
 * What is refused before the database sees it. Neo4j's parser and planner recurse, and one that runs out of stack leaves its
 * worker and its memory behind: on 5.26 some twenty such statements end the process. 400 nested brackets, NOTs, UNIONs or
 * property accesses do it; 200 of each were planned within 3 s. The bounds are at a quarter of what was seen to pass.
 */
export const MAX_QUERY_BYTES = 16 * 1024
const MOST_DEPTH = 50
const MOST_SUBQUERIES_DEEP = 6
const MOST_CHAIN = 50
const MOST_OF_ONE = 100
/** Twenty labels of one node are planned in 4 s, fifty in over 15 s, and 1,400 hold a core for minutes. */
const MOST_LABELS = 12
/** The planner doubles its work with each XOR: 13 are planned in 0.3 s, 17 in 1.6 s, and 21 hold the database for minutes. */
const MOST_XOR = 8
/**
 * Each relationship of a MATCH is held apart from each other one: 20 are planned in 3 s, 30 in 8 s, and of 100 the
 * predicates overflow the stack.
 */
const MOST_RELATIONSHIPS = 20
/** 200 of + between names are planned in 2 s; of 400 the planner runs out of stack, and the statement never ends. */
const MOST_JOINS = 100
/** 300 are planned in 2 s, 900 in 8 s. */
const MOST_MEMBERS = 100
/** These may be many without nesting anything. */
const FLAT = new Set([',', '.', ':', '=', '(', ')', '[', ']', '{', '}', 'AS', '+', '-', '->', '<-', '-->', '<--', '--'])
const MOST_OF_ONE_FLAT = 1500

export function checkText(text: string): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > MAX_QUERY_BYTES)
    throw new PolicyViolation(
      'length',
      `The statement has ${bytes} bytes, and ${MAX_QUERY_BYTES} are the most`,
      'Pass long lists as parameters.',
    )
  if (text.trim() === '')
    throw new PolicyViolation('empty', 'There is no statement', 'Write one, as MATCH (n) RETURN n.')
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new PolicyViolation('character', 'The statement holds a NUL', 'Remove it.', placeAt(text, nul))
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text)
  if (lone)
    throw new PolicyViolation(
      'character',
      'The statement holds half of a character (a lone surrogate)',
      'Remove it.',
      placeAt(text, lone.index),
    )
}

export function checkShape(text: string, tokens: readonly Token[]): void {
  const open: string[] = []
  const counts = new Map<string, number>()
  let [chain, labels, places] = [0, 0, 0]
  tokens.forEach((token, index) => {
    const { syntax, from } = token
    const refuse = (rule: string, message: string, instead: string): never => {
      throw new PolicyViolation(rule, message, instead, placeAt(text, from))
    }
    if (token.text.includes('\0')) refuse('character', 'The statement holds a NUL', 'Remove it.')
    if (/^[([{]$/.test(syntax)) {
      const before = tokens[index - 1]?.syntax ?? ''
      open.push(syntax === '{' && /^(EXISTS|COUNT|COLLECT|CALL|\))$/.test(before) ? 'subquery' : syntax)
      if (open.length > MOST_DEPTH)
        refuse('depth', `Brackets are nested more than ${MOST_DEPTH} deep`, 'Take it apart with WITH.')
      if (open.filter(each => each === 'subquery').length > MOST_SUBQUERIES_DEEP)
        refuse('depth', `Subqueries are nested more than ${MOST_SUBQUERIES_DEEP} deep`, 'Take it apart with WITH.')
      // Each property of a node or relationship of a pattern is planned for itself.
      const ofPattern = syntax === '{' && isName(tokens[index - 1]) && /^[([]$/.test(open.at(-2) ?? '')
      if (ofPattern && split(tokens.slice(index + 1, closing(tokens, index))).length > MOST_MEMBERS)
        refuse('depth', `There are more than ${MOST_MEMBERS} properties in one map of a pattern`, 'Ask in parts.')
    } else if (/^[)\]}]$/.test(syntax)) open.pop()
    if (syntax === '.') chain++
    else if (!isName(token) || tokens[index - 1]?.syntax !== '.') chain = 0
    if (syntax === '[' && tokens[index - 1]?.syntax === ']') places++
    if (places > MOST_CHAIN)
      refuse('depth', `More than ${MOST_CHAIN} [ ] behind one another`, 'Take it apart with WITH.')
    if (chain > MOST_CHAIN) refuse('depth', `More than ${MOST_CHAIN} properties in a row`, 'Take it apart with WITH.')
    if (syntax === ':') labels = tokens[index - 2]?.syntax === ':' ? labels + 1 : 1
    if (labels > MOST_LABELS) refuse('depth', `More than ${MOST_LABELS} labels in a row`, 'Ask in parts.')
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
  checkRelationships(text, tokens)
  checkJoins(text, tokens)
}

/** @throws {PolicyViolation} if too much is added or joined in one expression, with what stands in brackets around it */
const OPERATOR = /^(\+|\|\||[-*/%^])$/
function checkJoins(text: string, tokens: readonly Token[]): void {
  const open = [0]
  tokens.forEach(({ syntax, from }, at) => {
    if (/^[([{]$/.test(syntax)) open.push(0)
    else if (/^[)\]}]$/.test(syntax) && open.length > 1) open.pop()
    // Behind an operator the word of a clause is a name.
    else if (syntax === ',' || (CLAUSES.has(syntax) && !OPERATOR.test(tokens[at - 1]?.syntax ?? '')))
      open[open.length - 1] = 0
    if (!OPERATOR.test(syntax)) return
    open[open.length - 1] = (open.at(-1) ?? 0) + 1
    if (open.reduce((all, each) => all + each, 0) > MOST_JOINS)
      throw new PolicyViolation(
        'depth',
        `There are more than ${MOST_JOINS} of + - * / in one expression`,
        'Take it apart with WITH, or use sum() or reduce().',
        placeAt(text, from),
      )
  })
}

/** @throws {PolicyViolation} if a MATCH, or a pattern within an expression, has too many relationships */
function checkRelationships(text: string, tokens: readonly Token[]): void {
  // One for each [ and { that is open. What is in ( ) may be part of the pattern around it, as in ((a)-->(b)){2}.
  const frames = [{ count: 0, depth: 0 }]
  tokens.forEach(({ syntax, from }, at) => {
    if (/^[[{]$/.test(syntax)) frames.push({ count: 0, depth: 0 })
    else if (/^[\]}]$/.test(syntax) && frames.length > 1) frames.pop()
    const frame = frames.at(-1)
    if (!frame) return
    if (syntax === '(') frame.depth++
    else if (syntax === ')') frame.depth--
    // A path can bear the name of a clause, as in MATCH a = (), with = ().
    if (CLAUSES.has(syntax) && frame.depth === 0 && tokens[at + 1]?.syntax !== '=') frame.count = 0
    if (relates(tokens, at) && ++frame.count > MOST_RELATIONSHIPS)
      throw new PolicyViolation(
        'depth',
        `There are more than ${MOST_RELATIONSHIPS} relationships in one MATCH or pattern`,
        'Write a step that repeats once, as ((a)-->(b)){40}, or go on in another MATCH.',
        placeAt(text, from),
      )
  })
}

const CLAUSES = new Set(['MATCH', 'WITH', 'RETURN', 'UNWIND', 'UNION'])
// Neo4j takes dashes and brackets beyond ASCII for those of an arrow.
const DASH = '[-\\u00ad\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]'
const DASHES = new RegExp(`${DASH}.*${DASH}`)
const ARROW = new RegExp(`^(?:${DASH}|[<>\\u27e8\\u27e9\\u3008\\u3009\\ufe64\\ufe65\\uff1c\\uff1e])+$`)

/** A relationship begins here: behind a node, or behind a part that is repeated. `(a) - (b)` is a subtraction. */
function relates(tokens: readonly Token[], at: number): boolean {
  const [before, last] = [tokens[at - 2]?.syntax, tokens[at - 1]?.syntax ?? '']
  if (!/^[)}]$/.test(last) && !(/^[+*]$/.test(last) && before === ')')) return false
  let arrow = ''
  let end = at
  while (ARROW.test(tokens[end]?.syntax ?? '')) arrow += tokens[end++]?.syntax
  const next = tokens[end]?.syntax ?? ''
  return next === '[' ? arrow !== '' : DASHES.test(arrow) && /^[({+*]$/.test(next)
}

function mostOf(syntax: string): number {
  if (syntax === 'XOR') return MOST_XOR
  if (syntax === '&') return MOST_LABELS
  return FLAT.has(syntax) ? MOST_OF_ONE_FLAT : MOST_OF_ONE
}

const KEYWORDS = new Set(
  (
    'AND OR XOR NOT CASE WHEN THEN ELSE UNION MATCH OPTIONAL WITH UNWIND CALL RETURN LET FILTER NEXT WHERE IN IS IF ' +
    'CONTAINS STARTS ENDS EXISTS COUNT COLLECT REDUCE LIST ARRAY NULL ANY ALL NONE SINGLE USE ORDER AS LIMIT SKIP OFFSET'
  ).split(' '),
)
