import { type ExpressionCost, MOST_DEEP, product, type Size } from './expression-cost.ts'
import type { Growth } from './growth.ts'
import { gathersAt, madeAt, measure, OF_ONE_TEXT, OF_ROWS, ofOneStep, sourceOf } from './list-sizes.ts'
import type { Reduced } from './loop-reader.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation, placeAt } from './policy-violation.ts'
import { calls, closing, isName, opens, PREDICATES, split } from './syntax.ts'

const LOOPS = [...PREDICATES, 'REDUCE', 'ALLREDUCE']
const INSTEAD = 'UNWIND the list, which makes a row per element and can be cancelled.'

interface Loop {
  /** Where its own IN stands, and where it ends. */
  word: number
  end: number
  /** What changes from turn to turn: its variable, and the accumulator of reduce(). */
  variables: (string | undefined)[]
  size: Size
}

/**
 * Reads what the loops over lists (any, all, none, single, reduce, [x IN …]) and the lists made of rows come to.
 * @throws {PolicyViolation} where no length could make it bounded
 */
export function readLoops(
  text: string,
  tokens: readonly Token[],
  { reduced, light, copies, names, through }: Growth,
): ExpressionCost[] {
  const lengthOf = measure(tokens, names)
  const within: Loop[] = []
  const works: ExpressionCost[] = []
  tokens.forEach((token, at) => {
    while ((within.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= at) within.pop()
    const place = placeAt(text, token.from)
    const around = product(...within.map(({ size }) => size))
    const refuse = (message: string): never => {
      throw new PolicyViolation('work', message, INSTEAD, place)
    }
    if (token.syntax === 'IN' && within.length > 0 && within.every(({ word }) => word !== at)) {
      const turns = product(around, lookup(tokens, at + 1, within, lengthOf))
      works.push({ place, turns })
    }
    const cost = through ? through.get(at) : isNamed(tokens, at) ? product(OF_ROWS, OF_ONE_TEXT) : undefined
    if (within.length > 0 && cost) works.push({ place, turns: product(around, cost) })
    const size = madeAt(tokens, at)
    if (size && within.length > 0 && gathersAt(tokens, at) && !ofOneStep(tokens, at))
      refuse('A loop over a list builds another list from rows')
    if (size) {
      const turns = product(around, size)
      const passing = isPassing(tokens, at)
      works.push({ place, turns, kept: passing ? size : turns, passing })
    }
    const loop = opens(token) ? loopAt(tokens, at) : undefined
    if (!loop) return
    if (within.length >= MOST_DEEP) refuse(`Loops over lists are nested more than ${MOST_DEEP} deep`)
    const own = lengthOf(loop.source)
    const turns = product(around, own)
    const copied = copies.get(at)
    if (copied) works.push({ place, turns: product(turns, { times: 1, rows: copied }) })
    if (loop.reduces) works.push({ place, ...workOfReduce(text, loop, own, turns, reduced.get(at - 1)) })
    else if (token.syntax === '[') {
      const passing = isPassing(tokens, at)
      works.push({
        place,
        turns,
        kept: product(passing ? own : turns, light.has(at) ? LIGHT : weightOf(loop.bodies.flat())),
        passing,
      })
    } else works.push({ place, turns })
    within.push({ word: loop.word, end: loop.end, variables: [loop.variable, loop.reduces], size: own })
  })
  return works
}

/** Where the statement could not be read: any name but of a property or function. */
const isNamed = (tokens: readonly Token[], at: number): boolean =>
  isName(tokens[at]) && tokens[at - 1]?.syntax !== '.' && !/^[(:]$/.test(tokens[at + 1]?.syntax ?? '')

/**
 * Of a list that is counted at once, of which one element is taken, or in which one is looked for, nothing is held: `size([…])`,
 * `split(…)[0]`, `any(x IN split(…) WHERE …)`.
 */
function isPassing(tokens: readonly Token[], at: number): boolean {
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

/** Whether a list in a map is the same as before takes 4 ns an element. */
const SET_AGAIN: Size = { times: 0.1 }

/**
 * Looking for an element in a list goes through it. Of a list that stays the same from turn to turn Neo4j makes a set first:
 * 100,000 of 100,000 took it half a second.
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
  return stays ? product(size, SET_AGAIN) : size
}

const LIGHT: Size = { times: 1 }
/** What is there already takes a reference, of 8 bytes against the 64 of a small value. */
const REFERENCE: Size = { times: 1 / 8 }

/** Each turn makes as many values as its body has parts, and texts that may be long where it makes any. */
function weightOf(body: readonly Token[]): Size {
  if (body.length === 0) return REFERENCE
  const parts = body.filter(({ syntax }) => syntax === ',' || syntax === '+' || syntax === '||').length
  const makes = body.some(
    (token, at) => token.syntax === '+' || token.syntax === '||' || (isName(token) && body[at + 1]?.syntax === '('),
  )
  return { times: 1 + parts, texts: makes ? 1 : 0, reduced: makes ? 1 : 0 }
}

/** @throws {PolicyViolation} where the accumulator could double at each element */
function workOfReduce(
  text: string,
  { bodies, reduces = '' }: Read,
  own: Size,
  turns: Size,
  reduced?: Reduced,
): Omit<ExpressionCost, 'place'> {
  const body = bodies.flat()
  const makes = body.some((_, at) => calls(body, at, 'JOIN', 'REPLACE', 'INSERT', 'FLATTEN'))
  const joins = makes || body.some(({ syntax }) => /^(\+|\|\||\[|\{)$/.test(syntax))
  // Of what could not be read no more is let through than `acc + x`.
  const named = body.filter(token => isName(token) && token.text === reduces).length
  const loops = body.some((token, at) => calls(body, at, ...LOOPS) || (opens(token) && body[at + 2]?.syntax === 'IN'))
  if (reduced?.doubles ?? (joins && (makes || loops || named > 1)))
    throw new PolicyViolation(
      'work',
      `reduce() could double ${reduces} with each element`,
      `Use ${reduces} once beside +, or UNWIND the list and aggregate.`,
      placeAt(text, body[0]?.from ?? 0),
    )
  if (!joins || reduced?.fixed) return { turns }
  // What is joined is copied at each turn.
  const copied = product(turns, own, { times: 1, texts: 1 })
  return { turns: copied, joined: own, kept: product(turns, { ...weightOf(body), reduced: 0 }) }
}
