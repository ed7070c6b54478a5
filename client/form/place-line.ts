import type { z } from 'zod'
import type { Language } from '../../cypher/query.ts'
import type search from '../../cypher/read/search.ts'
import { dateWords } from '../../cypher/words/date-words.ts'

type Place = Pick<z.infer<(typeof search)['row']>, 'at' | 'from' | 'to'>

/** The last organisation of a search result, which distinguishes equal names: "The Mill 2012–2014". Null if unknown. */
export function placeLine({ at, from, to }: Place, language: Language): string | null {
  if (!at) return null
  const years = yearsLine(from, to, language)
  return years ? `${at.name} ${years}` : at.name
}

/** For example "2012–2014", "2012–" if no source reports an end, or "by 2003" if only that is known. */
function yearsLine(from: string | null, to: string | null, language: Language): string {
  const [first, last] = [from, to].map(year => (year?.includes('..') ? dateWords(year, language) : (year ?? '')))
  if (from === to || (!to && from?.includes('..'))) return first ?? ''
  return [from, to].some(year => year?.includes('..')) ? `${first} – ${last}` : `${first}–${last}`
}
