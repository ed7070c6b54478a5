import { GateRefusal, placeAt } from './gate-refusal.ts'
import { calls, closes, closing, isLiteral, opens, split } from './gate-syntax.ts'
import type { Token } from './gate-text.ts'

/**
 * By how much a statement can make a value grow. In each stage a value is at most as long as those before it put together,
 * once more than it has `+`, `||` and commas within [ ] or { }, but for those of `x {.a, .b}`, which is a part of x; the
 * stages multiply. Thirty of `WITH s + s AS s` make a text of 1 GB, which no memory limit of Neo4j counts.
 */
const MOST = 2_000
const STAGES = new Set(['WITH', 'LET', 'RETURN', 'UNWIND', 'CALL', 'NEXT', 'YIELD'])

/** By how much lists and texts can grow, and how often replace() puts in what is not written out. */
export interface Growth {
  growth: number
  replaces: number
}

export const NO_GROWTH: Growth = { growth: 1, replaces: 0 }

/**
 * Gives by how much lists and texts can grow: maps, which only hold them, do not count there.
 * @throws {GateRefusal}
 */
export function checkGrowth(text: string, tokens: readonly Token[]): Growth {
  let [growth, stage] = [1, 1]
  let [joined, joining, replaces] = [1, 1, 0]
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
    if (joins && !isLiteral(tokens[at + 1])) stage += 1
    if (joins && !isLiteral(tokens[at + 1]) && open.at(-1) !== '{') joining += 1
    const times = calls(tokens, at, 'REPLACE') ? replacing(tokens, at + 1) : calls(tokens, at, 'JOIN') ? 10 : 1
    if (times === UNKNOWN) replaces++
    stage *= times
    joining *= times
    if (growth * stage > MOST)
      throw new GateRefusal(
        'work',
        'Values are joined (by +, ||, lists or replace) upon another so often that one could fill the memory',
        'Join fewer in each WITH, or join them where you read the answer.',
        placeAt(text, token.from),
      )
  })
  return { growth: joined * joining, replaces }
}

/** What replace() makes of names by names. */
const UNKNOWN = 51

/** How much longer replace() can make a text. */
function replacing(tokens: readonly Token[], open: number): number {
  const [, search = [], by = []] = split(tokens.slice(open + 1, closing(tokens, open)))
  const literals = [search, by].every(([one, more]) => one?.kind === 'string' && !more)
  return literals ? Math.max(1, (by[0]?.text.length ?? 0) / Math.max(1, search[0]?.text.length ?? 0)) : UNKNOWN
}
