import { collects, ofOneStep } from './gate-lists.ts'
import { GateRefusal, placeAt } from './gate-refusal.ts'
import { calls, closes, closing, isName, opens, split } from './gate-syntax.ts'
import type { Token } from './gate-text.ts'

/**
 * Loops over lists (any, all, none, single, reduce, [x IN …]). Neo4j ends a statement between rows and never within an
 * expression, and does not count an expression's memory. So loops within loops, and reduce, go over short lists alone: of
 * a path, a property, a literal, a parameter. A loop over any other list goes once through it and copies nothing into it.
 */
const MOST_DEEP = 2
/** Lists that are made of long ones are all held at once, and nobody counts them. */
const MOST_MADE = 4
const SHORT_RANGE = 100
const OF_GRAPH = ['NODES', 'RELATIONSHIPS', 'LABELS', 'KEYS']
const LOOPS = ['ANY', 'ALL', 'NONE', 'SINGLE', 'REDUCE', 'ALLREDUCE']
const INSTEAD = 'UNWIND the list, which makes a row of each element and can be stopped.'

interface Loop {
  /** Where its own IN stands, and where it ends. */
  word: number
  end: number
  variable: string
  /** Goes over a list that is short. */
  short: boolean
  /** Goes over range() or a parameter: short enough for one loop, and too long for a loop within a loop. */
  wide: boolean
  /** Goes over elements of which each holds short lists alone. */
  holds: boolean
}

/**
 * Gives the lists that are made of lists which may be long.
 * @throws {GateRefusal}
 */
export function checkLoops(text: string, tokens: readonly Token[]): Token[] {
  const within: Loop[] = []
  const gathers = tokens.some((_, at) => calls(tokens, at, 'COLLECT') || collects(tokens, at))
  const lists = shortness(tokens, gathers)
  const made: Token[] = []
  tokens.forEach((token, at) => {
    while ((within.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= at) within.pop()
    const refuse = (message: string, instead = INSTEAD): never => {
      throw new GateRefusal('work', message, instead, placeAt(text, token.from))
    }
    const outer = within.at(-1)
    // Looking for an element in a list goes through it, too.
    if (
      token.syntax === 'IN' &&
      outer &&
      outer.word !== at &&
      !outer.short &&
      lists.isLong(tokens.slice(at + 1), within)
    )
      refuse('Within a loop over a list another list is gone through')
    const wideAround = within.some(({ word, wide }) => wide && word !== at)
    if (token.syntax === 'IN' && wideAround && isWide(tokens.slice(at + 1)))
      refuse('Within a loop over range() or a parameter another one is gone through')
    if (within.length > 0 && collects(tokens, at) && !ofOneStep(tokens, at))
      refuse('Within a loop over a list another list is made of rows')
    if (!opens(token)) return
    const reduces = calls(tokens, at - 1, 'REDUCE', 'ALLREDUCE')
    const from = at + 1
    const end = closing(tokens, at)
    const inner = tokens.slice(from, end)
    const start = reduces ? inner.findIndex(({ syntax }) => syntax === ',') + 1 : 0
    const named = token.syntax === '(' && calls(tokens, at - 1, ...LOOPS)
    const [variable, word] = inner.slice(start)
    if (!(named || token.syntax === '[') || !isName(variable) || word?.syntax !== 'IN') return
    const source = sourceOf(inner.slice(start + 2))
    const short = lists.isShort(source, within) || (outer?.holds === true && source[0]?.text === outer.variable)
    if (within.length >= MOST_DEEP) refuse(`Loops over lists are nested more than ${MOST_DEEP} deep`)
    if (outer && !(short && (outer.short || source[0]?.text === outer.variable)))
      refuse('Within a loop over a list another list is gone through')
    if (reduces && !short)
      refuse(
        'reduce() takes nodes(p), relationships(p), a property, a literal or a parameter as its list',
        'UNWIND the list and use sum(), max() or collect().',
      )
    if (token.syntax === '[' && !short) made.push(token)
    if (made.length > MOST_MADE) refuse(`More than ${MOST_MADE} lists are made of lists that may be long`)
    if (reduces || token.syntax === '[')
      checkBody(text, inner, { outer: within.map(loop => loop.variable), source, reduces, short })
    const holds = !gathers || isOfGraph(source)
    within.push({ word: from + start + 1, end, variable: variable.text, short, wide: isWide(source), holds })
  })
  return made
}

/** What a loop keeps of each turn must come from the element: a long text from elsewhere would be copied at each. */
function checkBody(
  text: string,
  inner: readonly Token[],
  { outer, source, reduces, short }: { outer: string[]; source: readonly Token[]; reduces: boolean; short: boolean },
): void {
  const [head = [], ...bodies] = split(inner, '|')
  if (short && !calls(source, 0, 'RANGE') && !reduces) return
  // Its own variable, those of loops around and within it, and the accumulator.
  const loops = inner.filter((_, at) => inner[at + 1]?.syntax === 'IN').map(token => token.text)
  const own = new Set([...outer, ...loops, ...(reduces && head[0] ? [head[0].text] : [])])
  const body = bodies.flat()
  let depth = 0
  body.forEach((token, at) => {
    if (opens(token)) depth++
    else if (closes(token)) depth--
    const foreign = (isName(token) && isVariable(body, at) && !own.has(token.text)) || token.kind === 'parameter'
    const long = token.kind === 'string' && token.text.length > 40
    const joined = [body[at - 1], body[at + 1]].some(beside => /^(\+|\|\|)$/.test(beside?.syntax ?? ''))
    if ((foreign || long) && (joined || depth > 0 || reduces))
      throw new GateRefusal(
        'work',
        'Each turn of a loop over a list would copy a value from outside of it',
        INSTEAD,
        placeAt(text, token.from),
      )
  })
  if (!reduces || !head[0]) return
  const accumulator = head[0].text
  const uses = body.filter(token => isName(token) && token.text === accumulator).length
  const grows = body.some(({ syntax }) => /^(\+|\|\||\[)$/.test(syntax))
  const replaces = body.some((_, at) => calls(body, at, 'REPLACE', 'JOIN'))
  if ((uses > 1 && grows) || replaces)
    throw new GateRefusal(
      'work',
      `reduce() could double ${accumulator} at each element`,
      `Use ${accumulator} once beside +, or UNWIND the list and aggregate.`,
      placeAt(text, head[0].from),
    )
}

const WORDS = new Set(
  'CASE WHEN THEN ELSE END AND OR XOR NOT IN IS NULL TRUE FALSE STARTS ENDS WITH CONTAINS'.split(' '),
)
/** Neither a keyword, nor a property, nor a function, nor the key of a map. */
const isVariable = (tokens: readonly Token[], at: number) =>
  (!WORDS.has(tokens[at]?.syntax ?? '') &&
    tokens[at - 1]?.syntax !== '.' &&
    !/^[(.:]$/.test(tokens[at + 1]?.syntax ?? '')) ||
  (tokens[at + 1]?.syntax === '.' && tokens[at - 1]?.syntax !== '.' && !isFunction(tokens, at))

/** `date.truncate(…)` is no property. */
function isFunction(tokens: readonly Token[], at: number): boolean {
  let end = at
  while (tokens[end + 1]?.syntax === '.') end += 2
  return tokens[end + 1]?.syntax === '('
}

function sourceOf(tokens: readonly Token[]): Token[] {
  let depth = 0
  const end = tokens.findIndex(token => {
    if (opens(token)) depth++
    else if (closes(token)) depth--
    return depth === 0 && (token.syntax === 'WHERE' || token.syntax === '|')
  })
  return end < 0 ? [...tokens] : tokens.slice(0, end)
}

/** Behind a word of a loop: a parameter, or a range that is not written out as a short one. */
function isWide(source: readonly Token[]): boolean {
  if (source[0]?.kind === 'parameter') return true
  if (!calls(source, 0, 'RANGE')) return false
  const [, , from, comma, to, end] = source
  const length = Number(to?.text) - Number(from?.text)
  return !(comma?.syntax === ',' && end?.syntax === ')' && length <= SHORT_RANGE)
}

const isOfGraph = (source: readonly Token[]) => source[0]?.kind === 'parameter' || calls(source, 0, ...OF_GRAPH)

/**
 * Tells short lists from others. Where a statement makes lists of rows, a map may hold one: then a property is short only of
 * what a pattern names, and of an element of a path.
 */
function shortness(tokens: readonly Token[], gathers: boolean) {
  const renamed = new Set(
    tokens.filter((_, at) => /^(AS|LET|YIELD)$/.test(tokens[at - 1]?.syntax ?? '')).map(({ text }) => text),
  )
  const isProperty = ([first, second]: readonly Token[], within: readonly Loop[]) => {
    if (!isName(first) || second?.syntax !== '.') return false
    const loop = within.findLast(({ variable }) => variable === first.text)
    return !gathers || (loop ? loop.holds : !renamed.has(first.text))
  }
  return {
    isShort(source: readonly Token[], within: readonly Loop[]): boolean {
      const [first] = source
      if (first?.kind === 'parameter') return source.length === 1
      if (first?.syntax === '[') return closing(source, 0) === source.length - 1 && source[2]?.syntax !== 'IN'
      if (calls(source, 0, ...OF_GRAPH, 'RANGE')) return closing(source, 1) === source.length - 1
      return isProperty(source, within) && source.every((token, at) => (at % 2 ? token.syntax === '.' : isName(token)))
    },
    /** Behind IN: neither a literal, nor a parameter, nor a property, nor a list of a path. */
    isLong(rest: readonly Token[], within: readonly Loop[]): boolean {
      if (rest[0]?.kind === 'parameter' || rest[0]?.syntax === '[' || calls(rest, 0, ...OF_GRAPH)) return false
      return !isProperty(rest, within)
    },
  }
}
