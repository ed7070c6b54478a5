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

const PUBLIC_OFFICE =
  /\b(minist|member of parliament|mp\b|senat|deputy|president of|prime|governor|mayor|ambassador|judge|justice|attorney general|head of (state|government)|king|queen)/i

/** The type of an organisation that stands for a post of this name. */
export function typeOfPost(name: string): Organisation['type'] {
  if (PUBLIC_OFFICE.test(name)) return 'government'
  const type = classify(name)
  // A team is a part of another organisation, which is unknown for a post.
  return type === 'team' ? 'other' : type
}
