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

type Named = Place & Pick<z.infer<(typeof search)['row']>, 'id' | 'kind' | 'name'>

/** The ids of search results that look alike: neither name nor place distinguishes them, only their ids do. */
export function alikeIds(hits: readonly Named[], language: Language): Set<string> {
  const look = ({ kind, name, ...place }: Named) => JSON.stringify([kind, name, placeLine(place, language)])
  const [seen, again] = [new Set<string>(), new Set<string>()]
  for (const hit of hits) (seen.has(look(hit)) ? again : seen).add(look(hit))
  return new Set(hits.filter(hit => again.has(look(hit))).map(({ id }) => id))
}

/** For example "2012–2014", "2012–" if no source reports an end, or "by 2003" if only that is known. */
function yearsLine(from: string | null, to: string | null, language: Language): string {
  const [first, last] = [from, to].map(year => (year?.includes('..') ? dateWords(year, language) : (year ?? '')))
  if (from === to || (!to && from?.includes('..'))) return first ?? ''
  return [from, to].some(year => year?.includes('..')) ? `${first} – ${last}` : `${first}–${last}`
}
