import type { SearchNames } from '../../cypher/model.ts'
import { foldName } from '../../cypher/names.ts'
import { formsOf } from './romanise/forms.ts'
import { otherCharacters } from './romanise/han.ts'

interface Named {
  kind: 'person' | 'organisation'
  id: string
  name: string
  aliases: string[]
}

/** Increase it when the same names lead to different forms, so that the next load recomputes them all. */
export const FORMS_VERSION = '1'

/** The maximum number of forms of a person or organisation. */
const MOST_FORMS = 40

/** The search data of a person or organisation. Only names with non-ASCII letters take noticeable time. */
export function searchOf({ kind, id, name, aliases }: Named): SearchNames {
  const search = [foldName(name)]
  for (const alias of aliases) search.push(foldName(alias))
  const forms = formsOf(name, kind === 'person')
  for (const alias of aliases)
    forms.push(
      ...(isTranscription(alias, name) ? otherCharacters(alias).map(foldName) : formsOf(alias, kind === 'person')),
    )
  const words = wordsOfId(id)
  if (words !== null && words !== search[0]) forms.push(words)
  if (forms.length === 0) return { search, searchForms: null }
  const other = [...new Set(forms)].filter(form => !search.includes(form)).slice(0, MOST_FORMS)
  return { search, searchForms: other.length === 0 ? null : other }
}

/** An alias like 萨姆·奥尔特曼 of a name in Latin letters is a transcription, which users do not search for in pinyin. */
const isTranscription = (alias: string, name: string): boolean =>
  alias.includes('·') && /^\P{L}*\p{Script=Latin}/u.test(name)

/** Words joined by hyphens, dots or similar, optionally with a number at the end that distinguishes namesakes. */
const WORDS = /^[a-z]{2,}(?:[-_.:/][a-z]+)*$/i
const NUMBERED_WORDS = /^[a-z]{2,}(?:[-_.:/][a-z]+)+[-_.:/]\d{1,4}$/i

/** The words of an id that reads like a name: xie-saining. Null for others: Q42, p17, gb-coh-01234567. */
const wordsOfId = (id: string): string | null => (WORDS.test(id) || NUMBERED_WORDS.test(id) ? foldName(id) : null)
