import type { z } from 'zod'
import type search from '../../cypher/read/search.ts'
import { dateWords } from '../i18n/date-words.ts'
import type { Language } from '../i18n/languages.ts'

type Place = Pick<z.infer<(typeof search)['row']>, 'at' | 'from' | 'to'>

/** The last place of a search result, to distinguish equal names: "The Mill 2012–2014". Null if no source says. */
export function placeLine({ at, from, to }: Place, language: Language): string | null {
  if (!at) return null
  const years = yearsLine(from, to, language)
  return years ? `${at.name} ${years}` : at.name
}

/** "2012–2014", "2012–" where no source says that it ended, "by 2003" where only that is known. */
function yearsLine(from: string | null, to: string | null, language: Language): string {
  const [first, last] = [from, to].map(year => (year?.includes('..') ? dateWords(year, language) : (year ?? '')))
  if (from === to || (!to && from?.includes('..'))) return first ?? ''
  return [from, to].some(year => year?.includes('..')) ? `${first} – ${last}` : `${first}–${last}`
}
