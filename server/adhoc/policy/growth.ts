import type { Size } from './expression-cost.ts'
import { factorOf, replacing } from './functions.ts'
import type { Reduced } from './loop-reader.ts'
import type { Token } from './policy-text.ts'
import { MAX_GROWTH, refuseGrowth, StatementReader } from './statement-reader.ts'
import { calls, closes, closing, isLiteral, isName, opens, split } from './syntax.ts'
import { UnsupportedSyntax } from './text-cursor.ts'
import type { Value } from './value-size.ts'

/** How much lists and texts can grow, and the number of replace() calls whose replacement is not a literal. */
export interface Growth {
  growth: number
  replaces: number
  /** Each reduce(), by position; empty if the statement could not be read. */
  reduced: ReadonlyMap<number, Reduced>
  /** Positions of the brackets of lists whose elements are scalars or string literals. */
  light: ReadonlySet<number>
  /** Lists whose elements may each contain a whole other value, by the position of their bracket, with the depth of that value. */
  copies: ReadonlyMap<number, number>
  /** The estimate for each name; undefined if the statement could not be read. */
  names: ReadonlyMap<string, Value> | undefined
  /** The cost of scanned values, by position; undefined if the statement could not be read. */
  scans: ReadonlyMap<number, Size> | undefined
}

export const NO_GROWTH: Growth = {
  growth: 1,
  replaces: 0,
  reduced: new Map(),
  light: new Set(),
  copies: new Map(),
  names: undefined,
  scans: undefined,
}

/**
 * Estimates how much lists and texts can grow. If the statement can be read, it follows each value. Otherwise it counts the joins in
 * each stage, without maps.
 * @throws {PolicyViolation} if the growth exceeds the limit
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
      scans: reader.scans,
    }
  } catch (error) {
    if (!(error instanceof UnsupportedSyntax)) throw error
    return { ...NO_GROWTH, growth: growthOfStages(text, tokens), replaces }
  }
}

const STAGES = new Set(['WITH', 'LET', 'RETURN', 'UNWIND', 'CALL', 'NEXT', 'YIELD'])

/**
 * An upper bound without reading expressions. In each stage, a value is at most as long as n + 1 earlier values, if the stage has n `+`,
 * `||` and commas within [ ] or { }, not counting those in `x {.a, .b}`. The bounds of the stages multiply.
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
    if (growth * stage > MAX_GROWTH) refuseGrowth(text, token)
  })
  return joined * joining
}

/** The assumed number of elements of a list of unknown length that repeats another value in each. */
const COPIES = 50

/** Whether a `[x IN … | …]` begins here whose body names values other than x. */
function copiesAt(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.syntax !== '[' || tokens[at + 2]?.syntax !== 'IN') return false
  const [, ...bodies] = split(tokens.slice(at + 1, closing(tokens, at)), '|')
  return bodies.flat().some((token, each, body) => {
    const [before, after] = [body[each - 1]?.syntax ?? '', body[each + 1]?.syntax ?? '']
    return isName(token) && token.text !== tokens[at + 1]?.text && before !== '.' && !/^[.(:]$/.test(after)
  })
}
