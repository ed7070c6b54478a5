import { z } from 'zod'
import type { Query, TranslationLanguage } from '../query.ts'
import { helpIn, labelIn, valueIn } from './index.ts'

/**
 * The words of a question that have no translation, one entry per word: `title`, `question`, `help of limit`, `label of person`,
 * `value definite of certainty`.
 */
export function missingWords(question: Query, language: TranslationLanguage): string[] {
  const translation = question[language]
  const missing = new Set<string>()
  if (!translation?.title) missing.add('title')
  if (!translation?.question) missing.add('question')
  for (const [name, schema] of Object.entries(question.params.shape as Record<string, z.ZodType>))
    if (schema.description !== undefined && !helpIn(question, name, language)) missing.add(`help of ${name}`)
  for (const [name, words] of wordsOf(question)) {
    if (!labelIn(name, language, question)) missing.add(`label of ${name}`)
    for (const word of words) if (!valueIn(name, word, language, question)) missing.add(`value ${word} of ${name}`)
  }
  return [...missing]
}

/** Every column, parameter and member of one, each with the words of its closed list. */
export const wordsOf = ({ params, row }: Pick<Query, 'params' | 'row'>): [name: string, words: string[]][] => [
  ...members(z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) as JsonSchema, ''),
  ...members(z.toJSONSchema(row, { unrepresentable: 'any' }) as JsonSchema, ''),
]

interface JsonSchema {
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: string[]
}

function* members(schema: JsonSchema, key: string): Generator<[string, string[]]> {
  if (key) yield [key, schema.enum ?? []]
  for (const inner of [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])]) yield* members(inner, key)
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* members(inner, name)
}
