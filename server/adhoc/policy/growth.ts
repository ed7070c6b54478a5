import type { Size } from './expression-cost.ts'
import { factorOf, replacing } from './functions.ts'
import type { Reduced } from './loop-reader.ts'
import type { Token } from './policy-text.ts'
import { MOST_GROWTH, refuseGrowth, StatementReader } from './statement-reader.ts'
import { calls, closes, closing, isLiteral, isName, opens, split } from './syntax.ts'
import { Unread } from './text-cursor.ts'
import type { Value } from './value-size.ts'

/** By how much lists and texts can grow, and how often replace() puts in what is not written out. */
export interface Growth {
  growth: number
  replaces: number
  /** Each reduce(), by the place of its word; none where the statement could not be read. */
  reduced: ReadonlyMap<number, Reduced>
  /** The lists of numbers and of texts that are written out, by the place of their bracket. */
  light: ReadonlySet<number>
  /** The lists, by the place of their bracket, in each element of which all of something else may be, and how deep that is. */
  copies: ReadonlyMap<number, number>
  /** What each name may be; undefined where the statement could not be read. */
  names: ReadonlyMap<string, Value> | undefined
  /** What is gone through at a place; undefined where the statement could not be read. */
  through: ReadonlyMap<number, Size> | undefined
}

export const NO_GROWTH: Growth = {
  growth: 1,
  replaces: 0,
  reduced: new Map(),
  light: new Set(),
  copies: new Map(),
  names: undefined,
  through: undefined,
}

/**
 * Gives by how much lists and texts can grow: by what each is made of, value by value, or else by how much is joined in each
 * stage. Maps, which only hold them, do not count there.
 * @throws {PolicyViolation}
 */
export function checkGrowth(text: string, tokens: readonly Token[]): Growth {
  const replaces = tokens.filter((_, at) => calls(tokens, at, 'REPLACE') && !replacing(tokens, at + 2)).length
  const reader = new StatementReader(text, tokens)
  try {
    const growth = reader.read()
    return {
      growth,
      replaces,
      reduced: reader.reduced,
      light: reader.light,
      copies: reader.copies,
      names: reader.names,
      through: reader.through,
    }
  } catch (error) {
    if (!(error instanceof Unread)) throw error
    return { ...NO_GROWTH, growth: growthOfStages(text, tokens), replaces }
  }
}

const STAGES = new Set(['WITH', 'LET', 'RETURN', 'UNWIND', 'CALL', 'NEXT', 'YIELD'])

/**
 * In each stage a value is at most as long as those before it put together, once more than it has `+`, `||` and commas within
 * [ ] or { }, but for those of `x {.a, .b}`, which is a part of x; the stages multiply.
 */
function growthOfStages(text: string, tokens: readonly Token[]): number {
  let [growth, stage] = [1, 1]
  let [joined, joining] = [1, 1]
  const open: string[] = []
  tokens.forEach((token, at) => {
    const { syntax } = token
    // STARTS WITH and ENDS WITH begin nothing.
    if (STAGES.has(syntax) && !/^(STARTS|ENDS)$/.test(tokens[at - 1]?.syntax ?? ''))
      [growth, stage, joined, joining] = [growth * stage, 1, joined * joining, 1]
    if (opens(token)) open.push(syntax)
    else if (closes(token)) open.pop()
    const parts = syntax === ',' && tokens[at + 1]?.syntax !== '.' && /[[{]/.test(open.at(-1) ?? '')
    const joins = syntax === '+' || syntax === '||' || parts
    if (copiesAt(tokens, at)) stage *= COPIES
    if (joins && !isLiteral(tokens[at + 1])) stage += 1
    if (joins && !isLiteral(tokens[at + 1]) && open.at(-1) !== '{') joining += 1
    const name = ['REPLACE', 'JOIN'].find(each => calls(tokens, at, each))
    const times = name ? factorOf(name, tokens, at + 2) : 1
    stage *= times
    joining *= times
    if (growth * stage > MOST_GROWTH) refuseGrowth(text, token)
  })
  return joined * joining
}

/** As often as this a list may be in another, of which it is not known how many elements it has. */
const COPIES = 50

/** `[x IN … | …]` that names something else than x. */
function copiesAt(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.syntax !== '[' || tokens[at + 2]?.syntax !== 'IN') return false
  const [, ...bodies] = split(tokens.slice(at + 1, closing(tokens, at)), '|')
  return bodies.flat().some((token, each, body) => {
    const [before, after] = [body[each - 1]?.syntax ?? '', body[each + 1]?.syntax ?? '']
    return isName(token) && token.text !== tokens[at + 1]?.text && before !== '.' && !/^[.(:]$/.test(after)
  })
}
