import type { z } from 'zod'
import type { AdhocRequest } from '../../cypher/adhoc.ts'
import type { Question, Questions } from '../db/cypher-files.ts'

/**
 * Tells whether a statement is a question of ours, word for word, with parameters that the question takes. Anybody may ask
 * it by its own address as well, so the text need not be judged; to the plan and the limits it is a statement like others.
 */
export function trustedQuestions(questions: Questions): (asked: Pick<AdhocRequest, 'query' | 'params'>) => boolean {
  const byText = new Map([...questions.values()].map(question => [bare(question.cypher), question]))
  return ({ query, params }) => {
    const question = byText.get(bare(query))
    return question !== undefined && takes(question, params)
  }
}

/** Editors have line endings and last lines of their own. */
const bare = (text: string) => text.replaceAll('\r\n', '\n').trim()

const takes = ({ params: { shape } }: Question, params: Record<string, unknown>): boolean =>
  Object.entries(params).every(([name, value]) => {
    const schema = Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined
    if (!schema) return false
    return (
      value === null ||
      isWindow(value) ||
      isChoice(value, schema) ||
      isList(value, schema) ||
      schema.safeParse(value).success
    )
  })

/** What a vague date comes to, which the console shows in its place. */
const isWindow = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([name, day]) => /^(earliest|latest)$/.test(name) && (day === null || /^\d{4}-\d\d-\d\d$/.test(String(day))),
  )

/** What a text with commas comes to, where the question takes one. */
const isChoice = (value: unknown, schema: z.ZodType): boolean =>
  Array.isArray(value) &&
  value.length <= MAX_CHOICES &&
  value.every(word => /^\w{1,40}$/.test(String(word))) &&
  Array.isArray(schema.safeParse(undefined).data)
const MAX_CHOICES = 10

/** A list that the question makes of a text with commas, as it stands. */
const isList = (value: unknown, schema: z.ZodType): boolean =>
  Array.isArray(value) &&
  value.every(one => typeof one === 'string') &&
  JSON.stringify(schema.safeParse(value.join(',')).data) === JSON.stringify(value)
