import { type ExpressionCost, MAX_LOOP_DEPTH, product, type Size } from './expression-cost.ts'
import type { Growth } from './growth.ts'
import { gathersAt, madeAt, measure, OF_ONE_TEXT, OF_ROWS, ofOneStep, sourceOf } from './list-sizes.ts'
import type { Reduced } from './loop-reader.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, isName, opens, PREDICATES, split } from './syntax.ts'

const LOOPS = [...PREDICATES, 'REDUCE', 'ALLREDUCE']
const INSTEAD = 'UNWIND the list, which makes a row per element and can be cancelled.'

interface Loop {
  /** The positions of its IN and of its end. */
  word: number
  end: number
  /** The names that change in each iteration: the loop variable, and the accumulator of reduce(). */
  variables: (string | undefined)[]
  size: Size
}

/**
 * Estimates the cost of loops over lists (any, all, none, single, reduce, [x IN …]) and of lists built from rows.
 * @throws {PolicyViolation} if the cost has no bound for any length of the lists
 */
export function readLoops(
  text: string,
  tokens: readonly Token[],
  { reduced, light, copies, names, scans: through }: Growth,
): ExpressionCost[] {
  const lengthOf = measure(tokens, names)
  const within: Loop[] = []
  const costs: ExpressionCost[] = []
  tokens.forEach((token, at) => {
    while ((within.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= at) within.pop()
    const place = placeAt(text, token.from)
    const around = product(...within.map(({ size }) => size))
    const refuse = (message: string): never => {
      throw new PolicyViolation('work', message, INSTEAD, place)
    }
    if (token.syntax === 'IN' && within.length > 0 && within.every(({ word }) => word !== at)) {
      const iterations = product(around, lookup(tokens, at + 1, within, lengthOf))
      costs.push({ place, iterations })
    }
    const cost = through ? through.get(at) : isNamed(tokens, at) ? product(OF_ROWS, OF_ONE_TEXT) : undefined
    if (within.length > 0 && cost) costs.push({ place, iterations: product(around, cost) })
    const size = madeAt(tokens, at)
    if (size && within.length > 0 && gathersAt(tokens, at) && !ofOneStep(tokens, at))
      refuse('A loop over a list builds another list from rows')
    if (size) {
      const iterations = product(around, size)
      const transient = isTransient(tokens, at)
      costs.push({ place, iterations, retained: transient ? size : iterations, transient })
    }
    const loop = opens(token) ? loopAt(tokens, at) : undefined
    if (!loop) return
    if (within.length >= MAX_LOOP_DEPTH) refuse(`Loops over lists are nested more than ${MAX_LOOP_DEPTH} deep`)
    const own = lengthOf(loop.source)
    const iterations = product(around, own)
    const depth = copies.get(at)
    if (depth) costs.push({ place, iterations: product(iterations, { times: 1, rows: depth }) })
    if (loop.reduces) costs.push({ place, ...costOfReduce(text, loop, own, iterations, reduced.get(at - 1)) })
    else if (token.syntax === '[') {
      const transient = isTransient(tokens, at)
      costs.push({
        place,
        iterations,
        retained: product(transient ? own : iterations, light.has(at) ? LIGHT : weightOf(loop.bodies.flat())),
        transient,
      })
    } else costs.push({ place, iterations })
    within.push({ word: loop.word, end: loop.end, variables: [loop.variable, loop.reduces], size: own })
  })
  return costs
}

/** For statements that could not be read: whether a token is a name other than a property or function. */
const isNamed = (tokens: readonly Token[], at: number): boolean =>
  isName(tokens[at]) && tokens[at - 1]?.syntax !== '.' && !/^[(:]$/.test(tokens[at + 1]?.syntax ?? '')

/**
 * Whether a list is released at once, because only its size, one element or a search result is used: `size([…])`,
 * `split(…)[0]`, `any(x IN split(…) WHERE …)`.
 */
function isTransient(tokens: readonly Token[], at: number): boolean {
  const end = closing(tokens, opens(tokens[at]) ? at : at + 1)
  const looked = tokens[at - 1]?.syntax === 'IN' && calls(tokens, at - 4, ...PREDICATES)
  if (looked && tokens[end + 1]?.syntax === 'WHERE') return true
  if (calls(tokens, at - 2, 'SIZE', 'ISEMPTY', 'HEAD', 'LAST') && closing(tokens, at - 1) === end + 1) return true
  const [bracket, ...inner] = tokens.slice(end + 1, closing(tokens, end + 1))
  return (
    bracket?.syntax === '[' &&
    inner.length > 0 &&
    inner.every(({ kind, syntax }) => kind === 'number' || syntax === '-')
  )
}

interface Read {
  word: number
  end: number
  variable: string
  source: Token[]
  bodies: Token[][]
  /** The accumulator's name. */
  reduces: string | undefined
}

function loopAt(tokens: readonly Token[], at: number): Read | undefined {
  const reduces = calls(tokens, at - 1, 'REDUCE', 'ALLREDUCE')
  const end = closing(tokens, at)
  const inner = tokens.slice(at + 1, end)
  const start = reduces ? (split(inner)[0]?.length ?? 0) : -1
  const [variable, word] = inner.slice(start + 1)
  if (!(tokens[at]?.syntax === '[' || calls(tokens, at - 1, ...LOOPS))) return undefined
  if (!isName(variable) || word?.syntax !== 'IN') return undefined
  const source = sourceOf(inner.slice(start + 3))
  const [, ...bodies] = split(inner, '|')
  const accumulator = reduces ? inner[0]?.text : undefined
  return { word: at + start + 3, end, variable: variable.text, source, bodies, reduces: accumulator }
}

/** Checking whether a list in a map is unchanged takes 4 ns per element. */
const CHECK_UNCHANGED: Size = { times: 0.1 }

/**
 * The cost of IN: it searches the list from the beginning. For a list that is the same in each iteration, Neo4j builds a set first:
 * 100,000 searches among 100,000 elements took half a second.
 */
function lookup(
  tokens: readonly Token[],
  at: number,
  within: readonly Loop[],
  lengthOf: (source: readonly Token[]) => Size,
): Size {
  const [first, next] = tokens.slice(at, at + 2)
  const alone = !/^([.([+]|\|\|)$/.test(next?.syntax ?? '')
  if (
    alone &&
    (first?.kind === 'parameter' || (isName(first) && !within.some(({ variables }) => variables.includes(first.text))))
  )
    return { times: 1 }
  if (first?.syntax === '[') return lengthOf(tokens.slice(at, closing(tokens, at) + 1))
  let end = at
  while (tokens[end + 1]?.syntax === '.') end += 2
  if (tokens[end + 1]?.syntax === '(') end = closing(tokens, end + 1)
  if (/^([[+]|\|\|)$/.test(tokens[end + 1]?.syntax ?? '')) return OF_ROWS
  const size = lengthOf(tokens.slice(at, end + 1))
  const stays =
    first?.kind !== 'parameter' &&
    next?.syntax === '.' &&
    !within.some(({ variables }) => variables.includes(first?.text))
  return stays ? product(size, CHECK_UNCHANGED) : size
}

const LIGHT: Size = { times: 1 }
/** An existing value needs a reference of 8 bytes, a small new value 64 bytes. */
const REFERENCE: Size = { times: 1 / 8 }

/** Each iteration creates as many values as the body has parts. If it creates texts, these may be long. */
function weightOf(body: readonly Token[]): Size {
  if (body.length === 0) return REFERENCE
  const parts = body.filter(({ syntax }) => syntax === ',' || syntax === '+' || syntax === '||').length
  const makes = body.some(
    (token, at) => token.syntax === '+' || token.syntax === '||' || (isName(token) && body[at + 1]?.syntax === '('),
  )
  return { times: 1 + parts, texts: makes ? 1 : 0, reduced: makes ? 1 : 0 }
}

/** @throws {PolicyViolation} if the accumulator could double with each element */
function costOfReduce(
  text: string,
  { bodies, reduces = '' }: Read,
  own: Size,
  iterations: Size,
  reduced?: Reduced,
): Omit<ExpressionCost, 'place'> {
  const body = bodies.flat()
  const makes = body.some((_, at) => calls(body, at, 'JOIN', 'REPLACE', 'INSERT', 'FLATTEN'))
  const joins = makes || body.some(({ syntax }) => /^(\+|\|\||\[|\{)$/.test(syntax))
  // If the statement could not be read, only `acc + x` is allowed.
  const named = body.filter(token => isName(token) && token.text === reduces).length
  const loops = body.some((token, at) => calls(body, at, ...LOOPS) || (opens(token) && body[at + 2]?.syntax === 'IN'))
  if (reduced?.doubles ?? (joins && (makes || loops || named > 1)))
    throw new PolicyViolation(
      'work',
      `reduce() could double ${reduces} with each element`,
      `Use ${reduces} once beside +, or UNWIND the list and aggregate.`,
      placeAt(text, body[0]?.from ?? 0),
    )
  if (!joins || reduced?.fixed) return { iterations }
  // Joined values are copied in each iteration.
  const copied = product(iterations, own, { times: 1, texts: 1 })
  return { iterations: copied, joined: own, retained: product(iterations, { ...weightOf(body), reduced: 0 }) }
}
