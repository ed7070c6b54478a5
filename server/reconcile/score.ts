import { distance } from 'fastest-levenshtein'
import { foldName, turnName } from '../../cypher/names.ts'

/** How a name fits: written so, with the family name on the other side, in another script, as a beginning or as a part. */
export type Fit = 'name' | 'turned' | 'form' | 'begin' | 'part'

export interface Place {
  id: string
  name: string
  /** Folded names. */
  search: string[]
  roles: string[]
  begin: [number | null, number | null]
  end: [number | null, number | null]
  open: boolean
  isStay: boolean
}

/** An entity that a name may mean, as the database finds it. */
export interface Found {
  id: string
  name: string
  isPerson: boolean
  type: string | null
  search: string[]
  fits: Fit[]
  places: Place[]
}

export interface Hint {
  pid: string
  values: string[]
}

const POINTS: Record<Fit, number> = { name: 100, turned: 95, form: 90, begin: 70, part: 50 }
/** The points of a name that is spelled alike, at most. */
const ALIKE = 40
/** The share of the score that hints decide. */
const HINTED = 0.3
const WHOLE: readonly Fit[] = ['name', 'turned', 'form']

export interface Scored {
  found: Found
  /** 0 to 100. */
  score: number
  match: boolean
}

/**
 * Ranks candidates by their names and by how many hints agree. One matches if it alone has the whole name, and if every hint
 * agrees: two of one name are never matched for the reader.
 */
export function rank(name: string, candidates: readonly Found[], hints: readonly Hint[]): Scored[] {
  const folded = foldName(name)
  const whole = candidates.filter(({ fits }) => isWhole(fits))
  return candidates
    .map(found => {
      const agreeing = hints.filter(hint => agrees(found, hint)).length
      const share = hints.length === 0 ? 1 : agreeing / hints.length
      const score = Math.round(pointsOf(found, folded) * (1 - HINTED + HINTED * share) * 10) / 10
      return { found, score, match: isWhole(found.fits) && whole.length === 1 && share === 1 }
    })
    .sort((a, b) => b.score - a.score)
}

const isWhole = (fits: readonly Fit[]) => WHOLE.some(fit => fits.includes(fit))

function pointsOf({ fits, search }: Found, folded: string): number {
  const best = (Object.keys(POINTS) as Fit[]).find(fit => fits.includes(fit) && fit !== 'part')
  if (best) return POINTS[best]
  if (search.some(each => each.includes(folded))) return POINTS.part
  const likeness = search.map(each => 1 - distance(each, folded) / Math.max(each.length, folded.length, 1))
  return ALIKE * Math.max(0, ...likeness)
}

/** Whether one of the values of a hint is true of the entity. */
function agrees({ name, search, places }: Found, { pid, values }: Hint): boolean {
  return values.some(value => {
    const folded = foldName(value)
    if (pid === 'name') return [foldName(name), ...search].some(each => each === folded || each === turnName(folded))
    if (pid === 'role')
      return places.some(({ roles }) => roles.some(role => ` ${foldName(role)} `.includes(` ${folded} `)))
    return places.some(place => place.id === value || place.search.includes(folded))
  })
}

/** Where an entity was last and when, so that namesakes differ. Two years separated by / are bounds. */
export function describeFound({ isPerson, type, places }: Found): string {
  const shown = places.slice(0, 3).map(place => {
    if (!place.isStay) return `part of ${place.name}`
    const end = place.open ? '' : years(place.end)
    return [place.name, [years(place.begin), end].some(text => text !== '') ? `${years(place.begin)}–${end}` : '']
      .filter(text => text !== '')
      .join(' ')
  })
  return [isPerson ? '' : (type ?? ''), ...shown].filter(text => text !== '').join('; ')
}

function years([first, last]: Place['begin']): string {
  if (first === null && last === null) return ''
  return first === last ? String(first) : `${first ?? '..'}/${last ?? '..'}`
}
