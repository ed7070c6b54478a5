import type { Query } from '../query.ts'
import { helpFor } from './zh-help.ts'
import { labels } from './zh-labels.ts'
import { questions } from './zh-questions.ts'
import { values } from './zh-values.ts'

/**
 * Questions in the reader's language. Their files say them in English; what has no words in Chinese is given in English, so
 * that a question of somebody's own needs none.
 */
export type Language = 'en' | 'zh'

export function questionWords(
  { name, title, question }: Pick<Query, 'name' | 'title' | 'question'>,
  language: Language,
) {
  return (language === 'zh' ? questions[name] : undefined) ?? { title, question }
}

/** A column or parameter: `baselineFrom` is read as "Baseline from". */
export function labelWords(name: string, language: Language): string {
  const known = language === 'zh' ? labels[name] : undefined
  if (known) return known
  const text = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A value as its column is read: a word of a closed list is translated, any other text stays as it is. */
export const valueWords = (column: string, value: string, language: Language): string =>
  (language === 'zh' && Object.hasOwn(values, column) ? values[column]?.[value] : undefined) ?? value

/** What is told of a parameter. */
export const helpWords = (text: string, language: Language): string =>
  (language === 'zh' ? helpFor(text) : undefined) ?? text
