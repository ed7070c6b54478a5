import { sharedHelp } from '../params.ts'
import type { Language, Query, SharedWords, TranslationLanguage } from '../query.ts'
import { zh } from './zh-shared.ts'

/**
 * The words of questions in the reader's language. A question's own words are in its definition, shared ones in a file of
 * this folder and, for parameters, in `../params.ts`. Missing words are shown in English.
 */

export type { Language } from '../query.ts'

const shared: Record<TranslationLanguage, SharedWords> = { zh }

/** The part of a definition that has its translations. */
export type Translated = Pick<Query, TranslationLanguage>

export const questionWords = (
  question: Translated & Pick<Query, 'title' | 'question'>,
  language: Language,
): { title: string; question: string } => ({
  title: translationOf(question, language)?.title ?? question.title,
  question: translationOf(question, language)?.question ?? question.question,
})

/** The name of a column, a parameter or a member of one; in English, `baselineFrom` becomes "Baseline from". */
export const labelWords = (name: string, language: Language, question?: Translated): string =>
  labelIn(name, language, question) ?? inEnglish(name)

/** The text of a value: a word of a closed list is translated, other text is unchanged. */
export const valueWords = (column: string, value: string, language: Language, question?: Translated): string =>
  valueIn(column, value, language, question) ?? value

/** The help of a parameter; undefined if it has none. */
export const helpWords = (
  question: Translated & Pick<Query, 'params'>,
  param: string,
  language: Language,
): string | undefined => helpIn(question, param, language) ?? question.params.shape[param]?.description

export const labelIn = (name: string, language: Language, question?: Translated): string | undefined =>
  own(translationOf(question, language)?.labels, name) ?? own(sharedIn(language)?.labels, name)

export const valueIn = (column: string, value: string, language: Language, question?: Translated): string | undefined =>
  own(own(translationOf(question, language)?.values, column), value) ??
  own(own(sharedIn(language)?.values, column), value)

export const helpIn = (
  question: Translated & Pick<Query, 'params'>,
  param: string,
  language: Language,
): string | undefined =>
  own(translationOf(question, language)?.help, param) ?? sharedHelp(question.params.shape[param], language)

const translationOf = (question: Translated | undefined, language: Language) =>
  language === 'en' ? undefined : question?.[language]

const sharedIn = (language: Language) => (language === 'en' ? undefined : shared[language])

/** Column names come from databases: `constructor` must not find a property of every object. */
const own = <Value>(words: Record<string, Value | undefined> | undefined, name: string): Value | undefined =>
  words && Object.hasOwn(words, name) ? words[name] : undefined

/** Names that their words alone do not explain. */
const ENGLISH: Record<string, string> = { scheduledAsOf: 'Still to come, as reported on' }

function inEnglish(name: string): string {
  const known = own(ENGLISH, name)
  if (known) return known
  const text = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
