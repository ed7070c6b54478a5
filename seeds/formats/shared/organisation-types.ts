import type { Organisation } from '../../../cypher/model.ts'

const TYPES: [RegExp, Organisation['type']][] = [
  [/compan|business|corporat/i, 'company'],
  [/committee|department|team|faction|group/i, 'team'],
  [/board/i, 'board'],
  [/universit|school|college/i, 'university'],
  [/charit|non-?profit|foundation|ngo/i, 'nonprofit'],
  [/legislat|parliament|chamber|council|assembly|govern|ministr|executive|cabinet|court|agency/i, 'government'],
]

/** The type suggested by free text, such as a Popolo classification. */
export const classify = (classification = ''): Organisation['type'] =>
  TYPES.find(([pattern]) => pattern.test(classification))?.[1] ?? 'other'
