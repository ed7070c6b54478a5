import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { closing, isName, split } from './syntax.ts'

/**
 * Limits that are checked before the database sees a statement. Neo4j's parser and planner recurse, and after a stack overflow a
 * worker and its memory are lost: on 5.26, some twenty such statements end the process. 400 nested brackets, NOTs, UNIONs or
 * property accesses are enough; 200 of each were planned within 3 s. The limits are a quarter of what worked.
 */
export const MAX_QUERY_BYTES = 16 * 1024
const MAX_DEPTH = 50
const MAX_SUBQUERIES_DEEP = 6
const MAX_CHAIN = 50
const MAX_OF_ONE = 100
/** Twenty labels of one node are planned in 4 s, fifty in over 15 s; 1,400 occupy a core for minutes. */
const MAX_LABELS = 12
/** Each XOR doubles the planning time: 13 are planned in 0.3 s, 17 in 1.6 s; 21 occupy the database for minutes. */
const MAX_XOR = 8
/** The planner adds a predicate for each pair of relationships in a MATCH: 20 are planned in 3 s, 30 in 8 s; 100 overflow the stack. */
const MAX_RELATIONSHIPS = 20
/** 200 of + between names are planned in 2 s; with 400, the planner overflows its stack, and the statement never ends. */
const MAX_JOINS = 100
/** Each doubles the planning time: 12 are planned in 2 s, 16 in over 20 s; 60 occupy a core for minutes. */
const MAX_LABEL_CHOICES = 8
/** 300 are planned in 2 s, 900 in 8 s. */
const MAX_MEMBERS = 100
/** These do not nest, so there may be many. */
const FLAT = new Set([',', '.', ':', '=', '(', ')', '[', ']', '{', '}', 'AS', '+', '-', '->', '<-', '-->', '<--', '--'])
const MAX_OF_ONE_FLAT = 1500

export function checkText(text: string): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > MAX_QUERY_BYTES)
    throw new PolicyViolation(
      'length',
      `The statement has ${bytes} bytes; the limit is ${MAX_QUERY_BYTES}`,
      'Pass long lists as parameters.',
    )
  if (text.trim() === '')
    throw new PolicyViolation('empty', 'The statement is empty', 'Write one, for example MATCH (n) RETURN n.')
  const nul = text.indexOf('\0')
  if (nul >= 0)
    throw new PolicyViolation('character', 'The statement contains a NUL character', 'Remove it.', placeAt(text, nul))
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text)
  if (lone)
    throw new PolicyViolation(
      'character',
      'The statement contains half a character (a lone surrogate)',
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
    const reject = (rule: string, message: string, instead: string): never => {
      throw new PolicyViolation(rule, message, instead, placeAt(text, from))
    }
    if (token.text.includes('\0')) reject('character', 'The statement contains a NUL character', 'Remove it.')
    if (/^[([{]$/.test(syntax)) {
      open.push(bracketAt(tokens, index))
      if (open.length > MAX_DEPTH)
        reject('depth', `Brackets are nested more than ${MAX_DEPTH} deep`, 'Split it with WITH.')
      if (open.filter(each => each === 'subquery').length > MAX_SUBQUERIES_DEEP)
        reject('depth', `Subqueries are nested more than ${MAX_SUBQUERIES_DEEP} deep`, 'Split it with WITH.')
      // Each property in a pattern is planned separately.
      const ofPattern = syntax === '{' && isName(tokens[index - 1]) && /^[([]$/.test(open.at(-2) ?? '')
      if (ofPattern && split(tokens.slice(index + 1, closing(tokens, index))).length > MAX_MEMBERS)
        reject('depth', `A map in a pattern has more than ${MAX_MEMBERS} properties`, 'Split the question.')
    } else if (/^[)\]}]$/.test(syntax)) open.pop()
    if (syntax === '.') chain++
    else if (!isName(token) || tokens[index - 1]?.syntax !== '.') chain = 0
    if (syntax === '[' && tokens[index - 1]?.syntax === ']') places++
    if (places > MAX_CHAIN)
      reject('depth', `The statement has more than ${MAX_CHAIN} [ ] in a row`, 'Split it with WITH.')
    if (chain > MAX_CHAIN)
      reject('depth', `The statement has more than ${MAX_CHAIN} properties in a row`, 'Split it with WITH.')
    if (syntax === ':') labels = tokens[index - 2]?.syntax === ':' ? labels + 1 : 1
    if (labels > MAX_LABELS)
      reject('depth', `The statement has more than ${MAX_LABELS} labels in a row`, 'Split the question.')
    if (syntax === '' || (token.kind === 'word' && !KEYWORDS.has(syntax))) return
    const count = (counts.get(syntax) ?? 0) + 1
    counts.set(syntax, count)
    if (count > mostOf(syntax))
      reject(
        'depth',
        `The statement has more than ${count - 1} ${syntax}`,
        syntax === 'XOR'
          ? 'Split the question, or count the true values.'
          : 'Split the question, or use IN with a list.',
      )
  })
  checkRelationships(text, tokens)
  checkJoins(text, tokens)
  checkLabelChoices(text, tokens)
}

const bracketAt = (tokens: readonly Token[], at: number): string => {
  const [before, { syntax }] = [tokens[at - 1]?.syntax ?? '', tokens[at] as Token]
  return syntax === '{' && /^(EXISTS|COUNT|COLLECT|CALL|\))$/.test(before) ? 'subquery' : syntax
}

/** @throws {PolicyViolation} if there are too many choices of labels, as `n:A|B` or `n:A OR n.b = 1` */
function checkLabelChoices(text: string, tokens: readonly Token[]): void {
  const open = [{ syntax: '', label: false, choice: false }]
  let choices = 0
  tokens.forEach(({ syntax, from }, at) => {
    const frame = open.at(-1)
    if (/^[([{]$/.test(syntax) || !frame) {
      open.push({ syntax: bracketAt(tokens, at), label: false, choice: false })
      return
    }
    // In { } a colon follows a key. In [ ] it precedes types, and many types do not slow the planner.
    if (syntax === ':' && !/^[[{]$/.test(frame.syntax)) frame.label = true
    if (syntax === 'OR' || syntax === '|') frame.choice = true
    const ends = /^[)\]}]$/.test(syntax)
    if (!ends && !CLAUSES.has(syntax) && !/^(AND|WHERE|,)$/.test(syntax) && at < tokens.length - 1) return
    if (frame.label && frame.choice) choices++
    if (choices > MAX_LABEL_CHOICES)
      throw new PolicyViolation(
        'depth',
        `The statement has more than ${MAX_LABEL_CHOICES} choices of labels`,
        'Split the question, or join the choices of one node: n:A|B.',
        placeAt(text, from),
      )
    if (ends && open.length > 1) {
      open.pop()
      const around = open.at(-1)
      if (around && frame.label !== frame.choice) {
        around.label ||= frame.label
        around.choice ||= frame.choice
      }
    } else Object.assign(frame, { label: false, choice: false })
  })
}

/** @throws {PolicyViolation} if one expression, with the brackets around it, has too many arithmetic operators */
const OPERATOR = /^(\+|\|\||[-*/%^])$/
function checkJoins(text: string, tokens: readonly Token[]): void {
  const open = [0]
  tokens.forEach(({ syntax, from }, at) => {
    if (/^[([{]$/.test(syntax)) open.push(0)
    else if (/^[)\]}]$/.test(syntax) && open.length > 1) open.pop()
    // After an operator, a keyword is a name.
    else if (syntax === ',' || (CLAUSES.has(syntax) && !OPERATOR.test(tokens[at - 1]?.syntax ?? '')))
      open[open.length - 1] = 0
    if (!OPERATOR.test(syntax)) return
    open[open.length - 1] = (open.at(-1) ?? 0) + 1
    if (open.reduce((all, each) => all + each, 0) > MAX_JOINS)
      throw new PolicyViolation(
        'depth',
        `An expression has more than ${MAX_JOINS} of + - * /`,
        'Split it with WITH, or use sum() or reduce().',
        placeAt(text, from),
      )
  })
}

/** @throws {PolicyViolation} if a MATCH, or a pattern within an expression, has too many relationships */
function checkRelationships(text: string, tokens: readonly Token[]): void {
  // One frame per open [ and {. Round brackets can be part of the surrounding pattern, as in ((a)-->(b)){2}.
  const frames = [{ count: 0, depth: 0 }]
  tokens.forEach(({ syntax, from }, at) => {
    if (/^[[{]$/.test(syntax)) frames.push({ count: 0, depth: 0 })
    else if (/^[\]}]$/.test(syntax) && frames.length > 1) frames.pop()
    const frame = frames.at(-1)
    if (!frame) return
    if (syntax === '(') frame.depth++
    else if (syntax === ')') frame.depth--
    // A path can have a keyword as its name, as in MATCH a = (), with = ().
    if (CLAUSES.has(syntax) && frame.depth === 0 && tokens[at + 1]?.syntax !== '=') frame.count = 0
    if (relates(tokens, at) && ++frame.count > MAX_RELATIONSHIPS)
      throw new PolicyViolation(
        'depth',
        `A MATCH or pattern has more than ${MAX_RELATIONSHIPS} relationships`,
        'Use a quantified pattern, such as ((a)-->(b)){40}, or continue in another MATCH.',
        placeAt(text, from),
      )
  })
}

const CLAUSES = new Set(['MATCH', 'WITH', 'RETURN', 'UNWIND', 'UNION'])
// Neo4j also accepts some non-ASCII dashes and brackets in arrows.
const DASH = '[-\\u00ad\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d]'
const DASHES = new RegExp(`${DASH}.*${DASH}`)
const ARROW = new RegExp(`^(?:${DASH}|[<>\\u27e8\\u27e9\\u3008\\u3009\\ufe64\\ufe65\\uff1c\\uff1e])+$`)

/** Whether a relationship begins here: after a node or a repeated part. `(a) - (b)` is a subtraction. */
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
  if (syntax === 'XOR') return MAX_XOR
  if (syntax === '&') return MAX_LABELS
  return FLAT.has(syntax) ? MAX_OF_ONE_FLAT : MAX_OF_ONE
}

const KEYWORDS = new Set(
  (
    'AND OR XOR NOT CASE WHEN THEN ELSE UNION MATCH OPTIONAL WITH UNWIND CALL RETURN LET FILTER NEXT WHERE IN IS IF ' +
    'CONTAINS STARTS ENDS EXISTS COUNT COLLECT REDUCE LIST ARRAY NULL ANY ALL NONE SINGLE USE ORDER AS LIMIT SKIP OFFSET'
  ).split(' '),
)
