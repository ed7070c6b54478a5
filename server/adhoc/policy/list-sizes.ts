import { product, type Size } from './expression-cost.ts'
import type { Token } from './policy-text.ts'
import { calls, closes, closing, isName, numbersFrom, opens, split } from './syntax.ts'
import type { Value } from './value-size.ts'

/** Estimates the lengths of lists that an expression names or builds. */

/** The elements of a path or of a list property, labels and keys. */
const SHORT: Size = { times: 30 }
/** The relationships of one node; a few nodes have many. */
const OF_A_NODE: Size = { times: 300 }
export const OF_ROWS: Size = { times: 1, rows: 1 }
/** Scanning a text, if that takes longer than one iteration. */
export const OF_ONE_TEXT: Size = { times: 1, texts: 1 }
const OF_TEXT: Size = { times: 50, texts: 1 }
/** The result of split(): each text needs the space of three values. */
const OF_PIECES: Size = { times: 150, texts: 1 }
/** The maximum that checkRanges allows for a bound of range() that is a parameter. */
const OF_BOUND: Size = { times: 10_000 }
const OF_GRAPH = ['NODES', 'RELATIONSHIPS', 'LABELS', 'KEYS']
const CASTS = ['TOSTRINGLIST', 'TOINTEGERLIST', 'TOFLOATLIST', 'TOBOOLEANLIST']

/** The length of a list built here from rows or from another list; undefined if none is. */
export function madeAt(tokens: readonly Token[], at: number): Size | undefined {
  if (calls(tokens, at, 'SPLIT')) return OF_PIECES
  if (calls(tokens, at, ...CASTS)) return OF_ROWS
  if (!gathersAt(tokens, at)) return undefined
  return ofOneStep(tokens, at) ? OF_A_NODE : OF_ROWS
}

/** Whether COLLECT { … } or `[(a)--(b) | …]` begins here. Within another expression, no plan shows their rows. */
export const gathersAt = (tokens: readonly Token[], at: number): boolean =>
  (tokens[at]?.syntax === 'COLLECT' && tokens[at + 1]?.syntax === '{') || ofPattern(tokens, at) !== undefined

/** Whether its pattern is one relationship without a quantifier, so that it has at most the relationships of a node. */
export function ofOneStep(tokens: readonly Token[], at: number): boolean {
  const open = tokens[at]?.syntax === '[' ? at : at + 1
  const block = ofPattern(tokens, at) ?? tokens.slice(open + 1, closing(tokens, open))
  const count = (pattern: RegExp) => block.filter(({ syntax }) => pattern.test(syntax)).length
  const steps = block.filter(({ syntax }, each) => /^(--|-->|<--)$/.test(syntax) || isBracketOfStep(block, each)).length
  const patterns = split(block.slice(block.findIndex(({ syntax }) => syntax === '(')))
  const nodes = patterns.filter(([first, second]) => first?.syntax === '(' || second?.syntax === '=').length
  // After a relationship or a parenthesis, + and { are quantifiers.
  const repeats = block.filter(
    ({ syntax }, each) => /^[+{]$/.test(syntax) && /^[)\]>-]|^<--$/.test(block[each - 1]?.syntax ?? ''),
  )
  const more = count(/^([*]|UNWIND|CALL|RANGE|UNION)$/) + repeats.length
  return steps === 1 && nodes === 1 && count(/^MATCH$/) <= 1 && more === 0
}

/** Whether it only unwinds one list, so that it is no longer than that list. */
export function ofOneList(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 2]?.syntax !== 'UNWIND' || calls(tokens, at + 3, 'RANGE')) return false
  const end = closing(tokens, at + 1)
  let [own, next] = ['', at + 3]
  for (; next < end; next++) {
    // Subqueries within it are checked separately.
    if (tokens[next]?.syntax === '{' && /^(COLLECT|EXISTS|COUNT)$/.test(tokens[next - 1]?.syntax ?? ''))
      next = closing(tokens, next)
    else own += ` ${tokens[next]?.syntax ?? ''}`
  }
  return !/ (MATCH|CALL|UNION|UNWIND)( |$)/.test(own)
}

const isBracketOfStep = (tokens: readonly Token[], at: number) =>
  tokens[at]?.syntax === '[' && tokens[at - 1]?.syntax === '-' && /^[-<)]$/.test(tokens[at - 2]?.syntax ?? '')

/** The pattern before the bar in `[(a)-->(b) | b.name]` or `[p = (a)-->(b) | p]`. */
function ofPattern(tokens: readonly Token[], at: number): Token[] | undefined {
  if (tokens[at]?.syntax !== '[') return undefined
  const start = tokens[at + 2]?.syntax === '=' ? at + 3 : at + 1
  if (tokens[start]?.syntax !== '(') return undefined
  const [pattern = [], ...rest] = split(tokens.slice(start, closing(tokens, at)), '|')
  return rest.length > 0 ? pattern : undefined
}

/** Whether a list literal begins here. */
export const isWritten = (tokens: readonly Token[], at: number) =>
  tokens[at]?.syntax === '[' && tokens[at + 2]?.syntax !== 'IN' && ofPattern(tokens, at) === undefined

/**
 * Returns a function that estimates the length of the list that a loop iterates over. A stored property is short; a member of a map
 * may be a list of rows. Without `names`, a name counts as stored if only a pattern binds it.
 */
export function measure(
  tokens: readonly Token[],
  names?: ReadonlyMap<string, Value>,
): (source: readonly Token[]) => Size {
  const given = new Set(
    tokens
      .filter(
        (_, at) =>
          /^(AS|LET|YIELD)$/.test(tokens[at - 1]?.syntax ?? '') ||
          tokens[at + 1]?.syntax === 'IN' ||
          (tokens[at + 1]?.syntax === '=' && calls(tokens, at - 2, 'REDUCE', 'ALLREDUCE')),
      )
      .map(({ text }) => text),
  )
  const isOfGraph = (name: string) => (names ? names.get(name)?.stored === true : !given.has(name))
  const isProperty = (source: readonly Token[]) =>
    source.length >= 3 &&
    source.every((token, at) => (at % 2 ? token.syntax === '.' : isName(token))) &&
    isOfGraph(source[0]?.text ?? '')

  const steps = stepsOf(tokens)
  const isOfPath = (source: readonly Token[]) => calls(source, 0, 'NODES', 'RELATIONSHIPS', 'LENGTH')

  return function lengthOf(source): Size {
    const [first] = source
    const parts = split(source, '||').flatMap(part => split(part, '+'))
    if (parts.length > 1) return product({ times: parts.length }, ...parts.map(lengthOf))
    if (first?.kind === 'parameter') return { times: 1, params: 1 }
    if (isWritten(source, 0) && closing(source, 0) === source.length - 1)
      return { times: split(source.slice(1, -1)).length }
    if (calls(source, 0, 'RANGE')) return lengthOfRange(source)
    if (calls(source, 0, ...OF_GRAPH))
      return source[2]?.kind === 'parameter' ? { times: 1, params: 1 } : isOfPath(source) ? steps : SHORT
    if (calls(source, 0, 'SPLIT') && closing(source, 1) === source.length - 1) return OF_TEXT
    if (gathersAt(source, 0) && ofOneStep(source, 0)) return OF_A_NODE
    if (source[2]?.syntax === 'IN' && first?.syntax === '[' && closing(source, 0) === source.length - 1)
      return lengthOf(sourceOf(source.slice(3, -1)))
    return isProperty(source) ? SHORT : OF_ROWS
  }

  function lengthOfRange(source: readonly Token[]): Size {
    const [from = [], to = []] = split(source.slice(2, closing(source, 1)))
    const bounds = [from, to].flatMap(lengthOfBound)
    // An added number lengthens the range by as much.
    const added = [...from, ...to].reduce((all, { kind, text }) => all + (kind === 'number' ? Number(text) : 0), 0)
    if (bounds.length > 0) return product({ times: Math.max(1, added - 2) || OF_BOUND.times }, ...bounds)
    return { times: numbersFrom(from, to) || OF_BOUND.times }
  }

  function lengthOfBound(bound: readonly Token[]): Size[] {
    if (bound.some(({ kind }) => kind === 'parameter')) return [OF_BOUND]
    if (calls(bound, 0, 'LENGTH')) return [steps]
    if (!calls(bound, 0, 'SIZE')) return []
    const of = bound.slice(2, closing(bound, 1))
    if (isOfPath(of)) return [steps]
    if (calls(of, 0, ...OF_GRAPH) || isProperty(of)) return [SHORT]
    const value = of.length === 1 ? names?.get(of[0]?.text ?? '') : undefined
    return [value?.of || value?.items ? OF_ROWS : product(OF_ROWS, OF_TEXT)]
  }
}

/** The maximum length of paths: the largest written bound, or LONG_PATH if a quantifier has no bound. */
function stepsOf(tokens: readonly Token[]): Size {
  const repeats = tokens.flatMap((token, at) => {
    const before = tokens[at - 1]?.syntax ?? ''
    if (token.syntax === '*' && /^[:[|\])]|^$/.test(before)) return [LONG_PATH]
    if (token.syntax === '+' && before === ')') return [LONG_PATH]
    const bounds = token.kind === 'number' && (/^(\*|\.\.|\{|,)$/.test(before) || tokens[at + 1]?.syntax === '..')
    return bounds ? [Number(token.text)] : []
  })
  return { times: Math.max(SHORT.times, ...repeats.filter(each => each <= MAX_STEPS)) }
}
const LONG_PATH = 100
const MAX_STEPS = 1_000

/** The list that a loop iterates over, up to its WHERE or bar. */
export function sourceOf(tokens: readonly Token[]): Token[] {
  let depth = 0
  const end = tokens.findIndex(token => {
    if (opens(token)) depth++
    else if (closes(token)) depth--
    return depth === 0 && (token.syntax === 'WHERE' || token.syntax === '|')
  })
  return end < 0 ? [...tokens] : tokens.slice(0, end)
}
