import { type Bounds, definitelyBefore } from '../../cypher/dates/relations.ts'
import { byNumber, type End, type Place, type RowMove, together } from './moves.ts'

/** A year, or some years of equal number. */
export interface Period {
  begin: string
  end: string
}

/** Moves with the same ends and the same first and last possible period. */
export interface LaneMove {
  from: string
  to: string
  /** Places in the list of periods; different if the date is vague. */
  first: number
  last: number
  /** Surely later than the chosen date. */
  isLater: boolean
  definite: number
  possible: number
  claims: string[]
}

export interface Lane extends Place {
  /** Moves that begin here and that end here. */
  out: { definite: number; possible: number }
  back: { definite: number; possible: number }
}

export interface Lanes {
  periods: Period[]
  lanes: Lane[]
  moves: LaneMove[]
  /** Number of moves without a date. */
  undated: number
}

const MAX_LANES = 14
const MAX_CLAIMS = 20

/** Organisations over time. Null if none is on both sides, so that two sides say as much, or if the dates are of one year. */
export function lanesOf(
  all: readonly RowMove[],
  { maxPeriods, others, at }: { maxPeriods: number; others: (count: number) => string; at: Bounds | null },
): Lanes | null {
  const ends = (side: 'from' | 'to') => new Set(all.flatMap(move => (move[side].isUnknown ? [] : move[side].key)))
  const [from, to] = [ends('from'), ends('to')]
  const periods = periodsOf(all, maxPeriods)
  if (periods.length < 2 || ![...from].some(key => to.has(key))) return null
  const { places, keyOf } = together(placesOf(all), MAX_LANES, others)
  const lanes = new Map(places.map(place => [place.key, { ...place, out: nothing(), back: nothing() }]))
  const moves = new Map<string, LaneMove>()
  let undated = 0
  for (const move of all) {
    const { definite, possible, claims, when } = move
    const [start, end] = [keyOf(move.from.key), keyOf(move.to.key)]
    add(lanes.get(start)?.out, move)
    add(lanes.get(end)?.back, move)
    const [first, last] = columnsOf(when, periods)
    if (!when || (when.earliest === null && when.latest === null)) undated += definite + possible
    const isLater = at !== null && when !== null && definitelyBefore(at, when)
    const key = JSON.stringify([start, end, first, last, isLater])
    const known = moves.get(key)
    if (!known) moves.set(key, { from: start, to: end, first, last, isLater, definite, possible, claims: [...claims] })
    else {
      add(known, move)
      if (known.claims.length < MAX_CLAIMS) known.claims.push(...claims)
    }
  }
  return { periods, lanes: [...lanes.values()], moves: [...moves.values()], undated }
}

const nothing = () => ({ definite: 0, possible: 0 })

function add(sum: { definite: number; possible: number } | undefined, { definite, possible }: RowMove): void {
  if (!sum) return
  sum.definite += definite
  sum.possible += possible
}

/** Every end of a move, with all moves that begin or end there; known organisations first, then the most moves. */
function placesOf(all: readonly RowMove[]): Place[] {
  const places = new Map<string, Place>()
  const raise = (end: End, { definite, possible }: RowMove) => {
    const place = places.get(end.key) ?? { ...end, definite: 0, possible: 0 }
    place.definite += definite
    place.possible += possible
    places.set(end.key, place)
  }
  for (const move of all) for (const end of [move.from, move.to]) raise(end, move)
  return [...places.values()].sort(byNumber)
}

/** Years from the first to the last known day, or fewer periods of several years. */
function periodsOf(all: readonly RowMove[], most: number): Period[] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { when } of all)
    for (const day of [when?.earliest, when?.latest]) {
      if (!day) continue
      first = Math.min(first, yearOf(day))
      last = Math.max(last, yearOf(day))
    }
  if (first > last) return []
  const years = Math.ceil((last - first + 1) / most)
  return Array.from({ length: Math.ceil((last - first + 1) / years) }, (_, at) => ({
    begin: `${yearText(first + at * years)}-01-01`,
    end: `${yearText(Math.min(9999, first + (at + 1) * years - 1))}-12-31`,
  }))
}

const yearOf = (day: string) => Number(day.slice(0, 4))
const yearText = (year: number) => String(year).padStart(4, '0')

function columnsOf(when: Bounds | null, periods: readonly Period[]): [number, number] {
  const at = (day: string | null | undefined, otherwise: number) =>
    day ? periods.findIndex(({ end }) => day <= end) : otherwise
  return [at(when?.earliest, 0), at(when?.latest, periods.length - 1)]
}
