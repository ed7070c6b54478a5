import type { Bounds } from '../../cypher/dates/relations.ts'
import type { Picture } from '../../cypher/picture.ts'
import { eventAsOf } from '../network/as-of.ts'
import { evidenceOf } from './evidence.ts'
import { isObject, nameOf, numberAt, type Row, textAt, unwind, valueAt, type Wording, wordsOf } from './row-columns.ts'
import { whenAt } from './when.ts'

type Spec = Extract<Picture, { kind: 'flow' }>

export interface Place {
  key: string
  name: string
  /** The id of the organisation, if the place is one. */
  id?: string | undefined
  /** Not an organisation: no source says where, or it was not made public. */
  isUnknown: boolean
  definite: number
  possible: number
}

export interface Move {
  from: string
  to: string
  definite: number
  possible: number
  claims: string[]
}

export interface Moves {
  from: Place[]
  to: Place[]
  moves: Move[]
}

/** The place of a move, without numbers. */
export type End = Pick<Place, 'key' | 'name' | 'id' | 'isUnknown'>

/** A move in a row, or several with the same ends and the same date. */
export interface RowMove {
  from: End
  to: End
  definite: number
  possible: number
  /** When it was; null if the answer does not say. */
  when: Bounds | null
  claims: string[]
}

/** The moves in rows. A row of numbers lists some of its moves with their dates; the others have none. */
export function readMoves(spec: Spec, rows: readonly Row[], to: Wording): RowMove[] {
  return rows
    .flatMap(row => unwind(row, spec.each))
    .flatMap(row => {
      const whole = moveOf(row, spec, to)
      const { when } = spec
      if (!when) return [whole]
      if (when.each === undefined) return [{ ...whole, when: whenAt(row, when.from, when.on) }]
      const listed = unwind(row, when.each).flatMap((each): RowMove[] => {
        const item = valueAt(each, when.each ?? '')
        if (!isObject(item)) return []
        const isPossible = item.certainty === 'possible'
        return [
          {
            ...{ from: whole.from, to: whole.to, definite: Number(!isPossible), possible: Number(isPossible) },
            ...{ when: whenAt(each, when.each, when.on), claims: evidenceOf({ item }, to.language).claims },
          },
        ]
      })
      const rest = (of: 'definite' | 'possible') =>
        Math.max(0, whole[of] - listed.reduce((sum, move) => sum + move[of], 0))
      const others = { ...whole, definite: rest('definite'), possible: rest('possible'), claims: [] }
      return others.definite + others.possible > 0 ? [...listed, others] : listed
    })
}

/** The moves that have happened at a date: possibly, if they have only possibly happened or if their date is unknown. */
export const movesAt = (moves: readonly RowMove[], at: Bounds): RowMove[] =>
  moves.flatMap(move => {
    const state = move.when ? eventAsOf({ properties: { ...move.when } }, at) : 'possible'
    if (state === 'no') return []
    return state === 'definite' ? [move] : [{ ...move, definite: 0, possible: move.definite + move.possible }]
  })

/** The places on each side, the largest first, and the moves between them. Places beyond `most` a side become one. */
export function movesIn(all: readonly RowMove[], most: number, others: (count: number) => string): Moves {
  const sides = (['from', 'to'] as const).map(side => {
    const places = new Map<string, Place>()
    for (const move of all) {
      const { definite, possible } = move
      const place = places.get(move[side].key) ?? { ...move[side], definite: 0, possible: 0 }
      places.set(place.key, { ...place, definite: place.definite + definite, possible: place.possible + possible })
    }
    return together([...places.values()].sort(byNumber), most, others)
  })
  const [first, second] = sides
  const moves = new Map<string, Move>()
  for (const { from, to: end, definite, possible, claims } of all) {
    const ends = { from: first?.keyOf(from.key) ?? from.key, to: second?.keyOf(end.key) ?? end.key }
    const key = JSON.stringify(ends)
    const move = moves.get(key) ?? { ...ends, definite: 0, possible: 0, claims: [] }
    moves.set(key, {
      ...ends,
      definite: move.definite + definite,
      possible: move.possible + possible,
      claims: move.claims.length < MAX_CLAIMS ? [...move.claims, ...claims] : move.claims,
    })
  }
  return { from: first?.places ?? [], to: second?.places ?? [], moves: [...moves.values()] }
}

const MAX_CLAIMS = 20

/** Known organisations before unknown ones, then the most people, then by name. */
export const byNumber = (a: Place, b: Place): number =>
  Number(a.isUnknown) - Number(b.isUnknown) ||
  b.definite - a.definite ||
  b.possible - a.possible ||
  (a.key < b.key ? -1 : 1)

export function together(places: Place[], most: number, others: (count: number) => string) {
  if (places.length <= most) return { places, keyOf: (key: string) => key }
  const unknown = places.filter(({ isUnknown }) => isUnknown)
  const kept = places.filter(({ isUnknown }) => !isUnknown).slice(0, Math.max(1, most - 1 - unknown.length))
  const keys = new Set([...kept, ...unknown].map(({ key }) => key))
  const rest = places.filter(({ key }) => !keys.has(key))
  const sum = (of: 'definite' | 'possible') => rest.reduce((total, place) => total + place[of], 0)
  const other: Place = {
    ...{ key: OTHERS, name: others(rest.length), isUnknown: false },
    ...{ definite: sum('definite'), possible: sum('possible') },
  }
  return { places: [...kept, other, ...unknown], keyOf: (key: string) => (keys.has(key) ? key : OTHERS) }
}

const OTHERS = ' others'

/** A row that counts has its numbers; a row that is one move counts once, as certain as it is. */
function moveOf(row: Row, spec: Spec, to: Wording): RowMove {
  const isPossible = row.certainty === 'possible'
  return {
    from: placeAt(row, spec.from, spec.instead, to),
    to: placeAt(row, spec.to, spec.instead, to),
    definite: spec.definite === undefined ? Number(!isPossible) : (numberAt(row, spec.definite) ?? 0),
    possible:
      spec.possible === undefined
        ? Number(spec.definite === undefined && isPossible)
        : (numberAt(row, spec.possible) ?? 0),
    when: null,
    claims: evidenceOf(row, to.language).claims,
  }
}

function placeAt(row: Row, column: string, instead: string | undefined, to: Wording): End {
  const value = valueAt(row, column)
  if (isObject(value)) {
    const id = typeof value.id === 'string' ? value.id : undefined
    return { key: id ?? nameOf(value), name: nameOf(value), id, isUnknown: false }
  }
  const word = instead === undefined ? null : textAt(row, instead)
  return { key: ` ${word}`, name: wordsOf(row, instead, to) || '?', isUnknown: true }
}
