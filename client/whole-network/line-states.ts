import type { Certainty } from '../../cypher/dates/relations.ts'
import { NO_DAY } from '../../cypher/network-columns.ts'
import type { WholeNetwork } from '../api/network-reply.ts'

/** The first and last day of a date, since 1970-01-01; NO_DAY is unbounded. */
export interface DayRange {
  earliest: number
  latest: number
}

export const ABSENT = 0
export const POSSIBLE = 1
export const DEFINITE = 2
const STATES: Record<Certainty, number> = { no: ABSENT, possible: POSSIBLE, definite: DEFINITE }

export interface StatesAt {
  /** By line: ABSENT, POSSIBLE or DEFINITE. A line is as certain as the most certain of its spells. */
  lines: Uint8Array
  /** By node: as certain as the most certain of its lines. */
  nodes: Uint8Array
}

/** The whole network as of a date, by the rule of `asOf` in cypher/dates/relations.ts. Lines without a spell never hold. */
export function statesAt({ nodes, lines, columns }: WholeNetwork, at: DayRange): StatesAt {
  const { line, source, target } = columns
  const states = { lines: new Uint8Array(lines), nodes: new Uint8Array(nodes) }
  for (let spell = 0; spell < line.length; spell++) {
    const state = STATES[spellAt(columns, spell, at)]
    const of = line[spell] ?? 0
    if (state > (states.lines[of] ?? 0)) states.lines[of] = state
  }
  for (let at = 0; at < lines; at++) {
    const state = states.lines[at] ?? 0
    if (state === ABSENT) continue
    for (const end of [source[at] ?? 0, target[at] ?? 0])
      if (state > (states.nodes[end] ?? 0)) states.nodes[end] = state
  }
  return states
}

/** `asOf` for the spell of a number. Numbers instead of texts, because a picture of 200,000 lines asks for each at each step. */
export function spellAt(columns: WholeNetwork['columns'], spell: number, { earliest, latest }: DayRange): Certainty {
  const beginEarliest = columns.beginEarliest[spell] ?? NO_DAY
  const beginLatest = columns.beginLatest[spell] ?? NO_DAY
  const open = columns.open[spell] === 1
  const endLatest = open ? NO_DAY : (columns.endLatest[spell] ?? NO_DAY)
  if (beginEarliest !== NO_DAY && latest !== NO_DAY && latest < beginEarliest) return 'no'
  if (endLatest !== NO_DAY && earliest !== NO_DAY && earliest >= endLatest) return 'no'
  if (beginEarliest !== NO_DAY && endLatest !== NO_DAY && beginEarliest >= endLatest) return 'no'
  const begun = beginLatest !== NO_DAY && earliest !== NO_DAY && beginLatest <= earliest
  if (!begun || latest === NO_DAY) return 'possible'
  const until = (open ? columns.lastSeen[spell] : columns.endEarliest[spell]) ?? NO_DAY
  if (until === NO_DAY) return 'possible'
  return (open ? latest <= until : latest < until) ? 'definite' : 'possible'
}
